package io.tributary.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run brought into a data set.
 *
 * @param size bytes of the files written
 * @param tags {@code flowId} and {@code flowRunId}, each a list of one
 * @param metrics the run's figures, once it has ended
 */
public record Batch(
    String status,
    List<RelatedObject> relatedObjects,
    @Nullable Long started,
    @Nullable Long completed,
    long recordCount,
    long failedRecordCount,
    long size,
    Map<String, List<String>> tags,
    @Nullable Map<String, Long> metrics,
    @Nullable List<Problem> errors) {

  /** What it belongs to: {@code {"type":"dataSet","id":…}}. */
  public record RelatedObject(String type, String id) {}

  /** Why it, or that many of its records, failed. */
  public record Problem(String code, String description, @Nullable Long recordCount) {}

  public String dataSetId() {
    return relatedObjects.get(0).id();
  }

  /** The run that it comes from, or nothing. */
  public String runId() {
    List<String> runs = tags.getOrDefault("flowRunId", List.of());
    return runs.isEmpty() ? "" : runs.get(0);
  }
}
