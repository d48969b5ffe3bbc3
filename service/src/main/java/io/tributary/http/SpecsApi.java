package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.ConnectionSpecs;
import io.tributary.control.FlowSpecs;
import io.tributary.model.Caller;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.ErrorCode;
import io.tributary.model.Fields;
import io.tributary.model.FlowSpec;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The Flow Service's routes to its catalogue: specifications of connections and flows. */
final class SpecsApi {
  private static final String CONNECTIONS = FlowServiceApi.BASE + "/connectionSpecs";
  private static final String FLOWS = FlowServiceApi.BASE + "/flowSpecs";

  private final Access access;
  private final Lists lists;
  private final ConnectionSpecs connectionSpecs;
  private final FlowSpecs flowSpecs;

  SpecsApi(Access access, Lists lists, ConnectionSpecs connectionSpecs, FlowSpecs flowSpecs) {
    this.access = access;
    this.lists = lists;
    this.connectionSpecs = connectionSpecs;
    this.flowSpecs = flowSpecs;
  }

  void install(RoutesConfig routes) {
    installConnectionSpecs(routes);
    installFlowSpecs(routes);
  }

  private void installConnectionSpecs(RoutesConfig routes) {
    Lists.Noun<ConnectionSpec> connection =
        new Lists.Noun<>(
            "connectionSpecs",
            Fields.ofSpecification(ConnectionSpec.class)
                .refusing(ErrorCode.FILTER_FIELD_UNSUPPORTED),
            connectionSpecs::list,
            connectionSpecs::count);
    routes.get(CONNECTIONS, ctx -> lists.list(ctx, connection));
    routes.get(CONNECTIONS + "/{id}", ctx -> one(ctx, connectionSpecs::get));
    routes.post(CONNECTIONS, this::createConnectionSpec);
    routes.put(CONNECTIONS + "/{id}", this::replaceConnectionSpec);
  }

  private void installFlowSpecs(RoutesConfig routes) {
    Lists.Noun<FlowSpec> flow =
        new Lists.Noun<>(
            "flowSpecs", Fields.ofSpecification(FlowSpec.class), flowSpecs::list, flowSpecs::count);
    routes.get(FLOWS, ctx -> lists.list(ctx, flow));
    routes.post(FLOWS + "/search", ctx -> lists.search(ctx, flow));
    routes.get(FLOWS + "/{id}", ctx -> one(ctx, flowSpecs::get));
    routes.post(FLOWS, this::createFlowSpec);
    routes.put(FLOWS + "/{id}", this::replaceFlowSpec);
  }

  private <T> void one(Context ctx, BiFunction<Caller, String, T> find) {
    Answers.one(ctx, find.apply(access.caller(ctx), ctx.pathParam("id")));
  }

  private void createConnectionSpec(Context ctx) {
    Caller caller = access.caller(ctx);
    ConnectionSpec spec = connectionSpecs.create(caller, Answers.body(ctx, ConnectionSpec.class));
    Answers.createdAt(ctx, spec.id());
    whole(ctx, spec, spec.etag());
  }

  private void replaceConnectionSpec(Context ctx) {
    Caller caller = access.caller(ctx);
    ConnectionSpec spec =
        connectionSpecs.replace(
            caller,
            ctx.pathParam("id"),
            Queries.ifMatch(ctx),
            Answers.body(ctx, ConnectionSpec.class));
    whole(ctx, spec, spec.etag());
  }

  private void createFlowSpec(Context ctx) {
    Caller caller = access.caller(ctx);
    FlowSpec spec = flowSpecs.create(caller, Answers.body(ctx, FlowSpec.class));
    Answers.createdAt(ctx, spec.id());
    whole(ctx, spec, spec.etag());
  }

  private void replaceFlowSpec(Context ctx) {
    Caller caller = access.caller(ctx);
    FlowSpec spec =
        flowSpecs.replace(
            caller, ctx.pathParam("id"), Queries.ifMatch(ctx), Answers.body(ctx, FlowSpec.class));
    whole(ctx, spec, spec.etag());
  }

  /** The contract answers what was stored, not only its id and version. */
  private static void whole(Context ctx, Object spec, @Nullable String etag) {
    if (etag != null) {
      ctx.header("ETag", etag);
    }
    Answers.write(ctx, spec);
  }
}
