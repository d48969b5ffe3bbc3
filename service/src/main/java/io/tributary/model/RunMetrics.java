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
      long warningRecordCount) {

    /** The same, of a run of which nothing has landed. */
    RecordSummary withoutRows() {
      return new RecordSummary(
          inputRecordCount, 0, 0, 0, skippedRecordCount, failedRecordCount, 0, warningRecordCount);
    }
  }

  /**
   * How many files were read and written.
   *
   * @param manifest where the files are listed
   * @param extensions the same, as an activity shows it
   * @param activityRefs the activity that they are from
   */
  public record FileSummary(
      long inputFileCount,
      long outputFileCount,
      long skippedFileCount,
      long failedFileCount,
      @Nullable JsonNode manifest,
      @Nullable JsonNode extensions,
      @Nullable List<String> activityRefs) {
    public FileSummary(long input, long output, long skipped, long failed) {
      this(input, output, skipped, failed, null, null, null);
    }

    public FileSummary with(JsonNode further) {
      return new FileSummary(
          inputFileCount, outputFileCount, skippedFileCount, failedFileCount, null, further, null);
    }

    FileSummary of(String activity, @Nullable JsonNode list) {
      return new FileSummary(
          inputFileCount,
          outputFileCount,
          skippedFileCount,
          failedFileCount,
          list,
          null,
          List.of(activity));
    }
  }

  /**
   * {@code scheduled inProgress success partialSuccess failed}, and why.
   *
   * @param extensions where the rejected records are, in the contract's {@code manifest}
   * @param activityRefs the activity that decided it
   */
  public record StatusSummary(
      String status,
      List<RecordError> errors,
      @Nullable JsonNode extensions,
      @Nullable List<String> activityRefs) {
    public StatusSummary(String status, List<RecordError> errors) {
      this(status, errors, null, null);
    }

    public StatusSummary with(JsonNode further) {
      return new StatusSummary(status, errors, further, null);
    }

    StatusSummary of(String activity) {
      return new StatusSummary(status, errors, extensions, List.of(activity));
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

  /**
   * The same as a run shows them, with the activities that they are from.
   *
   * @param files where the files that were read are listed; null if none was
   */
  public RunMetrics of(String copying, String deciding, @Nullable JsonNode files) {
    return new RunMetrics(
        durationSummary,
        sizeSummary,
        recordSummary,
        fileSummary.of(copying, files),
        statusSummary.of(deciding));
  }

  /** The same of a run that fails at that time, so that nothing of it has landed. */
  public RunMetrics failed(RecordError error, long now) {
    Long started = durationSummary.startedAtUTC();
    return new RunMetrics(
        new DurationSummary(started == null ? now : started, now),
        new SizeSummary(sizeSummary.inputBytes(), 0),
        recordSummary.withoutRows(),
        new FileSummary(fileSummary.inputFileCount(), 0, 0, 0),
        new StatusSummary("failed", List.of(error)));
  }

  public String status() {
    return statusSummary.status();
  }
}
