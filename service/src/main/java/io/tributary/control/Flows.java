package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.Query;
import io.tributary.model.State;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import io.tributary.store.Jobs;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Flows: what is allowed with them, and what each change means for their schedule. */
public final class Flows {
  /** What can be done with a flow. */
  public static final Set<Action.Op> ACTIONS =
      Set.of(
          Action.Op.ENABLE,
          Action.Op.DISABLE,
          Action.Op.PUBLISH,
          Action.Op.FINALIZE,
          Action.Op.FINALIZE_UPDATE);

  private static final String RESOURCE = "flows";

  private final Database database;
  private final Documents<Flow> documents;
  private final FlowRules rules;
  private final Jobs jobs;
  private final Clock clock;

  public Flows(
      Database database, Documents<Flow> documents, FlowRules rules, Jobs jobs, Clock clock) {
    this.database = database;
    this.documents = documents;
    this.rules = rules;
    this.jobs = jobs;
    this.clock = clock;
  }

  public Stored<Flow> create(Caller caller, Flow flow, boolean draft) {
    if (flow.state() != null) {
      throw new TributaryException(
          ErrorCode.STATE_IN_BODY,
          "The field 'state' cannot be set when a flow is created. Use POST /flows/{id}/action.");
    }
    Id<Flow> id = Id.random();
    Flow accepted = rules.accept(caller, id, flow, draft ? State.DRAFT : State.ENABLED);
    return scheduled(caller, () -> Optional.of(documents.insert(caller, id, accepted)))
        .orElseThrow();
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
    Rules.requireChangeable(stored, Flow::state);
    return change(
        caller,
        stored,
        before ->
            rules.acceptChange(caller, before, Patch.apply(before.value(), patch, Flow.class)));
  }

  /** Changes a flow, again if a run has noted something in it meanwhile. */
  private Stored<Flow> change(
      Caller caller, Stored<Flow> seen, Function<Stored<Flow>, Flow> change) {
    Stored<Flow> current = seen;
    while (true) {
      Stored<Flow> from = current;
      Flow wanted = change.apply(from);
      Optional<Stored<Flow>> changed =
          scheduled(caller, () -> documents.update(caller, from, wanted));
      if (changed.isPresent()) {
        return changed.get();
      }
      current = Rules.amended(documents, caller, from);
    }
  }

  /** Stores a flow and its schedule as one. */
  private Optional<Stored<Flow>> scheduled(Caller caller, Supplier<Optional<Stored<Flow>>> store) {
    Optional<Stored<Flow>> stored =
        database.atomically(
            () -> {
              Optional<Stored<Flow>> flow = store.get();
              flow.ifPresent(kept -> schedule(caller, kept));
              return flow;
            });
    jobs.announce();
    return stored;
  }

  /** Changes the state. */
  public Stored<Flow> action(Caller caller, Id<Flow> id, Action action, @Nullable String ifMatch) {
    Stored<Flow> stored = get(caller, id);
    Rules.requireVersionIfGiven(ifMatch, stored);
    return change(caller, stored, before -> acted(caller, before, action));
  }

  private Flow acted(Caller caller, Stored<Flow> before, Action action) {
    Flow flow = before.value();
    action.refuseReport(flow.state());
    switch (action.op()) {
      case PUBLISH -> {
        action.requireState(flow.state(), State.DRAFT);
        return rules.accept(caller, before.id(), flow, State.ENABLED);
      }
      case ENABLE -> {
        action.requireState(flow.state(), State.DISABLED);
        return flow.withState(State.ENABLED, rules.operation(action.op().word()));
      }
      default -> {
        action.requireState(flow.state(), State.ENABLED);
        return flow.withState(State.DISABLED, rules.operation(action.op().word()));
      }
    }
  }

  /** Deletes the flow and what waits to run; its data set and the data stay. */
  public void delete(Caller caller, Id<Flow> id) {
    Rules.requireDeletable(get(caller, id), Flow::state);
    database.atomically(
        () -> {
          jobs.cancel(caller, id);
          return documents.delete(caller, id);
        });
  }

  void noteRun(Caller caller, Id<Flow> id, JsonNode details) {
    documents.amend(caller, id, flow -> flow.withLastRun(details));
  }

  /** Keeps the column by which a run was told to see change, if the flow names none. */
  void noteDeltaColumn(Caller caller, Id<Flow> id, JsonNode column) {
    documents.amend(caller, id, flow -> flow.withDeltaColumn(column));
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
}
