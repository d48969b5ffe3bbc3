package io.tributary.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Data Access's routes: the files of batches, and the first rows of data sets. */
final class DataAccessApi {
  static final String BASE = "/data/foundation/export";
  private static final int PREVIEW_ROWS = 100;

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
    routes.get(BASE + "/datasets/{id}/preview", this::preview);
  }

  private void preview(Context ctx) {
    Caller caller = access.caller(ctx);
    Answers.write(
        ctx, Map.of("data", dataSets.preview(caller, Id.of(ctx.pathParam("id")), PREVIEW_ROWS)));
  }

  private void files(Context ctx) {
    Caller caller = access.caller(ctx);
    Stored<Batch> batch = batches.get(caller, Id.of(ctx.pathParam("id")));
    ObjectNode body = Json.object();
    ArrayNode data = body.putArray("data");
    int count = batches.files(caller, batch.id()).size();
    for (int i = 1; i <= count; i++) {
      String id = batch.id() + "-" + i;
      ObjectNode file =
          data.addObject().put("dataSetFileId", id).put("dataSetViewId", batch.value().dataSetId());
      file.put("version", "1.0.0").put("created", Long.toString(batch.createdAt()));
      file.put("updated", Long.toString(batch.updatedAt())).put("isValid", false);
      file.putObject("_links").putObject("self").put("href", BASE + "/files/" + id);
    }
    body.putObject("_page").put("limit", 100).put("count", count);
    Answers.write(ctx, body);
  }

  /** A file's parts, or with {@code path} its bytes. */
  private void file(Context ctx) throws IOException {
    Caller caller = access.caller(ctx);
    String id = ctx.pathParam("id");
    LandedFile file = landed(caller, id);
    Path path = Path.of(file.path());
    String name = path.getFileName().toString();
    String wanted = Queries.text(ctx, "path");
    if (wanted == null) {
      ObjectNode body = Json.object();
      ObjectNode part =
          body.putArray("data")
              .addObject()
              .put("name", name)
              .put("length", Long.toString(file.bytes()));
      part.putObject("_links")
          .putObject("self")
          .put("href", BASE + "/files/" + id + "?path=" + name);
      body.putObject("_page").put("limit", 100).put("count", 1);
      Answers.write(ctx, body);
    } else if (wanted.equals(name)) {
      ctx.writeSeekableStream(Files.newInputStream(path), "application/octet-stream", file.bytes());
    } else {
      throw missing(id + " with the path " + wanted);
    }
  }

  private LandedFile landed(Caller caller, String id) {
    int dash = id.lastIndexOf('-');
    if (dash < 0 || !id.substring(dash + 1).matches("[1-9]\\d{0,8}")) {
      throw missing(id);
    }
    List<LandedFile> files = batches.files(caller, Id.of(id.substring(0, dash)));
    int number = Integer.parseInt(id.substring(dash + 1));
    if (number > files.size()) {
      throw missing(id);
    }
    return files.get(number - 1);
  }

  private static TributaryException missing(String id) {
    return new TributaryException(
        ErrorCode.FILE_NOT_FOUND,
        "The file " + id + " is not found. GET /batches/{id}/files lists a batch's files.");
  }
}
