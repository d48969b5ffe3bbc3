package io.tributary.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Batches;
import io.tributary.control.DataSets;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.LandedFile;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Data Access's routes to rows: the files of batches, and the first rows of data sets. A file's id
 * is its batch's, a dash, and which of the batch's files it is.
 */
final class DataAccessApi {
  static final String BASE = "/data/foundation/export";
  private static final int PREVIEW_ROWS = 100;
  private static final int MOST_PREVIEW_ROWS = 1000;
  private static final int FARTHEST_PREVIEW = 1_000_000;

  private final Access access;
  private final DataSets dataSets;
  private final Batches batches;

  DataAccessApi(Access access, DataSets dataSets, Batches batches) {
    this.access = access;
    this.dataSets = dataSets;
    this.batches = batches;
  }

  void install(RoutesConfig routes) {
    routes.get(BASE + "/batches/{id}/files", this::files);
    routes.get(BASE + "/files/{id}", this::file);
    routes.head(BASE + "/files/{id}", this::file);
    routes.get(BASE + "/datasets/{id}/preview", this::preview);
  }

  private void preview(Context ctx) {
    Caller caller = access.caller(ctx);
    int start = FileList.number(ctx, "start", 0, 0, FARTHEST_PREVIEW);
    int limit = FileList.number(ctx, "limit", PREVIEW_ROWS, 1, MOST_PREVIEW_ROWS);
    var rows = dataSets.preview(caller, Id.of(ctx.pathParam("id")), start, limit);
    Answers.write(ctx, Map.of("data", rows, "_page", Map.of("limit", limit, "count", rows.size())));
  }

  private void files(Context ctx) {
    Caller caller = access.caller(ctx);
    Stored<Batch> batch = batches.get(caller, Id.of(ctx.pathParam("id")));
    FileList.write(ctx, batches.files(caller, batch.id()), file -> shown(batch, file));
  }

  private static ObjectNode shown(Stored<Batch> batch, LandedFile file) {
    String id = batch.id() + "-" + file.part();
    ObjectNode shown =
        Json.object().put("dataSetFileId", id).put("dataSetViewId", batch.value().dataSetId());
    shown.put("version", "1.0.0").put("created", Long.toString(batch.createdAt()));
    shown.put("updated", Long.toString(batch.updatedAt())).put("isValid", false);
    shown.put("records", Long.toString(file.rows())).put("size", Long.toString(file.bytes()));
    return FileList.linked(shown, BASE + "/files/" + id);
  }

  /** A file's parts, or with {@code path} its bytes. */
  private void file(Context ctx) throws IOException {
    Caller caller = access.caller(ctx);
    String id = ctx.pathParam("id");
    LandedFile file = landed(caller, id);
    String wanted = Queries.text(ctx, "path");
    if (wanted == null) {
      String href = BASE + "/files/" + id + "?path=" + file.name();
      FileList.write(ctx, List.of(file), part -> FileList.linked(named(part), href));
    } else if (wanted.equals(file.name())) {
      Download.send(ctx, Path.of(file.path()), file.name());
    } else {
      throw missing(id + " with the path " + wanted);
    }
  }

  private static ObjectNode named(LandedFile file) {
    return Json.object().put("name", file.name()).put("length", Long.toString(file.bytes()));
  }

  private LandedFile landed(Caller caller, String id) {
    int dash = id.indexOf('-');
    if (dash < 0) {
      throw missing(id);
    }
    String part = id.substring(dash + 1);
    return batches.files(caller, Id.of(id.substring(0, dash))).stream()
        .filter(file -> file.part().equals(part))
        .findFirst()
        .orElseThrow(() -> missing(id));
  }

  private static TributaryException missing(String id) {
    return new TributaryException(
        ErrorCode.FILE_NOT_FOUND,
        "The file " + id + " is not found. GET /batches/{id}/files lists a batch's files.");
  }
}
