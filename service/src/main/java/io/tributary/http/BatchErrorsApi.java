package io.tributary.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tributary.control.Batches;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.LandedFile;
import io.tributary.model.Rejection;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Data Access's routes to what did not land: rejected records as JSON lines, each with its columns
 * and, under {@code _errors}, the reasons.
 */
final class BatchErrorsApi {
  private static final String ROW_ERRORS = "row_errors";
  private static final String INPUT_FILES = "input_files";

  /** The published names of the sample: the specification has one, the guides the other. */
  private static final List<String> SAMPLES =
      List.of("row_errors_sample.json", "row_error_samples.json");

  private static final int SAMPLE_RECORDS = 100;

  private final Access access;
  private final Batches batches;

  BatchErrorsApi(Access access, Batches batches) {
    this.access = access;
    this.batches = batches;
  }

  void install(RoutesConfig routes) {
    routes.get(DataAccessApi.BASE + "/batches/{id}/failed", this::failed);
    routes.get(DataAccessApi.BASE + "/batches/{id}/meta", this::meta);
  }

  private void failed(Context ctx) throws IOException {
    Caller caller = access.caller(ctx);
    Id<Batch> batch = Id.of(ctx.pathParam("id"));
    List<LandedFile> files =
        batches.get(caller, batch).value().status().equals("failed")
            ? batches.rejected(caller, batch)
            : List.of();
    String wanted = Queries.text(ctx, "path");
    if (wanted == null) {
      list(ctx, files, "");
    } else {
      lines(ctx, caller, batch, files, wanted);
    }
  }

  private void meta(Context ctx) throws IOException {
    Caller caller = access.caller(ctx);
    Id<Batch> batch = Id.of(ctx.pathParam("id"));
    List<LandedFile> files = batches.rejected(caller, batch);
    String wanted = Queries.text(ctx, "path");
    if (wanted == null) {
      FileList.write(
          ctx,
          List.of(ROW_ERRORS, INPUT_FILES, SAMPLES.get(0)),
          name -> FileList.linked(Json.object().put("name", name), ctx.path() + "?path=" + name));
    } else if (wanted.equals(ROW_ERRORS)) {
      list(ctx, files, ROW_ERRORS + "%2F");
    } else if (wanted.equals(INPUT_FILES)) {
      FileList.write(ctx, List.<LandedFile>of(), file -> Json.object()); // Tables are no files.
    } else if (SAMPLES.contains(wanted)) {
      sample(ctx, caller, batch, files);
    } else if (wanted.startsWith(ROW_ERRORS + "/")) {
      lines(ctx, caller, batch, files, wanted.substring(ROW_ERRORS.length() + 1));
    } else {
      throw missing(wanted);
    }
  }

  /** Lengths are not told: the text is made when it is asked for. */
  private static void list(Context ctx, List<LandedFile> files, String folder) {
    FileList.write(
        ctx,
        files,
        file ->
            FileList.linked(
                Json.object().put("name", name(file)).put("reasons", file.rows()),
                ctx.path() + "?path=" + folder + name(file)));
  }

  private static String name(LandedFile file) {
    return "errors-" + file.part() + ".json";
  }

  private void lines(
      Context ctx, Caller caller, Id<Batch> batch, List<LandedFile> files, String wanted)
      throws IOException {
    LandedFile file =
        files.stream()
            .filter(known -> name(known).equals(wanted))
            .findFirst()
            .orElseThrow(() -> missing(wanted));
    Download.attachment(ctx, wanted, "application/x-ndjson");
    OutputStream out = Download.stream(ctx);
    batches.readRejected(
        caller,
        batch,
        file,
        rejection -> {
          try {
            out.write((Json.write(shown(rejection)) + "\n").getBytes(StandardCharsets.UTF_8));
            return true;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void sample(Context ctx, Caller caller, Id<Batch> batch, List<LandedFile> files) {
    ObjectNode body = Json.object();
    ArrayNode sample = body.putArray("data");
    for (LandedFile file : files) {
      if (!batches.readRejected(
          caller, batch, file, rejection -> sample.add(shown(rejection)).size() < SAMPLE_RECORDS)) {
        break;
      }
    }
    Answers.write(ctx, body);
  }

  private static ObjectNode shown(Rejection rejection) {
    ObjectNode shown = columns(rejection.record());
    shown.put("_recordId", rejection.recordId());
    ArrayNode errors = shown.putArray("_errors");
    rejection
        .errors()
        .forEach(
            error ->
                errors
                    .addObject()
                    .put("code", error.code())
                    .put("message", error.message())
                    .put("column", error.field()));
    return shown;
  }

  private static ObjectNode columns(String record) {
    try {
      return Json.mapper().readTree(record) instanceof ObjectNode columns
          ? columns
          : Json.object().put("_record", record);
    } catch (JsonProcessingException e) {
      return Json.object().put("_record", record);
    }
  }

  private static TributaryException missing(String path) {
    return new TributaryException(
        ErrorCode.FILE_NOT_FOUND,
        "There is no '" + path + "' here. The same address without path lists what there is.");
  }
}
