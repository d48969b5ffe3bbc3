package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.DataSetLabels;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Labels;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;

/** The Dataset Service's routes: the labels of a data set and of its fields. */
final class LabelsApi {
  private static final String PATH = "/data/foundation/dataset/datasets/{id}/labels";

  private final Access access;
  private final DataSetLabels labels;

  LabelsApi(Access access, DataSetLabels labels) {
    this.access = access;
    this.labels = labels;
  }

  void install(RoutesConfig routes) {
    routes.get(PATH, this::get);
    routes.post(PATH, this::create);
    routes.put(PATH, this::replace);
    routes.delete(PATH, this::delete);
  }

  private void get(Context ctx) {
    Stored<Labels> stored = labels.get(access.caller(ctx), id(ctx));
    ObjectNode shown = Json.mapper().valueToTree(stored.value());
    shown.put("imsOrg", stored.imsOrgId());
    ctx.header("ETag", stored.etag());
    Answers.write(ctx, Json.object().set("AEP:dataset:" + stored.id(), shown));
  }

  private void create(Context ctx) {
    Caller caller = access.caller(ctx);
    ctx.status(201);
    answer(ctx, labels.replace(caller, id(ctx), null, Answers.body(ctx, Labels.class)));
  }

  private void replace(Context ctx) {
    Caller caller = access.caller(ctx);
    Labels wanted = Answers.body(ctx, Labels.class);
    answer(ctx, labels.replace(caller, id(ctx), version(ctx), wanted));
  }

  private void delete(Context ctx) {
    answer(ctx, labels.delete(access.caller(ctx), id(ctx), version(ctx)));
  }

  private static Id<DataSet> id(Context ctx) {
    return Id.of(ctx.pathParam("id"));
  }

  private static String version(Context ctx) {
    String version = Queries.ifMatch(ctx);
    if (version == null) {
      throw new TributaryException(
          ErrorCode.CATALOG_INVALID,
          "The If-Match header is missing. Send the etag of the data set's labels.");
    }
    return version;
  }

  private static void answer(Context ctx, Stored<Labels> stored) {
    ctx.header("ETag", stored.etag());
    Answers.write(ctx, stored.value());
  }
}
