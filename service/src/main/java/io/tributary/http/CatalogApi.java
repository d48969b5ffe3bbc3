package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Batches;
import io.tributary.control.DataSetLabels;
import io.tributary.control.DataSets;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.Filter;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Stored;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Catalog's routes to data sets, answered as objects keyed by id. */
final class CatalogApi {
  static final String BASE = "/data/foundation/catalog";

  private static final Set<String> SIMPLE =
      Set.of(
          "id",
          "version",
          "created",
          "updated",
          "createdClient",
          "createdUser",
          "updatedUser",
          "name",
          "description",
          "enableErrorDiagnostics",
          "lastBatchId",
          "lastBatchStatus",
          "lastSuccessfulBatch",
          "lastFailedBatch");
  private static final Map<String, Filter> HIDDEN =
      Map.of("schemaRef.id", new Filter("schemaRef.id", Filter.Op.EQ, List.of()));
  private static final Set<String> SIMPLE_OF_LAST_BATCHES =
      Set.of(
          "created",
          "updated",
          "lastBatchId",
          "lastBatchStatus",
          "lastSuccessfulBatchId",
          "lastFailedBatchId");
  private static final Map<String, Filter> HIDDEN_OF_LAST_BATCHES =
      Map.of("dataSetId", new Filter("id", Filter.Op.EQ, List.of()));

  private final Access access;
  private final DataSets dataSets;
  private final DataSetLabels labels;
  private final Batches batches;

  CatalogApi(Access access, DataSets dataSets, DataSetLabels labels, Batches batches) {
    this.access = access;
    this.dataSets = dataSets;
    this.labels = labels;
    this.batches = batches;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/dataSets", this::list);
    routes.post(BASE + "/dataSets", this::create);
    routes.get(BASE + "/dataSets/{id}", this::get);
    routes.put(BASE + "/dataSets/{id}", this::replace);
    routes.patch(BASE + "/dataSets/{id}", this::patch);
    routes.patch(BASE + "/v2/dataSets/{id}", this::patch);
    routes.delete(BASE + "/dataSets/{id}", this::delete);
    routes.get(BASE + "/lastBatches", this::lastBatches);
  }

  private void create(Context ctx) {
    Caller caller = access.caller(ctx);
    Stored<DataSet> stored = dataSets.create(caller, Answers.body(ctx, DataSet.class));
    ctx.status(201);
    ctx.header("Location", ctx.url() + "/" + stored.id());
    reference(ctx, stored);
  }

  private static void reference(Context ctx, Stored<DataSet> stored) {
    ctx.header("ETag", stored.etag());
    Answers.write(ctx, List.of("@/dataSets/" + stored.id()));
  }

  private void list(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(
        ctx,
        new CatalogList(ctx, SIMPLE, HIDDEN)
            .read(query -> dataSets.list(caller, query), stored -> shown(caller, stored)));
  }

  private void get(Context ctx) {
    Caller caller = access.caller(ctx);
    Stored<DataSet> stored = dataSets.get(caller, id(ctx));
    ctx.header("ETag", stored.etag());
    ObjectNode whole = shown(caller, stored);
    whole.set("fieldLabels", labels.ofFields(caller, stored.value()));
    ObjectNode shown = CatalogList.projected(whole, CatalogList.properties(ctx));
    Answers.write(ctx, Json.object().set(stored.id().value(), shown));
  }

  private static Id<DataSet> id(Context ctx) {
    return Id.of(ctx.pathParam("id"));
  }

  private void patch(Context ctx) {
    Caller caller = access.caller(ctx);
    reference(ctx, dataSets.patch(caller, id(ctx), Queries.ifMatch(ctx), Answers.body(ctx)));
  }

  private void replace(Context ctx) {
    Caller caller = access.caller(ctx);
    DataSet wanted = Answers.body(ctx, DataSet.class);
    reference(ctx, dataSets.replace(caller, id(ctx), Queries.ifMatch(ctx), wanted));
  }

  private void delete(Context ctx) {
    Id<DataSet> id = id(ctx);
    dataSets.delete(access.caller(ctx), id);
    Answers.write(ctx, List.of("@/dataSets/" + id));
  }

  private ObjectNode shown(Caller caller, Stored<DataSet> stored) {
    ObjectNode body = Json.mapper().valueToTree(stored.value());
    body.remove("revision");
    common(stored, body).put("version", stored.value().version());
    body.put("files", "@/dataSetFiles?dataSetId=" + stored.id());
    body.put("schema", "@/xdms/" + stored.value().schemaId());
    String location = dataSets.location(caller, stored);
    body.put("viewId", stored.id().value()).put("basePath", location);
    body.putObject("persistence").putObject("adls").put("location", location);
    body.putObject("observableSchema");
    ObjectNode classification = body.putObject("classification").put("managedBy", "CUSTOMER");
    classification.put("dataBehavior", dataSets.behavior(caller, stored));
    return body;
  }

  /** What every object of the Catalog tells of its making. */
  static ObjectNode common(Stored<?> stored, ObjectNode body) {
    body.put("id", stored.id().value()).put("imsOrg", stored.imsOrgId());
    body.put("sandboxId", stored.sandboxId());
    body.put("created", stored.createdAt()).put("updated", stored.updatedAt());
    body.put("createdClient", stored.createdClient()).put("createdUser", stored.createdBy());
    return body.put("updatedUser", stored.updatedBy());
  }

  /** What landed last in each data set that anything has landed in; ordered as data sets are. */
  private void lastBatches(Context ctx) {
    Caller caller = access.caller(ctx);
    CatalogList list = new CatalogList(ctx, SIMPLE_OF_LAST_BATCHES, HIDDEN_OF_LAST_BATCHES);
    list.require(CatalogCondition.property("lastBatchId"));
    Answers.write(
        ctx, list.read(query -> dataSets.list(caller, query), stored -> lastBatch(caller, stored)));
  }

  private ObjectNode lastBatch(Caller caller, Stored<DataSet> stored) {
    DataSet dataSet = stored.value();
    ObjectNode body = Json.object();
    if (dataSet.lastBatchId() != null) {
      Stored<Batch> batch = batches.get(caller, Id.of(dataSet.lastBatchId()));
      body.put("lastBatchId", dataSet.lastBatchId());
      body.put("lastBatchStatus", dataSet.lastBatchStatus());
      body.put("created", batch.createdAt()).put("updated", batch.updatedAt());
      body.put("imsOrg", stored.imsOrgId()).put("sandboxId", stored.sandboxId());
    }
    if (dataSet.lastSuccessfulBatch() != null) {
      body.put("lastSuccessfulBatchId", dataSet.lastSuccessfulBatch());
    }
    if (dataSet.lastFailedBatch() != null) {
      body.put("lastFailedBatchId", dataSet.lastFailedBatch());
    }
    return body;
  }
}
