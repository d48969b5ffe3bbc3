package io.tributary.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run brought into a data set.
 *
 * @param size bytes of the files written
 * @param tags {@code flowId} and {@code flowRunId}, each a list of one
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
    @Nullable List<Problem> errors) {

  /** What it belongs to: {@code {"type":"dataSet","id":…}}. */
  public record RelatedObject(String type, String id) {}

  /** Why it failed. */
  public record Problem(String code, String description) {}

  public String dataSetId() {
    return relatedObjects.get(0).id();
  }
}
