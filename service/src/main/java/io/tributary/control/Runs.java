package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.FlowRun;
import io.tributary.model.Id;
import io.tributary.model.Job;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.RunMetrics;
import io.tributary.model.State;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import io.tributary.store.Jobs;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs: asking for one, and looking at them. */
public final class Runs {
  /** What can be done with a run. */
  public static final Set<Action.Op> ACTIONS = Set.of(Action.Op.RE_TRIGGER);

  static final String RESOURCE = "runs";

  private final Database database;
  private final Documents<FlowRun> documents;
  private final Flows flows;
  private final Jobs jobs;
  private final FlowSpecs specs;
  private final Profile profile;
  private final Clock clock;

  public Runs(
      Database database,
      Documents<FlowRun> documents,
      Flows flows,
      Jobs jobs,
      FlowSpecs specs,
      Profile profile,
      Clock clock) {
    this.database = database;
    this.documents = documents;
    this.flows = flows;
    this.jobs = jobs;
    this.specs = specs;
    this.profile = profile;
    this.clock = clock;
  }

  /** Asks for a run of a flow that does not run by itself. */
  public Stored<FlowRun> create(Caller caller, JsonNode body) {
    RunRequest request = RunRequest.of(body, profile);
    Stored<Flow> flow =
        find(caller, request.flowId())
            .orElseThrow(() -> unknown(ErrorCode.RUN_FLOW_UNKNOWN, "flow", request.flowId()));
    requirePredecessors(caller, request);
    requireOnDemand(caller, flow);
    request.requireDeltaColumn(flow, profile);
    RunRequest.window(request.params(), clock.instant());
    FlowRun run = scheduled(flow, request.params(), request.predecessors());
    boolean column = !request.deltaColumn().isEmpty();
    if (column && ScheduleRules.deltaColumn(flow.value()).isEmpty()) {
      flows.noteDeltaColumn(caller, flow.id(), request.params().path("deltaColumn"));
    }
    return ask(caller, run, request.due(clock.instant()));
  }

  private Optional<Stored<Flow>> find(Caller caller, String id) {
    try {
      return Optional.of(flows.get(caller, Id.of(id)));
    } catch (TributaryException e) {
      return Optional.empty();
    }
  }

  private void requirePredecessors(Caller caller, RunRequest request) {
    for (JsonNode one : request.predecessors() == null ? Json.object() : request.predecessors()) {
      String flowId = one.path("flowId").asText("");
      String runId = one.path("flowRunId").asText("");
      if (find(caller, flowId).isEmpty()) {
        throw unknown(ErrorCode.PREDECESSOR_FLOW_UNKNOWN, "predecessor's flow", flowId);
      }
      if (documents.find(caller, Id.of(runId)).isEmpty()) {
        throw unknown(ErrorCode.PREDECESSOR_RUN_UNKNOWN, "predecessor's run", runId);
      }
    }
  }

  private static TributaryException unknown(ErrorCode code, String what, String id) {
    return new TributaryException(
        code, "The " + what + " '" + id + "' is not found.", Map.of("id", id), null);
  }

  private Stored<FlowRun> ask(Caller caller, FlowRun run, Instant due) {
    Id<FlowRun> id = Id.random();
    Stored<FlowRun> asked =
        database.atomically(
            () -> {
              jobs.put(caller, id.value(), run.flowId(), id, due.toEpochMilli());
              return documents.insert(caller, id, run);
            });
    jobs.announce();
    return asked;
  }

  private static FlowRun scheduled(
      Stored<Flow> flow, ObjectNode params, @Nullable JsonNode predecessors) {
    return new FlowRun(
        flow.id(),
        flow.value().flowSpec(),
        flow.value().providerRefId(),
        params,
        predecessors,
        RunMetrics.scheduled(),
        List.of());
  }

  private void requireOnDemand(Caller caller, Stored<Flow> flow) {
    if (!State.ENABLED.equals(flow.value().state())) {
      throw new TributaryException(
          ErrorCode.FLOW_STATE,
          "The flow "
              + flow.id()
              + " is '"
              + flow.value().state()
              + "'; only an enabled flow can run.");
    }
    if (specs.working(caller, flow.value().specId()).runSpec() == null) {
      throw new TributaryException(
          ErrorCode.RUN_BY_HAND_UNSUPPORTED,
          "Flows of the specification " + flow.value().specId() + " cannot be run by hand.");
    }
    if (flows.scheduleOf(flow.value()).period() != null) {
      throw new TributaryException(
          ErrorCode.RUN_NOT_ON_DEMAND,
          "The flow "
              + flow.id()
              + " runs by its schedule. Only flows with the frequency 'once' can be run by hand.");
    }
  }

  /** Repeats a failed run with its window, as a new run. */
  public Stored<FlowRun> action(Caller caller, Id<FlowRun> id, @Nullable String ifMatch) {
    Stored<FlowRun> run = get(caller, id);
    Rules.requireVersionIfGiven(ifMatch, run);
    if (!run.value().metrics().status().equals("failed")) {
      throw new TributaryException(
          ErrorCode.RE_TRIGGER_STATE,
          "The run "
              + id
              + " is '"
              + run.value().metrics().status()
              + "'; only a failed run can be repeated.");
    }
    Stored<Flow> flow = flows.get(caller, run.value().flowId());
    if (!State.ENABLED.equals(flow.value().state())) {
      throw new TributaryException(
          ErrorCode.RE_TRIGGER_DISABLED,
          "The flow " + flow.id() + " is not enabled. Enable it first.");
    }
    return ask(caller, scheduled(flow, sameWindow(run.value()), null), clock.instant());
  }

  /** A run that began without a start of its window read everything; 0 says so. */
  private static ObjectNode sameWindow(FlowRun run) {
    ObjectNode params = run.params() == null ? Json.object() : run.params().deepCopy();
    params.remove("startTime");
    if (run.begun() && !params.hasNonNull("windowStartTime")) {
      params.put("windowStartTime", 0);
    }
    return params;
  }

  /**
   * Refuses to write a run: only providers report on runs, and this service runs its flows itself.
   */
  public void update(Caller caller, Id<FlowRun> id, @Nullable String ifMatch) {
    Rules.requireVersion(ifMatch, get(caller, id));
    throw new TributaryException(
        ErrorCode.RUN_UPDATE_BY_USER,
        "Runs are updated by providers only. POST /runs/{id}/action?op=RE_TRIGGER repeats a failed one.");
  }

  public Query.Page<Stored<FlowRun>> list(Caller caller, Query query) {
    return documents.list(caller, query);
  }

  public long count(Caller caller, Query query) {
    return documents.count(caller, query);
  }

  public Optional<Stored<FlowRun>> find(Caller caller, Id<FlowRun> id) {
    return documents.find(caller, id);
  }

  public Stored<FlowRun> get(Caller caller, Id<FlowRun> id) {
    return Rules.require(documents, caller, id, RESOURCE);
  }

  /** The run of a job, created now if this is the first time that the job is held. */
  Stored<FlowRun> of(Job job, Stored<Flow> flow) {
    Id<FlowRun> id = job.run() == null ? Id.random() : job.run();
    if (job.run() == null && !jobs.begin(job, id, "")) {
      throw new TributaryException(
          ErrorCode.TAKEN_OVER, "The job was taken over before its run began.");
    }
    return documents
        .find(job.caller(), id)
        .orElseGet(() -> documents.insert(job.caller(), id, scheduled(flow, Json.object(), null)));
  }

  Stored<FlowRun> amend(
      Caller caller, Id<FlowRun> id, java.util.function.UnaryOperator<FlowRun> change) {
    return documents
        .amend(caller, id, change)
        .orElseThrow(() -> Rules.notFound(RESOURCE, id.value()));
  }
}
