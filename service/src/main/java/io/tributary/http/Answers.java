package io.tributary.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies in and out. */
final class Answers {
  static final String REQUEST_ID = "x-request-id";

  private Answers() {}

  static void write(Context ctx, Object value) {
    ctx.contentType("application/json").result(Json.write(value));
  }

  /** The wrapper that every single GET of the Flow Service has: {@code {"items":[one]}}. */
  static void one(Context ctx, Object item) {
    write(ctx, Map.of("items", List.of(item)));
  }

  /**
   * A page of a list; {@code _links} is always there.
   *
   * @param fields the fields to show; none for all
   * @param next where the next page is; null on the last
   */
  static void page(Context ctx, List<?> items, List<String> fields, @Nullable String next) {
    ObjectNode body = Json.object();
    var shown = body.putArray("items");
    items.forEach(item -> shown.add(projected(Json.tree(item), fields)));
    ObjectNode links = body.putObject("_links");
    if (next != null) {
      links.putObject("next").put("href", next);
    }
    write(ctx, body);
  }

  private static JsonNode projected(JsonNode item, List<String> fields) {
    return fields.isEmpty() ? item : ((ObjectNode) item).deepCopy().retain(fields);
  }

  /** The answer to a create: the id and the etag, and where it is. */
  static void created(Context ctx, Stored<?> stored) {
    createdAt(ctx, stored.id().value());
    changed(ctx, stored);
  }

  /** Says that something was created, and where it is. */
  static void createdAt(Context ctx, String id) {
    ctx.status(201);
    ctx.header("Location", ctx.url().replaceAll("/+$", "") + "/" + id);
  }

  /** The answer to a change: the id and the new etag. */
  static void changed(Context ctx, Stored<?> stored) {
    ctx.header("ETag", stored.etag());
    write(ctx, Json.object().put("id", stored.id().value()).put("etag", stored.etag()));
  }

  static JsonNode body(Context ctx) {
    String type = ctx.contentType();
    if (type == null || !type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json")) {
      throw new TributaryException(ErrorCode.BAD_BODY, "A valid content-type must be specified");
    }
    return parse(ctx.body());
  }

  /** A body as JSON, of whatever type it claims to be. */
  static JsonNode parse(String text) {
    try {
      JsonNode body = Json.mapper().readTree(text);
      if (body == null || body.isMissingNode() || body.isNull()) {
        throw new TributaryException(
            ErrorCode.BODY_EMPTY, "The body is empty. Send a JSON object.");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new TributaryException(
          ErrorCode.BAD_BODY, "The body is not JSON: " + e.getOriginalMessage() + at(e), e);
    }
  }

  static <T> T body(Context ctx, Class<T> type) {
    JsonNode body = body(ctx);
    if (!body.isObject() || body.isEmpty()) {
      throw new TributaryException(
          ErrorCode.BODY_EMPTY, "The body is empty. Send a JSON object with fields.");
    }
    return read(body, type);
  }

  /** A part of a body as a value. */
  static <T> T read(JsonNode body, Class<T> type) {
    try {
      T value = Json.mapper().treeToValue(body, type);
      if (value != null) {
        return value;
      }
      throw new TributaryException(
          ErrorCode.BODY_EMPTY, "The body lacks a " + type.getSimpleName() + ".");
    } catch (JsonProcessingException e) {
      throw new TributaryException(
          ErrorCode.BAD_BODY, "The body does not have the expected shape: " + field(e), e);
    }
  }

  private static String field(JsonProcessingException e) {
    return "the field '" + Json.field(e) + "' has a value of the wrong type.";
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }
}
