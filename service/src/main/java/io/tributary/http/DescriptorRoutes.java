package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Descriptors;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.Map;

/** The Schema Registry's routes for descriptors, which have forms of their own. */
final class DescriptorRoutes {
  private static final String TENANT = SchemaRegistryApi.BASE + "/tenant/descriptors";
  private static final String GLOBAL = SchemaRegistryApi.BASE + "/global/descriptors";

  private final Access access;
  private final Descriptors descriptors;

  DescriptorRoutes(Access access, Descriptors descriptors) {
    this.access = access;
    this.descriptors = descriptors;
  }

  void install(RoutesConfig routes) {
    routes.get(TENANT, ctx -> list(ctx, descriptors.list(access.caller(ctx))));
    routes.get(TENANT + "/{id}", this::get);
    routes.post(TENANT, this::create);
    routes.put(TENANT + "/{id}", this::replace);
    routes.delete(TENANT + "/{id}", this::delete);
    routes.get(GLOBAL, this::listStandard);
    routes.get(GLOBAL + "/{id}", this::getStandard);
  }

  /** Standard resources have no descriptors: what fields mean is for each organisation to say. */
  private void listStandard(Context ctx) {
    access.caller(ctx);
    list(ctx, List.of());
  }

  private void getStandard(Context ctx) {
    access.caller(ctx);
    String id = ctx.pathParam("id");
    throw new TributaryException(
        ErrorCode.DESCRIPTOR_NOT_FOUND,
        "The requested descriptor " + id + " is not found: the global container has none.",
        Map.of("id", id),
        null);
  }

  private static void list(Context ctx, List<ObjectNode> all) {
    XdmForm form = XdmForm.ofDescriptors(ctx);
    RegistryPage page = RegistryPage.of(ctx, "updated");
    ObjectNode answer = page.answer(ctx, all, descriptor -> shown(form, descriptor));
    if (form.has("v2")) {
      Answers.write(ctx, answer);
      return;
    }
    ObjectNode grouped = Json.object();
    for (ObjectNode descriptor : page.found(all)) {
      grouped.withArrayProperty(descriptor.path("@type").asText()).add(shown(form, descriptor));
    }
    Answers.write(ctx, grouped);
  }

  private static JsonNode shown(XdmForm form, ObjectNode descriptor) {
    String id = descriptor.path("@id").asText();
    if (form.has("link")) {
      return Json.tree("/tenant/descriptors/" + id);
    }
    return form.has("id") ? Json.tree(id) : descriptor;
  }

  private void get(Context ctx) {
    Caller caller = access.caller(ctx);
    XdmForm.requireDescriptor(ctx);
    Answers.write(ctx, descriptors.get(caller, ctx.pathParam("id")));
  }

  private void create(Context ctx) {
    Caller caller = access.caller(ctx);
    ObjectNode created = descriptors.create(caller, Answers.body(ctx));
    ctx.status(201);
    Answers.write(ctx, created);
  }

  private void replace(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, descriptors.replace(caller, ctx.pathParam("id"), Answers.body(ctx)));
  }

  private void delete(Context ctx) {
    descriptors.delete(access.caller(ctx), ctx.pathParam("id"));
    ctx.status(204);
  }
}
