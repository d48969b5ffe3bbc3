package io.tributary.http;

import static io.tributary.model.ResourceType.BEHAVIOR;
import static io.tributary.model.ResourceType.CLASS;
import static io.tributary.model.ResourceType.DATA_TYPE;
import static io.tributary.model.ResourceType.FIELD_GROUP;
import static io.tributary.model.ResourceType.SCHEMA;
import static io.tributary.model.ResourceType.UNION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Resources;
import io.tributary.control.Schemas;
import io.tributary.model.Caller;
import io.tributary.model.ResourceType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The Schema Registry's routes: standard resources, an organisation's own, statistics. */
final class SchemaRegistryApi {
  static final String BASE = "/data/foundation/schemaregistry";

  private final Access access;
  private final Resources resources;
  private final Schemas schemas;

  SchemaRegistryApi(Access access, Resources resources, Schemas schemas) {
    this.access = access;
    this.resources = resources;
    this.schemas = schemas;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/stats", ctx -> Answers.write(ctx, schemas.stats(access.caller(ctx))));
    for (ResourceType type : List.of(BEHAVIOR, CLASS, FIELD_GROUP, DATA_TYPE, SCHEMA)) {
      for (String path : paths("/global/", type)) {
        routes.get(path, ctx -> listStandard(ctx, type));
        routes.get(path + "/{id}", ctx -> getStandard(ctx, type));
      }
    }
    for (ResourceType type : List.of(CLASS, FIELD_GROUP, DATA_TYPE, SCHEMA, UNION)) {
      for (String path : paths("/tenant/", type)) {
        routes.get(path, ctx -> list(ctx, type));
        routes.get(path + "/{id}", ctx -> get(ctx, type));
      }
    }
    for (ResourceType type : List.of(CLASS, FIELD_GROUP, DATA_TYPE, SCHEMA)) {
      for (String path : paths("/tenant/", type)) {
        routes.post(path, ctx -> create(ctx, type));
        routes.put(path + "/{id}", ctx -> replace(ctx, type));
        routes.patch(path + "/{id}", ctx -> patch(ctx, type));
        routes.delete(path + "/{id}", ctx -> delete(ctx, type));
      }
    }
    new DescriptorRoutes(access, resources.descriptors()).install(routes);
  }

  /** Field groups answer to their old name, too. */
  private static Set<String> paths(String container, ResourceType type) {
    String before = BASE + container;
    return new LinkedHashSet<>(List.of(before + type.path(), before + type.word()));
  }

  private void listStandard(Context ctx, ResourceType type) {
    access.caller(ctx);
    XdmForm form = XdmForm.ofList(ctx);
    RegistryPage page = RegistryPage.of(ctx, "title");
    Answers.write(
        ctx,
        page.answer(ctx, resources.listStandard(type), found -> form.show(named(form, found))));
  }

  private ObjectNode named(XdmForm form, ObjectNode resource) {
    return form.published() ? resources.published(resource) : resource;
  }

  private void getStandard(Context ctx, ResourceType type) {
    Caller caller = access.caller(ctx);
    XdmForm form = XdmForm.ofOne(ctx);
    ObjectNode resource = resources.getStandard(type, ctx.pathParam("id"));
    write(ctx, caller, form, resource);
  }

  private void write(Context ctx, Caller caller, XdmForm form, ObjectNode resource) {
    form.requireVersion(resource);
    ObjectNode shown = named(form, resource);
    if (form.has("full")) {
      shown = resources.full(caller, resource, form.published());
    }
    if (form.has("desc")) {
      shown
          .putArray("meta:descriptors")
          .addAll(resources.descriptors().list(caller, resource.path("$id").asText()));
    }
    Answers.write(ctx, form.show(shown));
  }

  private void list(Context ctx, ResourceType type) {
    Caller caller = access.caller(ctx);
    XdmForm form = XdmForm.ofList(ctx);
    RegistryPage page = RegistryPage.of(ctx, "updated");
    ObjectNode answer = page.answer(ctx, resources.list(caller, type), form::show);
    String here = ctx.url();
    answer
        .withObjectProperty("_links")
        .putObject("global_schemas")
        .put("href", here.replace("/tenant/", "/global/"));
    Answers.write(ctx, answer);
  }

  private void get(Context ctx, ResourceType type) {
    Caller caller = access.caller(ctx);
    XdmForm form = XdmForm.ofOne(ctx);
    write(ctx, caller, form, resources.get(caller, type, ctx.pathParam("id")));
  }

  private void create(Context ctx, ResourceType type) {
    Caller caller = access.caller(ctx);
    ObjectNode created = resources.create(caller, type, Answers.body(ctx));
    ctx.status(201);
    Answers.write(ctx, created);
  }

  private void replace(Context ctx, ResourceType type) {
    Caller caller = access.caller(ctx);
    Answers.write(
        ctx,
        resources.replace(
            caller, type, ctx.pathParam("id"), ctx.header("If-Match"), Answers.body(ctx)));
  }

  private void patch(Context ctx, ResourceType type) {
    Caller caller = access.caller(ctx);
    Answers.write(
        ctx,
        resources.patch(
            caller, type, ctx.pathParam("id"), ctx.header("If-Match"), Answers.body(ctx)));
  }

  private void delete(Context ctx, ResourceType type) {
    resources.delete(access.caller(ctx), type, ctx.pathParam("id"));
    ctx.status(204);
  }
}
