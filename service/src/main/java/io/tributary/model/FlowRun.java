package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a flow.
 *
 * @param predecessors the runs that it was asked for after, as {@code {flowId, flowRunId}}
 */
public record FlowRun(
    Id<Flow> flowId,
    @Nullable SpecRef flowSpec,
    @Nullable String providerRefId,
    @Nullable ObjectNode params,
    @Nullable JsonNode predecessors,
    RunMetrics metrics,
    List<Activity> activities) {

  /**
   * {@code copyActivity} (source to staging) or {@code promotionActivity} (staging to data set).
   *
   * @param latencySummary how late records are, empty where that is not known
   */
  public record Activity(
      String id,
      String name,
      long updatedAtUTC,
      RunMetrics.DurationSummary durationSummary,
      @Nullable ObjectNode latencySummary,
      RunMetrics.SizeSummary sizeSummary,
      RunMetrics.RecordSummary recordSummary,
      RunMetrics.FileSummary fileSummary,
      RunMetrics.StatusSummary statusSummary,
      @Nullable JsonNode sourceInfo,
      @Nullable JsonNode targetInfo) {

    /** The same, ended when and how the run was. */
    public Activity ended(RunMetrics run, long now) {
      return new Activity(
          id,
          name,
          now,
          run.durationSummary(),
          latencySummary,
          sizeSummary,
          recordSummary,
          fileSummary,
          run.statusSummary(),
          sourceInfo,
          targetInfo);
    }
  }

  public FlowRun with(RunMetrics figures, List<Activity> parts) {
    return new FlowRun(flowId, flowSpec, providerRefId, params, predecessors, figures, parts);
  }

  public FlowRun withParams(ObjectNode other) {
    return new FlowRun(flowId, flowSpec, providerRefId, other, predecessors, metrics, activities);
  }

  /** Whether it has begun; what it reads is settled then. */
  public boolean begun() {
    return metrics.durationSummary().startedAtUTC() != null;
  }

  /** Whether it has ended, one way or the other. */
  public boolean ended() {
    return !metrics.status().equals("scheduled") && !metrics.status().equals("inProgress");
  }
}
