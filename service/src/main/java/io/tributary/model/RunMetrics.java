package io.tributary.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run, in the contract's words. Times in milliseconds since the epoch; an unknown
 * count is -1.
 */
public record RunMetrics(
    DurationSummary durationSummary,
    SizeSummary sizeSummary,
    RecordSummary recordSummary,
    FileSummary fileSummary,
    StatusSummary statusSummary) {

  public record DurationSummary(@Nullable Long startedAtUTC, @Nullable Long completedAtUTC) {}

  public record SizeSummary(long inputBytes, long outputBytes) {}

  public record RecordSummary(
      long inputRecordCount,
      long outputRecordCount,
      long createdRecordCount,
      long updatedRecordCount,
      long skippedRecordCount,
      long failedRecordCount,
      long deletedRecordCount,
      long warningRecordCount) {}

  public record FileSummary(
      long inputFileCount, long outputFileCount, long skippedFileCount, long failedFileCount) {}

  /** {@code scheduled inProgress success partialSuccess failed}, and why. */
  public record StatusSummary(String status, List<RecordError> errors) {}

  public static RunMetrics scheduled() {
    return new RunMetrics(
        new DurationSummary(null, null),
        new SizeSummary(0, 0),
        new RecordSummary(0, 0, 0, 0, 0, 0, 0, 0),
        new FileSummary(0, 0, 0, 0),
        new StatusSummary("scheduled", List.of()));
  }

  public String status() {
    return statusSummary.status();
  }
}
