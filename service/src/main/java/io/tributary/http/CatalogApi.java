package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Batches;
import io.tributary.control.DataSets;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.Filter;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import java.util.ArrayList;
import java.util.List;

/** The Catalog's routes: data sets and batches, answered as objects keyed by id. */
final class CatalogApi {
  private static final String BASE = "/data/foundation/catalog";

  private final Access access;
  private final DataSets dataSets;
  private final Batches batches;

  CatalogApi(Access access, DataSets dataSets, Batches batches) {
    this.access = access;
    this.dataSets = dataSets;
    this.batches = batches;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/dataSets", this::listDataSets);
    routes.post(BASE + "/dataSets", this::createDataSet);
    routes.get(BASE + "/dataSets/{id}", this::getDataSet);
    routes.patch(BASE + "/dataSets/{id}", this::patchDataSet);
    routes.delete(BASE + "/dataSets/{id}", this::deleteDataSet);
    routes.get(BASE + "/batches", this::listBatches);
    routes.get(BASE + "/batches/{id}", this::getBatch);
  }

  private void createDataSet(Context ctx) {
    Caller caller = access.caller(ctx);
    Stored<DataSet> stored = dataSets.create(caller, Answers.body(ctx, DataSet.class));
    ctx.status(201);
    ctx.header("Location", ctx.url() + "/" + stored.id());
    reference(ctx, stored.id());
  }

  private static void reference(Context ctx, Id<DataSet> id) {
    Answers.write(ctx, List.of("@/dataSets/" + id));
  }

  private void listDataSets(Context ctx) {
    Caller caller = access.caller(ctx);
    ObjectNode body = Json.object();
    dataSets
        .list(caller, query(ctx, "name", "name"))
        .items()
        .forEach(stored -> body.set(stored.id().value(), shown(caller, stored)));
    Answers.write(ctx, body);
  }

  private void getDataSet(Context ctx) {
    Caller caller = access.caller(ctx);
    Stored<DataSet> stored = dataSets.get(caller, Id.of(ctx.pathParam("id")));
    Answers.write(ctx, Json.object().set(stored.id().value(), shown(caller, stored)));
  }

  private void patchDataSet(Context ctx) {
    Caller caller = access.caller(ctx);
    reference(ctx, dataSets.patch(caller, Id.of(ctx.pathParam("id")), Answers.body(ctx)).id());
  }

  private void deleteDataSet(Context ctx) {
    Id<DataSet> id = Id.of(ctx.pathParam("id"));
    dataSets.delete(access.caller(ctx), id);
    reference(ctx, id);
  }

  private ObjectNode shown(Caller caller, Stored<DataSet> stored) {
    ObjectNode body = Json.mapper().valueToTree(stored.value());
    body.put("imsOrg", stored.imsOrgId())
        .put("sandboxId", stored.sandboxId())
        .put("version", "1.0.0");
    body.put("created", stored.createdAt()).put("updated", stored.updatedAt());
    body.put("createdClient", stored.createdClient()).put("createdUser", stored.createdBy());
    body.put("updatedUser", stored.updatedBy());
    body.put("files", "@/dataSetFiles?dataSetId=" + stored.id());
    body.put("schema", "@/xdms/" + stored.value().schemaId());
    body.put("viewId", stored.id().value()).put("basePath", dataSets.location(caller, stored.id()));
    body.putObject("observableSchema");
    return body;
  }

  private void listBatches(Context ctx) {
    Caller caller = access.caller(ctx);
    ObjectNode body = Json.object();
    batches
        .list(caller, query(ctx, "dataSet", "dataSet"))
        .items()
        .forEach(stored -> body.set(stored.id().value(), shown(stored)));
    Answers.write(ctx, body);
  }

  private void getBatch(Context ctx) {
    Stored<Batch> stored = batches.get(access.caller(ctx), Id.of(ctx.pathParam("id")));
    Answers.write(ctx, Json.object().set(stored.id().value(), shown(stored)));
  }

  private static ObjectNode shown(Stored<Batch> stored) {
    ObjectNode body = Json.mapper().valueToTree(stored.value());
    body.put("imsOrg", stored.imsOrgId())
        .put("created", stored.createdAt())
        .put("updated", stored.updatedAt());
    return body.put("version", "1.0.0").put("sandboxId", stored.sandboxId());
  }

  static Query query(Context ctx, String parameter, String path) {
    List<Filter> filters = new ArrayList<>();
    String wanted = Queries.text(ctx, parameter);
    if (wanted != null) {
      filters.add(new Filter(path, Filter.Op.EQ, List.of(wanted)));
    }
    String limit = Queries.text(ctx, "limit");
    int most =
        limit != null && limit.matches("\\d{1,6}")
            ? Math.min(Integer.parseInt(limit), Query.MAX_LIMIT)
            : Query.DEFAULT_LIMIT;
    return new Query(filters, List.of(), List.of(), Math.max(1, most), null);
  }
}
