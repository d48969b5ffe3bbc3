package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Schemas;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;

/** The Schema Registry's routes, as far as setting up a flow needs them. */
final class SchemaRegistryApi {
  private static final String BASE = "/data/foundation/schemaregistry";

  private final Access access;
  private final Schemas schemas;

  SchemaRegistryApi(Access access, Schemas schemas) {
    this.access = access;
    this.schemas = schemas;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/stats", ctx -> Answers.write(ctx, schemas.stats(access.caller(ctx))));
    routes.get(BASE + "/tenant/schemas", this::list);
    routes.post(BASE + "/tenant/schemas", this::create);
    routes.get(BASE + "/tenant/schemas/{id}", this::get);
    routes.delete(BASE + "/tenant/schemas/{id}", this::delete);
    routes.post(BASE + "/tenant/descriptors", this::createDescriptor);
  }

  private void list(Context ctx) {
    Query.Page<Stored<ObjectNode>> page = schemas.list(access.caller(ctx), Query.all());
    ObjectNode body = Json.object();
    var results = body.putArray("results");
    page.items()
        .forEach(
            schema ->
                results.add(
                    schema.value().deepCopy().retain("$id", "meta:altId", "version", "title")));
    body.putObject("_page")
        .put("orderby", "updated")
        .putNull("next")
        .put("count", page.items().size());
    body.putObject("_links").putNull("next");
    Answers.write(ctx, body);
  }

  private void create(Context ctx) {
    Caller caller = access.caller(ctx);
    ctx.status(201);
    Answers.write(ctx, schemas.create(caller, Answers.body(ctx)));
  }

  /** The media type says in which form: {@code xed} as composed, {@code xed-full} resolved. */
  private void get(Context ctx) {
    Caller caller = access.caller(ctx);
    String accept = ctx.header("Accept") == null ? "" : String.valueOf(ctx.header("Accept"));
    if (!accept.contains("application/vnd.adobe.xed")) {
      throw new TributaryException(
          ErrorCode.SCHEMA_ACCEPT,
          "The Accept header must name a form of schema, for example application/vnd.adobe.xed-full+json; version=1.");
    }
    String version = accept.replaceAll("(?s).*version\\s*=\\s*\"?([0-9.]+).*", "$1");
    if (!version.equals(accept) && !version.matches("1(\\.0)?")) {
      throw new TributaryException(
          ErrorCode.SCHEMA_VERSION,
          "The schema has no version " + version + ". The only version is 1.");
    }
    String id = ctx.pathParam("id");
    Answers.write(
        ctx, accept.contains("xed-full") ? schemas.full(caller, id) : schemas.get(caller, id));
  }

  private void delete(Context ctx) {
    schemas.delete(access.caller(ctx), ctx.pathParam("id"));
    ctx.status(204);
  }

  private void createDescriptor(Context ctx) {
    Caller caller = access.caller(ctx);
    ctx.status(201);
    Answers.write(ctx, schemas.createDescriptor(caller, Answers.body(ctx)));
  }
}
