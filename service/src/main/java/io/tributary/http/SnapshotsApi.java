package io.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Snapshots;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.Map;

/** Our own routes into data sets: their history and figures, single records, taking a run back. */
final class SnapshotsApi {
  private static final String BASE = "/tributary/dataSets/{id}";
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final Access access;
  private final Snapshots snapshots;

  SnapshotsApi(Access access, Snapshots snapshots) {
    this.access = access;
    this.snapshots = snapshots;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/snapshots", this::list);
    routes.get(
        BASE + "/statistics",
        ctx -> Answers.write(ctx, snapshots.figures(access.caller(ctx), id(ctx))));
    routes.get(BASE + "/snapshots/{snapshot}/rows", this::rows);
    routes.get(BASE + "/records", this::find);
    routes.post(
        BASE + "/compact",
        ctx -> Answers.write(ctx, snapshots.compact(access.caller(ctx), id(ctx))));
    routes.post(
        "/tributary/runs/{id}/undo",
        ctx -> Answers.write(ctx, snapshots.undo(access.caller(ctx), Id.of(ctx.pathParam("id")))));
  }

  private static Id<DataSet> id(Context ctx) {
    return Id.of(ctx.pathParam("id"));
  }

  private void list(Context ctx) {
    Caller caller = access.caller(ctx);
    int start = CatalogList.number(ctx, "start", 0, 0, 1_000_000);
    int limit = CatalogList.number(ctx, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    page(ctx, snapshots.list(caller, id(ctx), start, limit), limit);
  }

  private static void page(Context ctx, List<?> items, int limit) {
    Answers.write(
        ctx, Map.of("items", items, "_page", Map.of("limit", limit, "count", items.size())));
  }

  private void rows(Context ctx) {
    Caller caller = access.caller(ctx);
    int start = CatalogList.number(ctx, "start", 0, 0, 1_000_000);
    int limit = CatalogList.number(ctx, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    page(ctx, snapshots.rows(caller, id(ctx), ctx.pathParam("snapshot"), start, limit), limit);
  }

  private void find(Context ctx) {
    Caller caller = access.caller(ctx);
    String recordId = Queries.text(ctx, "recordId");
    if (recordId == null) {
      throw new TributaryException(
          ErrorCode.CATALOG_INVALID, "There is no recordId. Send ?recordId=… of the record.");
    }
    Answers.write(
        ctx,
        Map.of(
            "items", snapshots.find(caller, id(ctx), recordId),
            "rejections", snapshots.rejections(caller, id(ctx), recordId)));
  }
}
