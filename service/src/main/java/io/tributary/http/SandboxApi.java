package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.SandboxContents;
import io.tributary.control.Sandboxes;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Json;
import io.tributary.model.Sandbox;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sandbox Management's routes. */
final class SandboxApi {
  private static final String BASE = "/data/foundation/sandbox-management";
  private static final String ONE = BASE + "/sandboxes/{name}";

  private final Access access;
  private final Sandboxes sandboxes;
  private final SandboxContents contents;

  SandboxApi(Access access, Sandboxes sandboxes, SandboxContents contents) {
    this.access = access;
    this.sandboxes = sandboxes;
    this.contents = contents;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE, this::available);
    routes.get(BASE + "/sandboxTypes", this::types);
    routes.get(BASE + "/sandboxes", this::list);
    routes.post(BASE + "/sandboxes", this::create);
    routes.get(ONE, ctx -> Answers.write(ctx, sandboxes.get(access.caller(ctx), name(ctx))));
    routes.patch(ONE, this::patch);
    routes.put(ONE, this::reset);
    routes.delete(ONE, this::delete);
  }

  private static String name(Context ctx) {
    return ctx.pathParam("name");
  }

  /** Those that can be worked in, without what only administrators look at. */
  private void available(Context ctx) {
    List<ObjectNode> shown = new ArrayList<>();
    for (Sandbox sandbox : sandboxes.list(access.caller(ctx).org())) {
      if (sandbox.state().equals("active")) {
        ObjectNode one = (ObjectNode) Json.tree(sandbox);
        one.remove("id");
        shown.add(one);
      }
    }
    page(ctx, shown, Sandboxes.MOST);
  }

  private void types(Context ctx) {
    access.caller(ctx);
    ObjectNode body = Json.object();
    var types = body.putArray("sandboxTypes");
    for (String type : Sandboxes.TYPES) {
      String title = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
      types.addObject().put("id", type).put("title", title);
    }
    Answers.write(ctx, body);
  }

  private void list(Context ctx) {
    Caller caller = access.caller(ctx);
    List<Filter> filters =
        ctx.queryParams("property").stream().filter(p -> !p.isBlank()).map(Filter::parse).toList();
    int limit = number(ctx, "limit", Sandboxes.MOST);
    List<ObjectNode> shown =
        sandboxes.list(caller.org()).stream()
            .map(sandbox -> (ObjectNode) Json.tree(sandbox))
            .filter(one -> filters.stream().allMatch(filter -> filter.matches(one)))
            .sorted(order(Queries.text(ctx, "orderBy")))
            .skip(number(ctx, "offset", 0))
            .limit(limit)
            .toList();
    page(ctx, shown, limit);
  }

  /** {@code asc:name,type} or {@code desc:createdDate}; by name where nothing is said. */
  private static Comparator<ObjectNode> order(@Nullable String text) {
    String[] parts = (text == null ? "asc:name" : text).split(":", 2);
    if (parts.length != 2 || !parts[0].matches("(?i)asc|desc")) {
      throw new TributaryException(
          ErrorCode.SANDBOX_INVALID, "The orderBy must be asc:<fields> or desc:<fields>.");
    }
    Comparator<ObjectNode> order =
        Arrays.stream(parts[1].split(",", -1))
            .map(SandboxApi::by)
            .reduce(Comparator::thenComparing)
            .orElseThrow();
    return parts[0].equalsIgnoreCase("desc") ? order.reversed() : order;
  }

  private static Comparator<ObjectNode> by(String field) {
    return Comparator.comparing(one -> one.path(field.strip()).asText());
  }

  private static int number(Context ctx, String parameter, int otherwise) {
    String text = Queries.text(ctx, parameter);
    return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : otherwise;
  }

  private static void page(Context ctx, List<ObjectNode> shown, int limit) {
    ObjectNode body = Json.object();
    body.set("sandboxes", Json.tree(shown));
    body.putObject("_page").put("limit", limit).put("count", shown.size());
    ObjectNode page = body.putObject("_links").putObject("page");
    page.put("href", ctx.fullUrl()).put("templated", true);
    Answers.write(ctx, body);
  }

  private void create(Context ctx) {
    Caller caller = access.caller(ctx);
    JsonNode body = Answers.body(ctx);
    Sandbox made =
        sandboxes.create(
            caller,
            body.path("name").textValue(),
            body.path("title").textValue(),
            body.path("type").textValue());
    ctx.header("Location", ctx.url() + "/" + made.name());
    accepted(ctx, made);
  }

  private void patch(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(
        ctx, sandboxes.patch(caller, name(ctx), Answers.body(ctx).path("title").textValue()));
  }

  private void reset(Context ctx) {
    Caller caller = access.caller(ctx);
    String action = Answers.body(ctx).path("action").asText();
    if (!action.equals("reset")) {
      throw new TributaryException(
          ErrorCode.SANDBOX_INVALID, "The action '" + action + "' is unknown. Send reset.");
    }
    accepted(ctx, contents.reset(caller, name(ctx)));
  }

  private void delete(Context ctx) {
    Caller caller = access.caller(ctx);
    accepted(ctx, contents.delete(caller, name(ctx)));
  }

  /** The contract lets these take their time; here they are done when they are answered. */
  private static void accepted(Context ctx, Sandbox sandbox) {
    ctx.status(202);
    ObjectNode body = (ObjectNode) Json.tree(sandbox);
    Answers.write(ctx, body.retain("id", "name", "title", "state", "type", "region"));
  }
}
