package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.MappingSets;
import io.tributary.model.Caller;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import io.tributary.model.Stored;

/** Data Prep's routes for mapping sets. */
final class DataPrepApi {
  private static final String BASE = "/data/foundation/conversion";

  private final Access access;
  private final MappingSets mappingSets;

  DataPrepApi(Access access, MappingSets mappingSets) {
    this.access = access;
    this.mappingSets = mappingSets;
  }

  void install(RoutesConfig routes) {
    // Some published guides leave out the service's name.
    for (String base : new String[] {BASE, "/data/foundation"}) {
      routes.post(base + "/mappingSets", this::create);
      routes.get(base + "/mappingSets/{id}", this::get);
      routes.put(base + "/mappingSets/{id}", this::replace);
    }
  }

  private void create(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(ctx, summary(mappingSets.create(caller, Answers.body(ctx, MappingSet.class))));
  }

  private void replace(Context ctx) {
    Caller caller = access.caller(ctx);
    Id<MappingSet> id = Id.of(ctx.pathParam("id"));
    Answers.write(
        ctx, summary(mappingSets.replace(caller, id, Answers.body(ctx, MappingSet.class))));
  }

  private void get(Context ctx) {
    Caller caller = access.caller(ctx);
    Id<MappingSet> id = Id.of(ctx.pathParam("id"));
    String version = Queries.text(ctx, "version");
    Stored<MappingSet> stored =
        version != null && version.matches("\\d{1,9}")
            ? mappingSets.get(caller, id, Integer.parseInt(version))
            : mappingSets.get(caller, id);
    ObjectNode body = Json.mapper().valueToTree(stored.value());
    body.setAll(summary(stored));
    body.put("id", id.value()).put("status", "PUBLISHED");
    Answers.write(ctx, body);
  }

  private static ObjectNode summary(Stored<MappingSet> stored) {
    return Json.object()
        .put("id", stored.id().value())
        .put("version", stored.value().version())
        .put("createdDate", stored.createdAt())
        .put("modifiedDate", stored.updatedAt())
        .put("createdBy", stored.createdBy())
        .put("modifiedBy", stored.updatedBy());
  }
}
