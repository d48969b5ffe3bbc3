package io.tributary.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record nobody has stored: all that is known of it follows from its key, and each value is
 * computed when asked for.
 *
 * @param span first and last moment of the made-up history, and how many records share it
 */
record Generated(int index, long id, long key, Span span) implements Row {
  /** The made-up history lies in four years that end two days before 2026. */
  record Span(long seed, int count) {
    static final long FIRST = Instant.parse("2022-01-01T00:00:00Z").toEpochMilli();
    static final long LAST = Instant.parse("2025-12-30T00:00:00Z").toEpochMilli();
  }

  private static final long DAY = 86_400_000L;
  private static final long QUARTER = 91 * DAY;

  /** Older ids were created earlier, except within a day. */
  @Override
  public long createdAt() {
    long width = Span.LAST - Span.FIRST - 2 * DAY;
    return Span.FIRST + width / span.count() * index + draw("createdate", (int) DAY);
  }

  /**
   * At or after creation. One record in twenty was last touched by a quarterly bulk edit, so that
   * many records share one millisecond: readers that page by time alone lose rows here.
   */
  @Override
  public long updatedAt() {
    long created = createdAt();
    long dice = Hash.of(key, "lastmodifieddate");
    long bulk = Span.FIRST + ((created - Span.FIRST) / QUARTER + 1) * QUARTER;
    int kind = Hash.below(dice, 20);
    if (kind == 0 && bulk < Span.LAST) {
      return bulk;
    }
    return kind == 1 ? created : created + Math.floorMod(dice >>> 8, Span.LAST - created);
  }

  @Override
  public @Nullable Long archivedAt() {
    return null;
  }

  @Override
  public @Nullable String value(Property property) {
    return property.value().of(this);
  }

  /** A number in {@code [0, bound)} that belongs to this record and this salt. */
  int draw(String salt, int bound) {
    return Hash.below(Hash.of(key, salt), bound);
  }

  /** True for that many records in a hundred; independent of {@link #draw} with the same salt. */
  boolean chance(String salt, int percent) {
    return Hash.below(Hash.of(key, 31L * salt.hashCode() + 63), 100) < percent;
  }

  <T> T pick(String salt, List<T> from) {
    return from.get(draw(salt, from.size()));
  }

  /** An epoch millisecond between creation and last change. */
  long moment(String salt) {
    long width = updatedAt() - createdAt();
    long offset = width == 0 ? 0 : Math.floorMod(Hash.of(key, salt), width);
    return createdAt() + offset;
  }
}
