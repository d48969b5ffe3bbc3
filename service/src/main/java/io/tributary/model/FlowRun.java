package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One execution of a flow. */
public record FlowRun(
    Id<Flow> flowId,
    @Nullable SpecRef flowSpec,
    @Nullable String providerRefId,
    @Nullable ObjectNode params,
    RunMetrics metrics,
    List<Activity> activities) {

  /**
   * {@code copyActivity} (source to staging) or {@code promotionActivity} (staging to data set).
   */
  public record Activity(
      String id,
      String name,
      long updatedAtUTC,
      RunMetrics.DurationSummary durationSummary,
      RunMetrics.SizeSummary sizeSummary,
      RunMetrics.RecordSummary recordSummary,
      RunMetrics.FileSummary fileSummary,
      RunMetrics.StatusSummary statusSummary,
      @Nullable JsonNode sourceInfo,
      @Nullable JsonNode targetInfo) {}

  public FlowRun with(RunMetrics figures, List<Activity> parts) {
    return new FlowRun(flowId, flowSpec, providerRefId, params, figures, parts);
  }

  public FlowRun withParams(ObjectNode other) {
    return new FlowRun(flowId, flowSpec, providerRefId, other, metrics, activities);
  }

  /** Whether it has ended, one way or the other. */
  public boolean ended() {
    return !metrics.status().equals("scheduled") && !metrics.status().equals("inProgress");
  }
}
