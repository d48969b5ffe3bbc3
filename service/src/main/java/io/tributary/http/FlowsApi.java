package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Flows;
import io.tributary.control.RunLogs;
import io.tributary.control.Runs;
import io.tributary.model.Caller;
import io.tributary.model.Fields;
import io.tributary.model.Filter;
import io.tributary.model.Flow;
import io.tributary.model.FlowRun;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Stored;
import java.util.List;

/** The Flow Service's routes to flows and their runs, and our own to what a run did. */
final class FlowsApi {
  private static final String FLOWS = FlowServiceApi.BASE + "/flows";
  private static final String RUNS = FlowServiceApi.BASE + "/runs";

  private final Access access;
  private final Lists lists;
  private final Flows flows;
  private final Runs runs;
  private final RunLogs logs;

  FlowsApi(Access access, Lists lists, Flows flows, Runs runs, RunLogs logs) {
    this.access = access;
    this.lists = lists;
    this.flows = flows;
    this.runs = runs;
    this.logs = logs;
  }

  void install(RoutesConfig routes) {
    installFlows(routes);
    installRuns(routes);
  }

  private void installFlows(RoutesConfig routes) {
    Lists.Noun<Stored<Flow>> noun =
        new Lists.Noun<>("flows", Fields.of(Flow.class), flows::list, flows::count);
    routes.get(FLOWS, ctx -> lists.list(ctx, noun));
    routes.post(FLOWS + "/search", ctx -> lists.search(ctx, noun));
    routes.post(FLOWS, this::create);
    routes.get(
        FLOWS + "/{id}", ctx -> Answers.one(ctx, flows.get(access.caller(ctx), Queries.id(ctx))));
    routes.patch(FLOWS + "/{id}", this::patch);
    routes.delete(FLOWS + "/{id}", this::delete);
    routes.post(FLOWS + "/{id}/action", this::act);
  }

  private void installRuns(RoutesConfig routes) {
    // Guides filter runs by "state", which runs do not show.
    Fields fields = Fields.of(FlowRun.class).and("state");
    Lists.Noun<Stored<FlowRun>> noun = new Lists.Noun<>("runs", fields, runs::list, runs::count);
    routes.get(RUNS, ctx -> lists.list(ctx, noun));
    routes.get(FLOWS + "/{id}/runs", ctx -> runsOfFlow(ctx, noun));
    routes.post(RUNS, this::run);
    routes.get(
        RUNS + "/{id}", ctx -> Answers.one(ctx, runs.get(access.caller(ctx), Queries.id(ctx))));
    routes.put(RUNS + "/{id}", this::updateRun);
    routes.post(RUNS + "/{id}/action", this::repeat);
    routes.get(
        "/tributary/runs/{id}/log",
        ctx -> Answers.write(ctx, logs.get(access.caller(ctx), Queries.id(ctx))));
  }

  private void create(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.created(ctx, flows.create(caller, Answers.body(ctx, Flow.class), Queries.draft(ctx)));
  }

  private void patch(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.changed(
        ctx, flows.patch(caller, Queries.id(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }

  private void delete(Context ctx) {
    flows.delete(access.caller(ctx), Queries.id(ctx));
    ctx.status(204);
  }

  private void act(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.changed(
        ctx,
        flows.action(
            caller, Queries.id(ctx), Queries.action(ctx, Flows.ACTIONS), Queries.ifMatch(ctx)));
  }

  /** An address that older flows show for their runs. */
  private void runsOfFlow(Context ctx, Lists.Noun<Stored<FlowRun>> noun) {
    Id<Flow> id = Queries.id(ctx);
    Filter ofFlow = new Filter("flowId", Filter.Op.EQ, List.of(id.value()));
    lists.list(ctx, noun, caller -> flows.get(caller, id), ofFlow);
  }

  private void run(Context ctx) {
    Caller caller = access.caller(ctx);
    Stored<FlowRun> run = runs.create(caller, Answers.body(ctx));
    Answers.createdAt(ctx, run.id().value());
    askedFor(ctx, run);
  }

  private void repeat(Context ctx) {
    Caller caller = access.caller(ctx);
    Queries.action(ctx, Runs.ACTIONS);
    askedFor(ctx, runs.action(caller, Queries.id(ctx), Queries.ifMatch(ctx)));
  }

  private void updateRun(Context ctx) {
    runs.update(access.caller(ctx), Queries.id(ctx), Queries.ifMatch(ctx));
  }

  /** Three shapes of this answer are published; this one serves the readers of all three. */
  private static void askedFor(Context ctx, Stored<?> run) {
    ctx.header("ETag", run.etag());
    var reference = Json.object().put("id", run.id().value()).put("etag", run.etag());
    var answer = reference.deepCopy();
    answer.putArray("items").add(reference);
    Answers.write(ctx, answer);
  }
}
