package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.tributary.control.Action;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads parameters of addresses. Empty ones count as absent: generated clients send them. */
final class Queries {
  private Queries() {}

  /** The id in the path. */
  static <T> Id<T> id(Context ctx) {
    String id = ctx.pathParam("id");
    if (id.isBlank()) {
      throw new TributaryException(
          ErrorCode.ID_MISSING, "The path " + ctx.path() + " has no recognisable id.");
    }
    return Id.of(id);
  }

  /** The action that is asked for; a body is read whatever it is called, for most send none. */
  static Action action(Context ctx, Set<Action.Op> allowed) {
    List<String> subOps = new ArrayList<>();
    for (String values : ctx.queryParams("subOp")) {
      for (String value : values.split(",", -1)) {
        if (!value.isBlank()) {
          subOps.add(value.strip());
        }
      }
    }
    JsonNode report = ctx.body().isBlank() ? null : Answers.parse(ctx.body());
    return Action.of(allowed, text(ctx, "op"), subOps, report);
  }

  static boolean draft(Context ctx) {
    String mode = text(ctx, "mode");
    if (mode != null && !mode.equalsIgnoreCase("draft")) {
      throw new TributaryException(
          ErrorCode.MODE_NOT_ALLOWED,
          "The mode '" + mode + "' is not allowed. Use draft, or none.");
    }
    return mode != null;
  }

  /** The header, or the query parameter of the same name that some published collections send. */
  static @Nullable String ifMatch(Context ctx) {
    String header = ctx.header("If-Match");
    return header == null || header.isBlank() ? text(ctx, "if-match") : header;
  }

  static @Nullable String text(Context ctx, String name) {
    String value = ctx.queryParam(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
