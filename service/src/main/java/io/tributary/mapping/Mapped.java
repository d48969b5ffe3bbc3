package io.tributary.mapping;

import io.tributary.model.RecordError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record: a row in the shape of the target field, or the reasons why there is
 * none; and the values that were lost on the way.
 */
public final class Mapped {
  private final @Nullable Object[] row;
  private final List<RecordError> rejections;
  private final List<RecordError> warnings;

  Mapped(@Nullable Object[] row, List<RecordError> rejections, List<RecordError> warnings) {
    this.row = row;
    this.rejections = rejections;
    this.warnings = warnings;
  }

  /** The row, handed over and not copied; null if it was rejected. */
  public @Nullable Object @Nullable [] row() {
    return isRejected() ? null : row;
  }

  /**
   * Why there is no row: code {@code INGEST-1212-400}, one per field that the schema does not
   * allow; usually empty.
   */
  public List<RecordError> rejections() {
    return rejections;
  }

  /** Values that became null: code {@code MAPPER-3700-400}, at most one per rule. */
  public List<RecordError> warnings() {
    return warnings;
  }

  public boolean isRejected() {
    return !rejections.isEmpty();
  }
}
