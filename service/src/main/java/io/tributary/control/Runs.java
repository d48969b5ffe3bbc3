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
import io.tributary.model.Window;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import io.tributary.store.Jobs;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs: asking for one, and looking at them. */
public final class Runs {
  static final String RESOURCE = "runs";

  private final Database database;
  private final Documents<FlowRun> documents;
  private final Flows flows;
  private final Jobs jobs;
  private final Clock clock;

  public Runs(
      Database database, Documents<FlowRun> documents, Flows flows, Jobs jobs, Clock clock) {
    this.database = database;
    this.documents = documents;
    this.flows = flows;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Asks for a run of a flow that does not run by itself. */
  public Stored<FlowRun> create(Caller caller, JsonNode body) {
    String flowId = body.path("flowId").asText("");
    if (flowId.isBlank()) {
      throw new TributaryException(
          ErrorCode.FLOW_ID_EMPTY, "The flowId is empty. Name the flow to run.");
    }
    Stored<Flow> flow;
    try {
      flow = flows.get(caller, Id.of(flowId));
    } catch (TributaryException e) {
      throw new TributaryException(
          ErrorCode.RUN_FLOW_UNKNOWN,
          "The flow " + flowId + " is not found.",
          Map.of("id", flowId),
          e);
    }
    requireOnDemand(flow);
    ObjectNode params =
        body.path("params") instanceof ObjectNode given ? given.deepCopy() : Json.object();
    window(params, clock.instant());
    return ask(caller, flow, params);
  }

  private Stored<FlowRun> ask(Caller caller, Stored<Flow> flow, ObjectNode params) {
    Id<FlowRun> id = Id.random();
    Stored<FlowRun> asked =
        database.atomically(
            () -> {
              jobs.put(caller, id.value(), flow.id(), id, clock.millis());
              return documents.insert(caller, id, scheduled(flow, params));
            });
    jobs.announce();
    return asked;
  }

  static FlowRun scheduled(Stored<Flow> flow, ObjectNode params) {
    return new FlowRun(
        flow.id(),
        flow.value().flowSpec(),
        flow.value().providerRefId(),
        params,
        RunMetrics.scheduled(),
        List.of());
  }

  private void requireOnDemand(Stored<Flow> flow) {
    if (!State.ENABLED.equals(flow.value().state())) {
      throw new TributaryException(
          ErrorCode.STATE_TRANSITION,
          "The flow "
              + flow.id()
              + " is '"
              + flow.value().state()
              + "'; only an enabled flow can run.");
    }
    if (flows.scheduleOf(flow.value()).period() != null) {
      throw new TributaryException(
          ErrorCode.RUN_NOT_ON_DEMAND,
          "The flow "
              + flow.id()
              + " runs by its schedule. Only flows with the frequency 'once' can be run by hand.");
    }
  }

  /** The window that the parameters ask for; from the start of time where they say nothing. */
  static Window window(JsonNode params, Instant now) {
    Instant from =
        params.hasNonNull("windowStartTime")
            ? Schedule.instant(params.get("windowStartTime"), "windowStartTime")
            : null;
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

  /** Repeats a failed run with its window, as a new run. */
  public Stored<FlowRun> action(Caller caller, Id<FlowRun> id, String op) {
    Stored<FlowRun> run = get(caller, id);
    if (!op.toUpperCase(Locale.ROOT).equals("RE_TRIGGER")) {
      throw new TributaryException(
          ErrorCode.ACTION_UNKNOWN, "The action '" + op + "' is unknown. Runs know RE_TRIGGER.");
    }
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
    ObjectNode params =
        run.value().params() == null ? Json.object() : run.value().params().deepCopy();
    return ask(caller, flow, params);
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
        .orElseGet(() -> documents.insert(job.caller(), id, scheduled(flow, Json.object())));
  }

  Stored<FlowRun> amend(
      Caller caller, Id<FlowRun> id, java.util.function.UnaryOperator<FlowRun> change) {
    return documents
        .amend(caller, id, change)
        .orElseThrow(() -> Rules.notFound(RESOURCE, id.value()));
  }
}
