package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Connections;
import io.tributary.control.Explore;
import io.tributary.control.Flows;
import io.tributary.control.Runs;
import io.tributary.control.SourceConnections;
import io.tributary.control.TargetConnections;
import io.tributary.model.Caller;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.SourceConnection;
import io.tributary.model.Stored;
import io.tributary.model.TargetConnection;
import io.tributary.model.TributaryException;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToLongBiFunction;

/** The Flow Service's routes. */
final class FlowServiceApi {
  static final String BASE = "/data/foundation/flowservice";

  private final Access access;
  private final Connections connections;
  private final Explore explore;
  private final SourceConnections sourceConnections;
  private final TargetConnections targetConnections;
  private final Flows flows;
  private final Runs runs;

  FlowServiceApi(
      Access access,
      Connections connections,
      Explore explore,
      SourceConnections sourceConnections,
      TargetConnections targetConnections,
      Flows flows,
      Runs runs) {
    this.access = access;
    this.connections = connections;
    this.explore = explore;
    this.sourceConnections = sourceConnections;
    this.targetConnections = targetConnections;
    this.flows = flows;
    this.runs = runs;
  }

  void install(RoutesConfig routes) {
    installConnections(routes);
    installSourceConnections(routes);
    installTargetConnections(routes);
    installFlows(routes);
    installRuns(routes);
  }

  private void installConnections(RoutesConfig routes) {
    routes.get(
        BASE + "/connections",
        ctx -> list(ctx, "connections", connections::list, connections::count));
    routes.post(BASE + "/connections", this::createConnection);
    routes.get(
        BASE + "/connections/{id}",
        ctx -> Answers.one(ctx, connections.get(access.caller(ctx), id(ctx))));
    routes.patch(BASE + "/connections/{id}", this::patchConnection);
    routes.delete(
        BASE + "/connections/{id}",
        ctx -> deleted(ctx, caller -> connections.delete(caller, id(ctx))));
    routes.get(BASE + "/connections/{id}/test", this::testConnection);
    routes.get(BASE + "/connections/{id}/explore", this::exploreConnection);
  }

  private void installSourceConnections(RoutesConfig routes) {
    routes.get(
        BASE + "/sourceConnections",
        ctx -> list(ctx, "sourceConnections", sourceConnections::list, sourceConnections::count));
    routes.post(BASE + "/sourceConnections", this::createSourceConnection);
    routes.get(
        BASE + "/sourceConnections/{id}",
        ctx -> Answers.one(ctx, sourceConnections.get(access.caller(ctx), id(ctx))));
    routes.patch(BASE + "/sourceConnections/{id}", this::patchSourceConnection);
    routes.delete(
        BASE + "/sourceConnections/{id}",
        ctx -> deleted(ctx, caller -> sourceConnections.delete(caller, id(ctx))));
  }

  private void installTargetConnections(RoutesConfig routes) {
    routes.get(
        BASE + "/targetConnections",
        ctx -> list(ctx, "targetConnections", targetConnections::list, targetConnections::count));
    routes.post(BASE + "/targetConnections", this::createTargetConnection);
    routes.get(
        BASE + "/targetConnections/{id}",
        ctx -> Answers.one(ctx, targetConnections.get(access.caller(ctx), id(ctx))));
    routes.patch(BASE + "/targetConnections/{id}", this::patchTargetConnection);
    routes.delete(
        BASE + "/targetConnections/{id}",
        ctx -> deleted(ctx, caller -> targetConnections.delete(caller, id(ctx))));
  }

  private void installFlows(RoutesConfig routes) {
    routes.get(BASE + "/flows", ctx -> list(ctx, "flows", flows::list, flows::count));
    routes.post(BASE + "/flows", this::createFlow);
    routes.get(
        BASE + "/flows/{id}", ctx -> Answers.one(ctx, flows.get(access.caller(ctx), id(ctx))));
    routes.patch(BASE + "/flows/{id}", this::patchFlow);
    routes.delete(
        BASE + "/flows/{id}", ctx -> deleted(ctx, caller -> flows.delete(caller, id(ctx))));
    routes.post(BASE + "/flows/{id}/action", this::flowAction);
  }

  private void installRuns(RoutesConfig routes) {
    routes.get(BASE + "/runs", ctx -> list(ctx, "runs", runs::list, runs::count));
    routes.post(BASE + "/runs", this::createRun);
    routes.get(BASE + "/runs/{id}", ctx -> Answers.one(ctx, runs.get(access.caller(ctx), id(ctx))));
    routes.post(BASE + "/runs/{id}/action", this::runAction);
  }

  private static <T> Id<T> id(Context ctx) {
    return Id.of(ctx.pathParam("id"));
  }

  private <T> void list(
      Context ctx,
      String resource,
      BiFunction<Caller, Query, Query.Page<Stored<T>>> page,
      ToLongBiFunction<Caller, Query> count) {
    Caller caller = access.caller(ctx);
    Query query = Queries.of(ctx);
    if (Queries.count(ctx)) {
      Answers.write(ctx, Map.of("count", count.applyAsLong(caller, query)));
    } else {
      Answers.page(ctx, resource, page.apply(caller, query), query);
    }
  }

  private void deleted(Context ctx, java.util.function.Consumer<Caller> delete) {
    delete.accept(access.caller(ctx));
    ctx.status(204);
  }

  private void createConnection(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.created(
        ctx, connections.create(caller, Answers.body(ctx, Connection.class), Queries.draft(ctx)));
  }

  private void patchConnection(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.changed(
        ctx, connections.patch(caller, id(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }

  private void testConnection(Context ctx) {
    connections.test(access.caller(ctx), id(ctx));
    Answers.write(ctx, Map.of("result", true));
  }

  private void exploreConnection(Context ctx) {
    Caller caller = access.caller(ctx);
    String type = Queries.text(ctx, "objectType");
    switch (type == null ? "root" : type.toLowerCase(Locale.ROOT)) {
      case "root" -> Answers.write(ctx, explore.root(caller, id(ctx)));
      case "table" -> exploreTable(ctx, caller);
      default ->
          throw new TributaryException(
              ErrorCode.OBJECT_TYPE_INVALID,
              "The objectType '" + type + "' is not valid here. Use root or table.");
    }
  }

  private void exploreTable(Context ctx, Caller caller) {
    String object = Queries.text(ctx, "object");
    boolean preview = "true".equalsIgnoreCase(Queries.text(ctx, "preview"));
    var table = explore.table(caller, id(ctx), object == null ? "" : object, preview);
    var answer = Json.object().put("format", "flat");
    answer.putObject("schema").set("columns", Json.tree(table.columns()));
    if (table.rows() != null) {
      answer.set("data", Json.tree(table.rows()));
    }
    Answers.write(ctx, answer);
  }

  private void createSourceConnection(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.created(
        ctx,
        sourceConnections.create(
            caller, Answers.body(ctx, SourceConnection.class), Queries.draft(ctx)));
  }

  private void patchSourceConnection(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.changed(
        ctx, sourceConnections.patch(caller, id(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }

  private void createTargetConnection(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.created(
        ctx,
        targetConnections.create(
            caller, Answers.body(ctx, TargetConnection.class), Queries.draft(ctx)));
  }

  private void patchTargetConnection(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.changed(
        ctx, targetConnections.patch(caller, id(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }

  private void createFlow(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.created(ctx, flows.create(caller, Answers.body(ctx, Flow.class), Queries.draft(ctx)));
  }

  private void patchFlow(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.changed(ctx, flows.patch(caller, id(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }

  private void flowAction(Context ctx) {
    Caller caller = access.caller(ctx);
    String op = Queries.text(ctx, "op");
    Answers.changed(ctx, flows.action(caller, id(ctx), op == null ? "" : op, Queries.ifMatch(ctx)));
  }

  private void createRun(Context ctx) {
    Caller caller = access.caller(ctx);
    ctx.status(201);
    askedFor(ctx, runs.create(caller, Answers.body(ctx)));
  }

  private void runAction(Context ctx) {
    Caller caller = access.caller(ctx);
    String op = Queries.text(ctx, "op");
    askedFor(ctx, runs.action(caller, id(ctx), op == null ? "" : op));
  }

  /** Three shapes of this answer are published; this one serves the readers of all three. */
  private static void askedFor(Context ctx, Stored<?> run) {
    var reference = Json.object().put("id", run.id().value()).put("etag", run.etag());
    var answer = reference.deepCopy();
    answer.putArray("items").add(reference);
    Answers.write(ctx, answer);
  }
}
