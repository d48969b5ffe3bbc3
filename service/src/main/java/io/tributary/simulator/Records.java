package io.tributary.simulator;

import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * All records of one object type: the generated ones, computed when asked for, and over them the
 * changes made since the start. Memory grows with the changes only.
 */
final class Records {
  private final ObjectType type;
  private final Clock clock;
  private final Ids ids;
  private final long seed;
  private final Generated.Span span;
  private final ConcurrentSkipListMap<Long, Change> changes = new ConcurrentSkipListMap<>();
  private volatile boolean keepsPast;

  Records(ObjectType type, long seed, int count, Clock clock) {
    this.type = type;
    this.clock = clock;
    this.seed = Hash.of(seed, type.typeId());
    this.ids = new Ids(this.seed, count, type.newIdBase());
    this.span = new Generated.Span(seed, count);
  }

  ObjectType type() {
    return type;
  }

  /** Whether states before a change stay readable, which a lagging search needs. */
  void keepPast(boolean keep) {
    keepsPast = keep;
  }

  /** The record, live or archived; null if the id was never given out. */
  @Nullable Row find(long id) {
    Change change = changes.get(id);
    return change != null ? change : generatedWithId(id);
  }

  /** Live records with {@code id} or greater, ascending. */
  Iterator<Row> liveFrom(long id) {
    return new Walk(id, Long.MAX_VALUE);
  }

  /** Live records as they were at {@code moment}, from one id to another inclusive, ascending. */
  Iterator<Row> liveFrom(long id, long moment) {
    return new Walk(id, moment);
  }

  Iterator<Row> archivedFrom(long id) {
    return changes.tailMap(id).values().stream()
        .filter(c -> c.archivedAt() != null)
        .map(Row.class::cast)
        .iterator();
  }

  /**
   * How many records were live at {@code moment} with an id from {@code low} to {@code high}, both
   * inclusive.
   */
  long count(long low, long high, long moment) {
    if (low > high) {
      return 0;
    }
    int end = high == Long.MAX_VALUE ? ids.count() : ids.lowerBound(high + 1);
    long count = (long) end - ids.lowerBound(low);
    for (Change change : changes.subMap(low, true, high, true).values()) {
      count += (isLive(change.asOf(moment)) ? 1 : 0) - (change.origin() == null ? 0 : 1);
    }
    return Math.max(0, count);
  }

  /**
   * The live contact with an e-mail address; generated addresses tell their index, so nothing is
   * searched.
   */
  @Nullable Row withEmail(String email) {
    Property property = type.property("email");
    if (property == null) {
      return null;
    }
    String wanted = email.toLowerCase(Locale.ROOT);
    for (Change change : changes.values()) {
      if (isLive(change) && wanted.equalsIgnoreCase(change.value(property))) {
        return change;
      }
    }
    int index = indexIn(wanted);
    if (index < 0 || index >= ids.count()) {
      return null;
    }
    Generated row = generated(index);
    return changes.containsKey(row.id()) || !wanted.equals(row.value(property)) ? null : row;
  }

  synchronized Row create(Map<String, String> values) {
    long now = clock.millis();
    long last = ids.count() == 0 ? 0 : ids.idAt(ids.count() - 1);
    long floor = Math.max(last, type.newIdBase() + 16_000_000_000L);
    if (!changes.isEmpty()) {
      floor = Math.max(floor, changes.lastKey());
    }
    long id = floor + 1 + Hash.below(Hash.of(seed, floor), 400);
    return put(new Change(id, null, with(values, id, now, now), now, now, null, now, null));
  }

  /** Sets values on a record; an empty text clears. */
  synchronized Row update(Row seen, Map<String, String> values) {
    Row row = latest(seen);
    long now = clock.millis();
    Map<String, String> merged = new HashMap<>(set(row));
    merged.putAll(values);
    return put(
        new Change(
            row.id(),
            origin(row),
            with(merged, row.id(), row.createdAt(), now),
            row.createdAt(),
            now,
            null,
            now,
            past(row)));
  }

  /** Archiving does not touch the last-modified date, as in the real portal. */
  synchronized Row archive(Row seen) {
    Row row = latest(seen);
    long now = clock.millis();
    return put(
        new Change(
            row.id(),
            origin(row),
            set(row),
            row.createdAt(),
            row.updatedAt(),
            now,
            now,
            past(row)));
  }

  /** What others have made of a record since it was read: two updates at once must both last. */
  private Row latest(Row seen) {
    Change change = changes.get(seen.id());
    return change == null ? seen : change;
  }

  private Row put(Change change) {
    changes.put(change.id(), change);
    return change;
  }

  private Map<String, String> with(
      Map<String, String> values, long id, long created, long updated) {
    Map<String, String> all = new HashMap<>(values);
    all.put("hs_object_id", Long.toString(id));
    all.put("createdate", Common.iso(created));
    all.put(type.modified(), Common.iso(updated));
    String email = values.get("email");
    if (email != null && type.property("hs_email_domain") != null) {
      all.put("hs_email_domain", email.substring(email.indexOf('@') + 1));
    }
    return Map.copyOf(all);
  }

  private static Map<String, String> set(Row row) {
    return row instanceof Change change ? change.values() : Map.of();
  }

  private static @Nullable Generated origin(Row row) {
    return row instanceof Change change ? change.origin() : (Generated) row;
  }

  private @Nullable Change past(Row row) {
    return keepsPast && row instanceof Change change ? change : null;
  }

  private Generated generated(int index) {
    return new Generated(index, ids.idAt(index), Hash.of(seed, index), span);
  }

  private @Nullable Generated generatedWithId(long id) {
    int index = ids.indexOf(id);
    return index < 0 ? null : generated(index);
  }

  private static int indexIn(String email) {
    int at = email.indexOf('@');
    int dot = at < 0 ? -1 : email.lastIndexOf('.', at);
    try {
      return dot < 0 ? -1 : Integer.parseInt(email.substring(dot + 1, at), 36);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean isLive(@Nullable Row row) {
    return row != null && row.archivedAt() == null;
  }

  /** Merges generated and changed records; where both have an id, the change wins. */
  private final class Walk implements Iterator<Row> {
    private final long moment;
    private final Iterator<Change> changed;
    private int index;
    private @Nullable Change change;
    private @Nullable Row upcoming;

    Walk(long id, long moment) {
      this.moment = moment;
      this.index = ids.lowerBound(id);
      this.changed = changes.tailMap(id).values().iterator();
      this.change = changed.hasNext() ? changed.next() : null;
      this.upcoming = advance();
    }

    @Override
    public boolean hasNext() {
      return upcoming != null;
    }

    @Override
    public Row next() {
      Row row = upcoming;
      if (row == null) {
        throw new java.util.NoSuchElementException();
      }
      upcoming = advance();
      return row;
    }

    private @Nullable Row advance() {
      while (index < ids.count() || change != null) {
        Row row = step();
        if (isLive(row)) {
          return row;
        }
      }
      return null;
    }

    private @Nullable Row step() {
      Change pending = change;
      long generatedId = index < ids.count() ? ids.idAt(index) : Long.MAX_VALUE;
      if (pending == null || generatedId < pending.id()) {
        return generated(index++);
      }
      if (generatedId == pending.id()) {
        index++;
      }
      change = changed.hasNext() ? changed.next() : null;
      return pending.asOf(moment);
    }
  }
}
