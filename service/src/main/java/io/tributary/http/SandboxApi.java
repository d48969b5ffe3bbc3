package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Sandboxes;
import io.tributary.model.Caller;
import io.tributary.model.Json;

/** Sandbox Management's routes for reading. */
final class SandboxApi {
  private static final String BASE = "/data/foundation/sandbox-management";

  private final Access access;
  private final Sandboxes sandboxes;

  SandboxApi(Access access, Sandboxes sandboxes) {
    this.access = access;
    this.sandboxes = sandboxes;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE, this::list);
    routes.get(BASE + "/sandboxes", this::list);
    routes.get(BASE + "/sandboxes/{name}", this::get);
  }

  private void list(Context ctx) {
    Caller caller = access.caller(ctx);
    ObjectNode body = Json.object();
    body.set("sandboxes", Json.tree(sandboxes.list(caller.org())));
    body.putObject("_page").put("limit", 1000).put("count", sandboxes.list(caller.org()).size());
    ObjectNode page = body.putObject("_links").putObject("page");
    page.put("href", ctx.fullUrl()).put("templated", true);
    Answers.write(ctx, body);
  }

  private void get(Context ctx) {
    Answers.write(ctx, sandboxes.get(access.caller(ctx), ctx.pathParam("name")));
  }
}
