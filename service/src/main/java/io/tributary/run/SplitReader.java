package io.tributary.run;

import io.tributary.control.RunTask;
import io.tributary.dataset.Commit;
import io.tributary.dataset.Dataset;
import io.tributary.dataset.Rows;
import io.tributary.mapping.Mapped;
import io.tributary.mapping.Mapping;
import io.tributary.model.Json;
import io.tributary.model.Rejection;
import io.tributary.model.Tally;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.Selection;
import io.tributary.source.Source;
import io.tributary.source.SourceRecord;
import io.tributary.source.Split;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads splits: pages become rows, and every now and then rows and position are committed together.
 */
final class SplitReader {
  /** The position of a split that has been read to its end. */
  private static final String DONE = "done";

  private static final long CHECKPOINT_BYTES = 64L << 20;
  private static final long FIRST_CHECKPOINT_MILLIS = 500;
  private static final long LONGEST_CHECKPOINT_MILLIS = 30_000;

  /** Stands where a value must not be kept as it was. */
  private static final String HIDDEN = "***";

  /** Up to here every whole number is a double of its own. */
  private static final double MOST_EXACT = 1L << 53;

  private final RunTask task;
  private final Source source;
  private final Selection selection;
  private final Mapping mapping;
  private final Commit commit;
  private final Set<Dataset.Version> landed;
  private final Progress progress;
  private final Notes notes;
  private final Clock clock;

  SplitReader(
      RunTask task,
      Source source,
      Selection selection,
      Mapping mapping,
      Commit commit,
      Set<Dataset.Version> landed,
      Progress progress,
      Notes notes,
      Clock clock) {
    this.task = task;
    this.source = source;
    this.selection = selection;
    this.mapping = mapping;
    this.commit = commit;
    this.landed = landed;
    this.progress = progress;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Positions are stored with a mark before them, so that no source's own text can be taken for the
   * end.
   */
  void read(Split split) {
    String stored = commit.position(split.id());
    if (DONE.equals(stored)) {
      return;
    }
    String position = stored == null ? null : stored.substring(1);
    Rows rows = commit.rows();
    Tally part = Tally.ZERO;
    long sum = 0;
    long wait = FIRST_CHECKPOINT_MILLIS;
    long due = clock.millis() + wait;
    try (Pages pages = source.read(task.connection(), selection, split, position)) {
      for (Page page = pages.next(); page != null; page = pages.next()) {
        Tally read = append(page, rows);
        part = part.plus(read);
        sum += read.read();
        progress.read(read);
        if (Thread.interrupted()) {
          throw new IllegalStateException(
              "The split " + split.id() + " was stopped because another one failed.");
        }
        if (clock.millis() >= due || rows.bytes() > CHECKPOINT_BYTES) {
          commit.checkpoint(split.id(), "@" + page.position(), rows.finish(), part);
          notes.info("Part " + split.id() + ": " + sum + " records are read and safe.");
          part = Tally.ZERO;
          rows = commit.rows();
          wait = Math.min(wait * 2, LONGEST_CHECKPOINT_MILLIS);
          due = clock.millis() + wait;
        }
      }
      commit.checkpoint(split.id(), DONE, rows.finish(), part);
      notes.info("Part " + split.id() + " is read to its end: " + sum + " records.");
    } finally {
      rows.close();
    }
  }

  private Tally append(Page page, Rows rows) {
    long read = 0;
    long written = 0;
    long rejected = 0;
    long warnings = 0;
    for (SourceRecord record : page.records()) {
      if (record.changedAt() != null
          && landed.contains(new Dataset.Version(record.id(), record.changedAt()))) {
        continue;
      }
      read++;
      Mapped mapped = mapping.map(record.values());
      warnings += mapped.warnings().isEmpty() ? 0 : 1;
      rows.warn(mapped.warnings());
      @Nullable Object[] row = mapped.row();
      if (row == null) {
        rejected++;
        rows.reject(new Rejection(record.id(), mapped.rejections(), shown(record)));
      } else {
        written++;
        rows.append(row, record.id(), record.changedAt());
      }
    }
    return new Tally(read, written, rejected, 0, warnings, page.bytes());
  }

  private String shown(SourceRecord record) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < record.values().length; i++) {
      Object value = record.values()[i];
      if (value != null) {
        String name = selection.columns().get(i).name();
        values.put(name, mapping.hidden().contains(name) ? HIDDEN : shown(value));
      }
    }
    return Json.write(values);
  }

  /** Whole numbers look whole, whatever type carries them. */
  private static Object shown(Object value) {
    if (value instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) < MOST_EXACT) {
      return number.longValue();
    }
    return value instanceof Number || value instanceof Boolean ? value : value.toString();
  }
}
