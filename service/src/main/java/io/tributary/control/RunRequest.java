package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.Json;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.model.Window;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for in asking for a run.
 *
 * @param params {@code startTime windowStartTime windowEndTime deltaColumn}; times are seconds or
 *     milliseconds since the epoch
 */
record RunRequest(String flowId, ObjectNode params, @Nullable JsonNode predecessors) {
  private static final List<String> TIMES =
      List.of("startTime", "windowStartTime", "windowEndTime");

  /** Reads the body of a create, right in its form. */
  static RunRequest of(JsonNode body, Profile profile) {
    String flowId = body.path("flowId").asText("");
    if (flowId.isBlank()) {
      throw new TributaryException(
          ErrorCode.FLOW_ID_EMPTY, "The flowId is empty. Name the flow to run.");
    }
    JsonNode given = body.path("params");
    boolean absent = given.isMissingNode() || given.isNull() || given.equals(Json.object());
    if (!absent && !given.isObject()) {
      throw invalid("The params are not an object.");
    }
    if (absent && profile.isStrict()) {
      throw invalid("The params are empty. Send {\"windowStartTime\", \"windowEndTime\"}.");
    }
    RunRequest request =
        new RunRequest(
            flowId,
            given instanceof ObjectNode object ? object.deepCopy() : Json.object(),
            body.get("predecessors"));
    request.requireParams();
    return request;
  }

  private void requireParams() {
    for (String name : TIMES) {
      if (params.hasNonNull(name) && !params.get(name).asText().strip().matches("-?\\d{1,18}")) {
        throw invalid("The " + name + " is not a time in seconds or milliseconds since 1970.");
      }
    }
    if (params.hasNonNull("deltaColumn") && deltaColumn().isBlank()) {
      throw invalid("The deltaColumn has no name. Send {\"name\":\"…\"}.");
    }
  }

  private static TributaryException invalid(String text) {
    return new TributaryException(ErrorCode.RUN_PARAMETERS_INVALID, text);
  }

  String deltaColumn() {
    return params.path("deltaColumn").path("name").asText("");
  }

  /** When the run is due: now, unless its startTime is still to come. */
  Instant due(Instant now) {
    if (!params.hasNonNull("startTime")) {
      return now;
    }
    Instant asked = Schedule.instant(params.get("startTime"), "startTime");
    return asked.isAfter(now) ? asked : now;
  }

  /** Throws if the run sees change by another column than its flow, or by none. */
  void requireDeltaColumn(Stored<Flow> flow, Profile profile) {
    String known = ScheduleRules.deltaColumn(flow.value());
    String given = deltaColumn();
    if (!given.isEmpty() && !known.isEmpty() && !given.equals(known)) {
      throw new TributaryException(
          ErrorCode.RUN_DELTA_DIFFERS,
          "The deltaColumn '" + given + "' is not the flow's '" + known + "'. Leave it out.");
    }
    if (given.isEmpty() && known.isEmpty() && profile.isStrict()) {
      throw new TributaryException(
          ErrorCode.RUN_DELTA_MISSING,
          "Neither the flow nor the run names a deltaColumn. Send params.deltaColumn.name.");
    }
  }

  /**
   * The window that the parameters ask for; from the start of time where they say nothing, or 0.
   */
  static Window window(JsonNode params, Instant now) {
    Instant from =
        params.path("windowStartTime").asLong(0) == 0
            ? null
            : Schedule.instant(params.get("windowStartTime"), "windowStartTime");
    Instant to =
        params.hasNonNull("windowEndTime")
            ? Schedule.instant(params.get("windowEndTime"), "windowEndTime")
            : now;
    if (from != null && to.isBefore(from)) {
      throw new TributaryException(
          ErrorCode.RUN_WINDOW_REVERSED,
          "The windowEndTime " + to + " is before the windowStartTime " + from + ".");
    }
    return new Window(from, to.isAfter(now) ? now : to);
  }
}
