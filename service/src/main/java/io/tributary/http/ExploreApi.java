package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.ConnectionSpecs;
import io.tributary.control.Connections;
import io.tributary.control.Explore;
import io.tributary.control.Look;
import io.tributary.model.Caller;
import io.tributary.model.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Flow Service's routes that look into accounts, and into sources that need none. */
final class ExploreApi {
  private static final String CONNECTION = FlowServiceApi.BASE + "/connections/{id}";
  private static final String SPEC = FlowServiceApi.BASE + "/connectionSpecs/{id}";

  private final Access access;
  private final Explore explore;
  private final Connections connections;
  private final ConnectionSpecs specs;

  ExploreApi(Access access, Explore explore, Connections connections, ConnectionSpecs specs) {
    this.access = access;
    this.explore = explore;
    this.connections = connections;
    this.specs = specs;
  }

  void install(RoutesConfig routes) {
    routes.get(CONNECTION + "/explore", this::exploreConnection);
    routes.get(SPEC + "/explore", this::exploreSpec);
    routes.get(CONNECTION + "/configs", this::connectionConfigs);
    routes.get(SPEC + "/configs", this::specConfigs);
  }

  private void exploreConnection(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, explore.connection(caller, Queries.id(ctx), look(ctx)));
  }

  private void exploreSpec(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, explore.spec(caller, ctx.pathParam("id"), look(ctx)));
  }

  private static Look look(Context ctx) {
    Map<String, String> parameters = new LinkedHashMap<>();
    ctx.queryParamMap().forEach((name, values) -> parameters.put(name, values.get(0)));
    return Look.of(parameters);
  }

  private void connectionConfigs(Context ctx) {
    connections.get(access.caller(ctx), Queries.id(ctx));
    Answers.write(ctx, nothingToConfigure());
  }

  private void specConfigs(Context ctx) {
    specs.get(access.caller(ctx), ctx.pathParam("id"));
    Answers.write(ctx, nothingToConfigure());
  }

  /** No source here has options beyond its parameters; readers look in one of these places. */
  private static ObjectNode nothingToConfigure() {
    ObjectNode configs = Json.object();
    configs.putArray("items");
    configs.putObject("configParams");
    configs.putObject("pageInfo").put("hasNext", false);
    return configs;
  }
}
