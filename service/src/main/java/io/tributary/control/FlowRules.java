package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.FlowSpec;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.SourceConnection;
import io.tributary.model.State;
import io.tributary.model.Stored;
import io.tributary.model.TargetConnection;
import io.tributary.model.TributaryException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a flow must satisfy to be stored: the same when it is created, changed and published. */
public final class FlowRules {
  private final SourceConnections sources;
  private final TargetConnections targets;
  private final FlowMapping mapping;
  private final FlowSpecs specs;
  private final ScheduleRules schedules;
  private final Clock clock;

  public FlowRules(
      SourceConnections sources,
      TargetConnections targets,
      FlowMapping mapping,
      FlowSpecs specs,
      Profile profile,
      Clock clock) {
    this.sources = sources;
    this.targets = targets;
    this.mapping = mapping;
    this.specs = specs;
    this.schedules = new ScheduleRules(profile, clock);
    this.clock = clock;
  }

  /** What is to be stored of a new flow, or of a draft that is published. */
  Flow accept(Caller caller, Id<Flow> id, Flow flow, String state) {
    if (State.DRAFT.equals(state)) {
      FlowSpec spec = specs.working(caller, flow.specId());
      Rules.requireDraftMode(spec.attributes(), spec.name());
      return shaped(caller, id, flow, state, "create");
    }
    Flow shaped = shaped(caller, id, flow, state, "create");
    schedules.check(flow);
    mapping.check(caller, flow);
    return shaped;
  }

  /** What is to be stored of a changed flow. */
  Flow acceptChange(Caller caller, Stored<Flow> before, Flow after) {
    String state = String.valueOf(before.value().state());
    Flow shaped = shaped(caller, before.id(), after, state, "update");
    if (!State.DRAFT.equals(state)) {
      schedules.checkChange(before, after);
      if (!mapsAlike(before.value(), after)) {
        mapping.check(caller, after);
      }
    }
    JsonNode lastRun = before.value().lastRunDetails();
    return lastRun == null ? shaped : shaped.withLastRun(lastRun);
  }

  /** A name can change though the source is away: only what bears on the mapping asks there. */
  private static boolean mapsAlike(Flow before, Flow after) {
    return Objects.equals(before.sourceConnectionIds(), after.sourceConnectionIds())
        && Objects.equals(before.targetConnectionIds(), after.targetConnectionIds())
        && Objects.equals(before.transformations(), after.transformations());
  }

  private Flow shaped(Caller caller, Id<Flow> id, Flow flow, String state, String operation) {
    FlowSpec spec = specs.working(caller, flow.specId());
    boolean draft = State.DRAFT.equals(state);
    ObjectNode inherited = Json.object();
    inherited.putObject("properties").put("isSourceFlow", true);
    if (!draft || given(flow.sourceConnectionIds())) {
      inherited.putArray("sourceConnections").add(inheritedSource(caller, flow, spec, draft));
    }
    if (!draft || given(flow.targetConnectionIds())) {
      inherited.putArray("targetConnections").add(inheritedTarget(caller, flow, spec, draft));
    }
    if (!draft) {
      requireOptions(flow);
    }
    return new Flow(
        flow.name(),
        flow.description(),
        flow.flowSpec(),
        flow.sourceConnectionIds(),
        flow.targetConnectionIds(),
        flow.transformations(),
        flow.scheduleParams(),
        flow.options(),
        flow.labels(),
        state,
        spec.providerId(),
        inherited,
        "/runs?property=flowId==" + id,
        operation(operation),
        null);
  }

  private static void requireOptions(Flow flow) {
    JsonNode options = flow.options() == null ? Json.object() : flow.options();
    Schedule.requireTruth(
        options.get("errorDiagnosticsEnabled"), "options.errorDiagnosticsEnabled");
    JsonNode percent = options.path("partialIngestionPercent");
    if (percent.isMissingNode() || percent.isNull()) {
      return;
    }
    double share = percent.asDouble(-1);
    if (!(share > 0 && share <= 100)) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "The options.partialIngestionPercent must be greater than 0 and at most 100. Leave it out if no record may be rejected.");
    }
  }

  private ObjectNode inheritedSource(Caller caller, Flow flow, FlowSpec spec, boolean draft) {
    Stored<SourceConnection> source =
        sources.get(caller, exactlyOne(flow.sourceConnectionIds(), "sourceConnectionIds"));
    requireListed(spec.sourceConnectionSpecIds(), source.value().specId(), spec);
    requirePublished(draft, source.value().state(), "source connection " + source.id());
    ObjectNode shown = Json.object().put("id", source.id().value());
    shown.set("connectionSpec", Rules.spec(source.value().specId()));
    shown.set(
        "baseConnection",
        Objects.requireNonNull(source.value().inheritedAttributes()).path("baseConnection"));
    return shown;
  }

  private ObjectNode inheritedTarget(Caller caller, Flow flow, FlowSpec spec, boolean draft) {
    Stored<TargetConnection> target =
        targets.get(caller, exactlyOne(flow.targetConnectionIds(), "targetConnectionIds"));
    requireListed(spec.targetConnectionSpecIds(), target.value().specId(), spec);
    requirePublished(draft, target.value().state(), "target connection " + target.id());
    ObjectNode shown = Json.object().put("id", target.id().value());
    shown.set("connectionSpec", Rules.spec(target.value().specId()));
    return shown;
  }

  JsonNode operation(String name) {
    ObjectNode operation =
        Json.object()
            .put("started", clock.millis())
            .put("updated", 0)
            .put("percentCompleted", 100.0);
    operation.putObject("status").put("value", "completed").putArray("errors");
    return operation.put("operation", name);
  }

  private static boolean given(@Nullable List<?> ids) {
    return ids != null && !ids.isEmpty();
  }

  /** The only id of a list that must have exactly one. */
  static <T> Id<T> exactlyOne(@Nullable List<Id<T>> ids, String name) {
    if (ids == null || ids.isEmpty()) {
      throw new TributaryException(
          ErrorCode.IDS_EMPTY, "The list " + name + " is empty; name exactly one.");
    }
    if (ids.size() > 1) {
      throw new TributaryException(
          ErrorCode.IDS_NOT_ONE,
          "The list " + name + " has " + ids.size() + " elements; name exactly one.");
    }
    return ids.get(0);
  }

  private static void requireListed(List<String> allowed, String id, FlowSpec spec) {
    if (!allowed.contains(id)) {
      throw new TributaryException(
          ErrorCode.SPEC_UNKNOWN,
          "The flow spec " + spec.name() + " does not join the connection spec " + id + ".");
    }
  }

  private static void requirePublished(boolean draft, @Nullable String state, String what) {
    if (!draft && State.DRAFT.equals(state)) {
      throw new TributaryException(
          ErrorCode.STATE_TRANSITION, "The " + what + " is a draft. Publish it first.");
    }
  }
}
