package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.FlowSpec;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.SourceConnection;
import io.tributary.model.State;
import io.tributary.model.Stored;
import io.tributary.model.TargetConnection;
import io.tributary.model.TributaryException;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import io.tributary.store.Jobs;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Flows: what is allowed with them, and what each change means for their schedule. */
public final class Flows {
  private static final String RESOURCE = "flows";

  private final Database database;
  private final Documents<Flow> documents;
  private final SourceConnections sources;
  private final TargetConnections targets;
  private final FlowMapping mapping;
  private final Specs specs;
  private final Jobs jobs;
  private final Clock clock;

  public Flows(
      Database database,
      Documents<Flow> documents,
      SourceConnections sources,
      TargetConnections targets,
      FlowMapping mapping,
      Specs specs,
      Jobs jobs,
      Clock clock) {
    this.database = database;
    this.documents = documents;
    this.sources = sources;
    this.targets = targets;
    this.mapping = mapping;
    this.specs = specs;
    this.jobs = jobs;
    this.clock = clock;
  }

  public Stored<Flow> create(Caller caller, Flow flow, boolean draft) {
    if (flow.state() != null) {
      throw new TributaryException(
          ErrorCode.STATE_IN_BODY,
          "The field 'state' cannot be set when a flow is created. Use POST /flows/{id}/action.");
    }
    Flow accepted = accept(caller, flow, draft ? State.DRAFT : State.ENABLED, "create");
    Id<Flow> id = Id.random();
    return scheduled(caller, () -> documents.insert(caller, id, withRuns(accepted, id)));
  }

  private static Flow withRuns(Flow flow, Id<Flow> id) {
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
        flow.state(),
        flow.providerRefId(),
        flow.inheritedAttributes(),
        "/runs?property=flowId==" + id,
        flow.lastOperation(),
        flow.lastRunDetails());
  }

  public Query.Page<Stored<Flow>> list(Caller caller, Query query) {
    return documents.list(caller, query);
  }

  public long count(Caller caller, Query query) {
    return documents.count(caller, query);
  }

  public Stored<Flow> get(Caller caller, Id<Flow> id) {
    return Rules.require(documents, caller, id, RESOURCE);
  }

  public Stored<Flow> patch(Caller caller, Id<Flow> id, @Nullable String ifMatch, JsonNode patch) {
    Stored<Flow> stored = get(caller, id);
    Rules.requireVersion(ifMatch, stored);
    Flow before = stored.value();
    Flow wanted = Patch.apply(before, patch, Flow.class);
    Flow accepted = withRuns(accept(caller, wanted, String.valueOf(before.state()), "update"), id);
    return replace(
        caller,
        stored,
        before.lastRunDetails() == null ? accepted : accepted.withLastRun(before.lastRunDetails()));
  }

  private Stored<Flow> replace(Caller caller, Stored<Flow> stored, Flow flow) {
    return scheduled(
        caller,
        () ->
            documents
                .update(caller, stored, flow)
                .orElseThrow(() -> Rules.stale(stored.etag(), stored)));
  }

  /** Stores a flow and its schedule as one. */
  private Stored<Flow> scheduled(Caller caller, Supplier<Stored<Flow>> store) {
    Stored<Flow> stored =
        database.atomically(
            () -> {
              Stored<Flow> flow = store.get();
              schedule(caller, flow);
              return flow;
            });
    jobs.announce();
    return stored;
  }

  /**
   * Changes the state.
   *
   * @param op {@code ENABLE DISABLE PUBLISH}, in any case
   */
  public Stored<Flow> action(Caller caller, Id<Flow> id, String op, @Nullable String ifMatch) {
    Stored<Flow> stored = get(caller, id);
    if (ifMatch != null && !ifMatch.isBlank()) {
      Rules.requireVersion(ifMatch, stored);
    }
    String from = String.valueOf(stored.value().state());
    String action = op.toUpperCase(Locale.ROOT);
    String to =
        switch (action) {
          case "ENABLE" -> require(from, State.DISABLED, action, State.ENABLED);
          case "DISABLE" -> require(from, State.ENABLED, action, State.DISABLED);
          case "PUBLISH" -> require(from, State.DRAFT, action, State.ENABLED);
          case "FINALIZE", "FINALIZE_UPDATE" ->
              throw new TributaryException(
                  ErrorCode.FINALIZE_BY_USER,
                  "The action " + action + " is for providers, not for users.");
          default ->
              throw new TributaryException(
                  ErrorCode.ACTION_UNKNOWN,
                  "The action '" + op + "' is unknown. Use ENABLE, DISABLE or PUBLISH.");
        };
    Flow next =
        action.equals("PUBLISH")
            ? withRuns(accept(caller, stored.value(), to, "create"), id)
            : stored.value().withState(to, operation(action.toLowerCase(Locale.ROOT)));
    return replace(caller, stored, next);
  }

  private static String require(String state, String wanted, String action, String next) {
    if (!state.equals(wanted)) {
      throw new TributaryException(
          ErrorCode.STATE_TRANSITION,
          "The action "
              + action
              + " is not possible in the state '"
              + state
              + "'; the flow must be '"
              + wanted
              + "'.");
    }
    return next;
  }

  /** Deletes the flow and what waits to run; its data set and the data stay. */
  public void delete(Caller caller, Id<Flow> id) {
    get(caller, id);
    database.atomically(
        () -> {
          jobs.cancel(caller, id);
          return documents.delete(caller, id);
        });
  }

  void noteRun(Caller caller, Id<Flow> id, JsonNode details) {
    documents.amend(caller, id, flow -> flow.withLastRun(details));
  }

  Schedule scheduleOf(Flow flow) {
    return Schedule.of(flow.scheduleParams(), clock.instant());
  }

  private void schedule(Caller caller, Stored<Flow> flow) {
    if (!State.ENABLED.equals(flow.value().state())) {
      jobs.cancel(caller, flow.id());
      return;
    }
    Schedule schedule = scheduleOf(flow.value());
    boolean hasRun = flow.value().lastRunDetails() != null;
    var due =
        hasRun ? schedule.next(clock.instant()) : Optional.of(schedule.first(clock.instant()));
    due.ifPresent(at -> jobs.put(caller, flow.id().value(), flow.id(), null, at.toEpochMilli()));
  }

  private Flow accept(Caller caller, Flow flow, String state, String operation) {
    FlowSpec spec = specs.referredFlowSpec(flow.specId());
    Schedule.of(flow.scheduleParams(), clock.instant());
    ObjectNode inherited = Json.object();
    inherited.putObject("properties").put("isSourceFlow", true);
    boolean draft = State.DRAFT.equals(state);
    if (!draft || one(flow.sourceConnectionIds())) {
      Stored<SourceConnection> source =
          sources.get(caller, exactlyOne(flow.sourceConnectionIds(), "sourceConnectionIds"));
      requireListed(spec.sourceConnectionSpecIds(), source.value().specId(), spec);
      requirePublished(draft, source.value().state(), "source connection " + source.id());
      ObjectNode shown =
          inherited.putArray("sourceConnections").addObject().put("id", source.id().value());
      shown.set("connectionSpec", Rules.spec(source.value().specId()));
      shown.set(
          "baseConnection",
          Objects.requireNonNull(source.value().inheritedAttributes()).path("baseConnection"));
    }
    if (!draft || one(flow.targetConnectionIds())) {
      Stored<TargetConnection> target =
          targets.get(caller, exactlyOne(flow.targetConnectionIds(), "targetConnectionIds"));
      requireListed(spec.targetConnectionSpecIds(), target.value().specId(), spec);
      requirePublished(draft, target.value().state(), "target connection " + target.id());
      ObjectNode shown =
          inherited.putArray("targetConnections").addObject().put("id", target.id().value());
      shown.set("connectionSpec", Rules.spec(target.value().specId()));
    }
    if (!draft) {
      mapping.check(caller, flow);
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
        null,
        operation(operation),
        null);
  }

  private JsonNode operation(String name) {
    ObjectNode operation =
        Json.object()
            .put("started", clock.millis())
            .put("updated", 0)
            .put("percentCompleted", 100.0);
    operation.putObject("status").put("value", "completed").putArray("errors");
    return operation.put("operation", name);
  }

  private static boolean one(@Nullable List<?> ids) {
    return ids != null && ids.size() == 1;
  }

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
