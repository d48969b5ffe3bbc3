package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.FlowRun.Activity;
import io.tributary.model.Json;
import io.tributary.model.RunMetrics;
import java.util.List;

/**
 * The two steps of a run in the contract's words: copying from the source, promoting to the data
 * set.
 */
final class Activities {
  private Activities() {}

  static List<Activity> of(RunTask task, RunMetrics metrics, long now) {
    String meta = "/data/foundation/export/batches/" + task.batch() + "/meta?path=";
    long bytes = metrics.sizeSummary().inputBytes();
    long read = metrics.recordSummary().inputRecordCount();
    Activity copy =
        new Activity(
            "copyActivity",
            "Copy Activity",
            now,
            metrics.durationSummary(),
            new RunMetrics.SizeSummary(bytes, bytes),
            new RunMetrics.RecordSummary(read, read, 0, 0, 0, 0, 0, 0),
            metrics.fileSummary().with(manifest("fileInfo", meta + "input_files")),
            metrics.statusSummary(),
            info(task.source().value(), "SourceConnection", "RunId", task.run()),
            null);
    Activity promotion =
        new Activity(
            "promotionActivity",
            "Promotion Activity",
            now,
            metrics.durationSummary(),
            metrics.sizeSummary(),
            metrics.recordSummary(),
            metrics.fileSummary(),
            metrics.recordSummary().failedRecordCount() > 0
                ? metrics.statusSummary().with(rejected(meta, metrics))
                : metrics.statusSummary(),
            null,
            info(task.target().value(), "TargetConnection", "Batch", task.batch().value()));
    return List.of(copy, promotion);
  }

  private static ObjectNode manifest(String name, String address) {
    ObjectNode extensions = Json.object();
    extensions.putObject("manifest").put(name, address);
    return extensions;
  }

  /** Readers look for the reasons beside the records. */
  private static JsonNode rejected(String meta, RunMetrics metrics) {
    ObjectNode extensions = manifest("failedRecords", meta + "row_errors");
    extensions.withObject("/manifest").put("sampleErrors", meta + "row_errors_sample.json");
    extensions.set("errors", Json.tree(metrics.statusSummary().errors()));
    return extensions;
  }

  private static JsonNode info(String id, String type, String referenceType, String reference) {
    ArrayNode info = Json.mapper().createArrayNode();
    ObjectNode entry = info.addObject().put("id", id).put("type", type);
    entry.putObject("reference").put("type", referenceType).putArray("ids").add(reference);
    return info;
  }
}
