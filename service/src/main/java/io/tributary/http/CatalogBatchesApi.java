package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Batches;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.Filter;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Stored;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Catalog's routes to batches. Batches come from runs; nobody else writes them. */
final class CatalogBatchesApi {
  private static final Set<String> SIMPLE =
      Set.of(
          "id",
          "created",
          "updated",
          "createdClient",
          "createdUser",
          "updatedUser",
          "version",
          "status",
          "recordCount",
          "failedRecordCount",
          "size",
          "started",
          "completed",
          "externalId");
  private static final Map<String, Filter> HIDDEN =
      Map.of(
          "dataSet", new Filter("dataSet", Filter.Op.EQ, List.of()),
          "batch", new Filter("id", Filter.Op.EQ, List.of()),
          "createdAfter", new Filter("createdAt", Filter.Op.GT, List.of()),
          "createdBefore", new Filter("createdAt", Filter.Op.LT, List.of()));

  private final Access access;
  private final Batches batches;

  CatalogBatchesApi(Access access, Batches batches) {
    this.access = access;
    this.batches = batches;
  }

  void install(RoutesConfig routes) {
    routes.get(CatalogApi.BASE + "/batches", this::list);
    routes.get(CatalogApi.BASE + "/batches/{id}", this::get);
  }

  private void list(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(
        ctx,
        new CatalogList(ctx, SIMPLE, HIDDEN)
            .read(query -> batches.list(caller, query), CatalogBatchesApi::shown));
  }

  private void get(Context ctx) {
    Stored<Batch> stored = batches.get(access.caller(ctx), Id.of(ctx.pathParam("id")));
    Answers.write(ctx, Json.object().set(stored.id().value(), shown(stored)));
  }

  private static ObjectNode shown(Stored<Batch> stored) {
    ObjectNode body = Json.mapper().valueToTree(stored.value());
    CatalogApi.common(stored, body).put("version", "1.0.0");
    body.put("externalId", stored.id().value());
    if (stored.value().status().equals("failed")) {
      body.put("failedBatchLocation", DataAccessApi.BASE + "/batches/" + stored.id() + "/failed");
    }
    return body;
  }
}
