package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
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

  /**
   * How many files were read and written.
   *
   * @param extensions where the files are listed, in the contract's {@code manifest}
   */
  public record FileSummary(
      long inputFileCount,
      long outputFileCount,
      long skippedFileCount,
      long failedFileCount,
      @Nullable JsonNode extensions) {
    public FileSummary(long input, long output, long skipped, long failed) {
      this(input, output, skipped, failed, null);
    }

    public FileSummary with(JsonNode further) {
      return new FileSummary(
          inputFileCount, outputFileCount, skippedFileCount, failedFileCount, further);
    }
  }

  /**
   * {@code scheduled inProgress success partialSuccess failed}, and why.
   *
   * @param extensions where the rejected records are, in the contract's {@code manifest}
   */
  public record StatusSummary(
      String status, List<RecordError> errors, @Nullable JsonNode extensions) {
    public StatusSummary(String status, List<RecordError> errors) {
      this(status, errors, null);
    }

    public StatusSummary with(JsonNode further) {
      return new StatusSummary(status, errors, further);
    }
  }

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
