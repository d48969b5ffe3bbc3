package io.tributary.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a source. A class and not a record, because its values are an array that nobody
 * copies.
 */
public final class SourceRecord {
  private final String id;
  private final @Nullable Instant changedAt;
  private final @Nullable Object[] values;

  /**
   * @param id what identifies it in its object; empty if nothing does
   * @param changedAt when it last changed there, if the source says so
   * @param values by the columns of the selection: {@code String Boolean Long Double}, {@code
   *     LocalDate} for dates, {@code Instant} for date-times, or null; handed over, not copied
   */
  public SourceRecord(String id, @Nullable Instant changedAt, @Nullable Object[] values) {
    this.id = id;
    this.changedAt = changedAt;
    this.values = values;
  }

  public String id() {
    return id;
  }

  public @Nullable Instant changedAt() {
    return changedAt;
  }

  public @Nullable Object[] values() {
    return values;
  }
}
