package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Connections;
import io.tributary.control.SourceConnections;
import io.tributary.control.TargetConnections;
import io.tributary.model.Caller;
import io.tributary.model.Connection;
import io.tributary.model.Fields;
import io.tributary.model.SourceConnection;
import io.tributary.model.Stored;
import io.tributary.model.TargetConnection;
import java.util.Map;
import java.util.function.Consumer;

/** The Flow Service's routes to connections. */
final class FlowServiceApi {
  static final String BASE = "/data/foundation/flowservice";

  private final Access access;
  private final Lists lists;
  private final Connections connections;
  private final SourceConnections sourceConnections;
  private final TargetConnections targetConnections;

  FlowServiceApi(
      Access access,
      Lists lists,
      Connections connections,
      SourceConnections sourceConnections,
      TargetConnections targetConnections) {
    this.access = access;
    this.lists = lists;
    this.connections = connections;
    this.sourceConnections = sourceConnections;
    this.targetConnections = targetConnections;
  }

  void install(RoutesConfig routes) {
    installConnections(routes);
    installSourceConnections(routes);
    installTargetConnections(routes);
  }

  private void installConnections(RoutesConfig routes) {
    Lists.Noun<Stored<Connection>> noun =
        new Lists.Noun<>(
            "connections",
            Fields.of(Connection.class).hiding("auth.params"),
            connections::list,
            connections::count);
    routes.get(BASE + "/connections", ctx -> lists.list(ctx, noun));
    routes.post(BASE + "/connections/search", ctx -> lists.search(ctx, noun));
    routes.post(BASE + "/connections", this::createConnection);
    routes.get(
        BASE + "/connections/{id}",
        ctx -> Answers.one(ctx, connections.get(access.caller(ctx), Queries.id(ctx))));
    routes.patch(BASE + "/connections/{id}", this::patchConnection);
    routes.delete(
        BASE + "/connections/{id}",
        ctx -> deleted(ctx, caller -> connections.delete(caller, Queries.id(ctx))));
    routes.post(
        BASE + "/connections/{id}/action",
        ctx ->
            Answers.changed(
                ctx,
                connections.action(
                    access.caller(ctx),
                    Queries.id(ctx),
                    Queries.action(ctx, Connections.ACTIONS),
                    Queries.ifMatch(ctx))));
    routes.get(BASE + "/connections/{id}/test", this::testConnection);
  }

  private void installSourceConnections(RoutesConfig routes) {
    Lists.Noun<Stored<SourceConnection>> noun =
        new Lists.Noun<>(
            "sourceConnections",
            Fields.of(SourceConnection.class),
            sourceConnections::list,
            sourceConnections::count);
    routes.get(BASE + "/sourceConnections", ctx -> lists.list(ctx, noun));
    routes.post(BASE + "/sourceConnections", this::createSourceConnection);
    routes.get(
        BASE + "/sourceConnections/{id}",
        ctx -> Answers.one(ctx, sourceConnections.get(access.caller(ctx), Queries.id(ctx))));
    routes.patch(BASE + "/sourceConnections/{id}", this::patchSourceConnection);
    routes.delete(
        BASE + "/sourceConnections/{id}",
        ctx -> deleted(ctx, caller -> sourceConnections.delete(caller, Queries.id(ctx))));
    routes.post(
        BASE + "/sourceConnections/{id}/action",
        ctx ->
            Answers.changed(
                ctx,
                sourceConnections.action(
                    access.caller(ctx),
                    Queries.id(ctx),
                    Queries.action(ctx, SourceConnections.ACTIONS),
                    Queries.ifMatch(ctx))));
  }

  private void installTargetConnections(RoutesConfig routes) {
    Lists.Noun<Stored<TargetConnection>> noun =
        new Lists.Noun<>(
            "targetConnections",
            Fields.of(TargetConnection.class),
            targetConnections::list,
            targetConnections::count);
    routes.get(BASE + "/targetConnections", ctx -> lists.list(ctx, noun));
    routes.post(BASE + "/targetConnections", this::createTargetConnection);
    routes.get(
        BASE + "/targetConnections/{id}",
        ctx -> Answers.one(ctx, targetConnections.get(access.caller(ctx), Queries.id(ctx))));
    routes.patch(BASE + "/targetConnections/{id}", this::patchTargetConnection);
    routes.delete(
        BASE + "/targetConnections/{id}",
        ctx -> deleted(ctx, caller -> targetConnections.delete(caller, Queries.id(ctx))));
    routes.post(
        BASE + "/targetConnections/{id}/action",
        ctx ->
            Answers.changed(
                ctx,
                targetConnections.action(
                    access.caller(ctx),
                    Queries.id(ctx),
                    Queries.action(ctx, TargetConnections.ACTIONS),
                    Queries.ifMatch(ctx))));
  }

  private void deleted(Context ctx, Consumer<Caller> delete) {
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
        ctx, connections.patch(caller, Queries.id(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }

  private void testConnection(Context ctx) {
    Answers.write(ctx, Map.of("result", connections.test(access.caller(ctx), Queries.id(ctx))));
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
        ctx,
        sourceConnections.patch(caller, Queries.id(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
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
        ctx,
        targetConnections.patch(caller, Queries.id(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }
}
