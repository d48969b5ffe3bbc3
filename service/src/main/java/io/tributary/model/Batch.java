package io.tributary.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one run brought into a data set.
 *
 * @param size bytes of the files written
 * @param tags {@code flowId} and {@code flowRunId}, each a list of one; of an undone batch also
 *     when and by whom
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
  /** The contract's word for a batch that was landed and then taken back. */
  public static final String INACTIVE = "inactive";

  /** What it belongs to: {@code {"type":"dataSet","id":…}}. */
  public record RelatedObject(String type, String id) {}

  /** Why it, or that many of its records, failed. */
  public record Problem(String code, String description, @Nullable Long recordCount) {}

  /** Whether its rows came into the data set, be they undone by now or not. */
  public boolean landed() {
    return status.equals("success") || status.equals(INACTIVE);
  }

  /** The same batch, its rows taken back. */
  public Batch undone(Undone undone) {
    Map<String, List<String>> told = new TreeMap<>(tags);
    told.put("undoneAt", List.of(Instant.ofEpochMilli(undone.undoneAt()).toString()));
    told.put("undoneBy", List.of(undone.undoneBy()));
    return new Batch(
        INACTIVE,
        relatedObjects,
        started,
        completed,
        recordCount,
        failedRecordCount,
        size,
        told,
        metrics,
        errors);
  }

  public String dataSetId() {
    return relatedObjects.get(0).id();
  }

  /** The run that it comes from, or nothing. */
  public String runId() {
    List<String> runs = tags.getOrDefault("flowRunId", List.of());
    return runs.isEmpty() ? "" : runs.get(0);
  }
}
