package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.FlowRun;
import io.tributary.model.FlowRun.Activity;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.RunMetrics;
import io.tributary.model.SourceConnection;
import java.util.List;
import java.util.Optional;

/**
 * The two steps of a run in the contract's words: copying from the source, promoting to the data
 * set.
 */
final class Activities {
  private static final String COPY = "copyActivity";
  private static final String PROMOTION = "promotionActivity";

  private Activities() {}

  /** The run with those figures, and with both steps. */
  static FlowRun shown(FlowRun run, RunTask task, RunMetrics metrics, long now) {
    String meta = "/data/foundation/export/batches/" + task.batch() + "/meta?path=";
    String files = meta + "input_files";
    Activity copy =
        copy(
            task.source(),
            task.run(),
            metrics,
            metrics.fileSummary().with(manifest("fileInfo", files)),
            now);
    Activity promotion =
        new Activity(
            PROMOTION,
            "Promotion Activity",
            now,
            metrics.durationSummary(),
            Json.object(),
            metrics.sizeSummary(),
            metrics.recordSummary(),
            metrics.fileSummary(),
            metrics.recordSummary().failedRecordCount() > 0
                ? metrics.statusSummary().with(rejected(meta, metrics))
                : metrics.statusSummary(),
            null,
            info(task.target().value(), "TargetConnection", "Batch", task.batch().value()));
    ObjectNode list = Json.object();
    list.putArray("fileInfo").addObject().put("path", files);
    return run.with(metrics.of(COPY, PROMOTION, list), List.of(copy, promotion));
  }

  /**
   * The run that failed with those figures because it could not be opened: what had begun has
   * failed, or the first step if nothing had.
   *
   * @param source empty if the flow is gone
   */
  static FlowRun failed(
      FlowRun run,
      Id<FlowRun> id,
      RunMetrics metrics,
      long now,
      Optional<Id<SourceConnection>> source) {
    List<Activity> begun =
        run.activities().stream().map(activity -> activity.ended(metrics, now)).toList();
    List<Activity> copy =
        source.stream()
            .map(from -> copy(from, id.value(), metrics, metrics.fileSummary(), now))
            .toList();
    return run.with(metrics.of(COPY, COPY, null), begun.isEmpty() ? copy : begun);
  }

  private static Activity copy(
      Id<SourceConnection> source,
      String run,
      RunMetrics metrics,
      RunMetrics.FileSummary files,
      long now) {
    long bytes = metrics.sizeSummary().inputBytes();
    long read = metrics.recordSummary().inputRecordCount();
    return new Activity(
        COPY,
        "Copy Activity",
        now,
        metrics.durationSummary(),
        Json.object(),
        new RunMetrics.SizeSummary(bytes, bytes),
        new RunMetrics.RecordSummary(read, read, 0, 0, 0, 0, 0, 0),
        files,
        metrics.statusSummary(),
        info(source.value(), "SourceConnection", "RunId", run),
        null);
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
