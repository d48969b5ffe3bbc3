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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Flows: what is allowed with them, and what each change means for their schedule. */
public final class Flows {
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
    Flow accepted = rules.accept(caller, id, flow, draft ? State.DRAFT : State.ENABLED, "create");
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
    return change(
        caller,
        stored,
        before -> {
          Flow wanted = Patch.apply(before, patch, Flow.class);
          Flow accepted =
              rules.accept(caller, id, wanted, String.valueOf(before.state()), "update");
          JsonNode lastRun = before.lastRunDetails();
          return lastRun == null ? accepted : accepted.withLastRun(lastRun);
        });
  }

  /** Changes a flow, again if a run has noted something in it meanwhile. */
  private Stored<Flow> change(Caller caller, Stored<Flow> seen, UnaryOperator<Flow> change) {
    Stored<Flow> current = seen;
    while (true) {
      Stored<Flow> from = current;
      Flow wanted = change.apply(from.value());
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
    return change(
        caller,
        stored,
        before ->
            action.equals("PUBLISH")
                ? rules.accept(caller, id, before, to, "create")
                : before.withState(to, rules.operation(action.toLowerCase(Locale.ROOT))));
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
}
