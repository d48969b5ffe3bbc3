package io.tributary.dataset;

import java.time.Instant;
import org.apache.iceberg.StructLike;
import org.jspecify.annotations.Nullable;

/**
 * Where the row at hand came from, as the lineage column's struct. One is reused for all rows of a
 * file.
 */
final class Lineage implements StructLike {
  private final @Nullable Object[] values = new Object[4];

  Lineage(String source, String run) {
    values[0] = source;
    values[3] = run;
  }

  Lineage of(String recordId, @Nullable Instant changedAt) {
    values[1] = recordId;
    values[2] = changedAt == null ? null : micros(changedAt);
    return this;
  }

  static Long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public <T> @Nullable T get(int index, Class<T> type) {
    return type.cast(values[index]);
  }

  @Override
  public <T> void set(int index, T value) {
    throw new UnsupportedOperationException("Lineage is set as a whole");
  }
}
