package io.tributary.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call that is not answered as asked: an HTTP status and HubSpot's error body, or the HTML page
 * of its 404 for records.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> fields;
  private final transient Map<String, String> context;
  private final transient List<String> errors;

  private Refusal(
      int status, Map<String, String> fields, Map<String, String> context, List<String> errors) {
    super(fields.getOrDefault("message", "status " + status), null, false, false);
    this.status = status;
    this.fields = fields;
    this.context = context;
    this.errors = errors;
  }

  static Refusal of(int status, String message, String category) {
    return new Refusal(status, fields(message, "category", category), Map.of(), List.of());
  }

  static Refusal invalid(String message) {
    return of(400, message, "VALIDATION_ERROR");
  }

  /** The older shape of a validation error: a list of plain strings. */
  static Refusal listing(String error) {
    return new Refusal(400, fields("validation error"), Map.of(), List.of(error));
  }

  static Refusal limited(String policy) {
    String limit = policy.equals("DAILY") ? "daily" : policy.toLowerCase(java.util.Locale.ROOT);
    return new Refusal(
        429,
        fields(
            "You have reached your " + limit + " limit.",
            "errorType",
            "RATE_LIMIT",
            "policyName",
            policy,
            "groupName",
            "publicapi:api:simulator"),
        Map.of(),
        List.of());
  }

  static Refusal expired(long seconds, String expireTime) {
    return new Refusal(
        401,
        fields(
            "The OAuth token used to make this call expired " + seconds + " second(s) ago.",
            "category",
            "EXPIRED_AUTHENTICATION"),
        Map.of("expire time", expireTime),
        List.of());
  }

  static Refusal unauthenticated() {
    return of(
        401,
        "Authentication credentials not found. This API supports OAuth 2.0 authentication.",
        "INVALID_AUTHENTICATION");
  }

  /** Both the old fields and those of RFC 6749. */
  static Refusal oauth(String error, String status, String message) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("error", error);
    fields.put("error_description", message);
    fields.put("status", status);
    fields.put("message", message);
    return new Refusal(400, fields, Map.of(), List.of());
  }

  /** A record that is not there. */
  static Refusal noRecord() {
    return new Refusal(404, Map.of(), Map.of(), List.of());
  }

  static Refusal noPath() {
    return of(404, "resource not found", "OBJECT_NOT_FOUND");
  }

  int status() {
    return status;
  }

  Answer answer(String correlationId) {
    if (fields.isEmpty()) {
      return Answer.html(
          404,
          """
          <html>
          <head>
          <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
          <title>Error 404 Not Found</title>
          </head>
          <body><h2>HTTP ERROR 404</h2>
          <p>Resource not found</p>
          </body>
          </html>
          """);
    }
    return Answer.json(status, out -> write(out, correlationId));
  }

  private void write(JsonGenerator out, String correlationId) throws IOException {
    out.writeStartObject();
    if (!fields.containsKey("status")) {
      out.writeStringField("status", "error");
    }
    for (Map.Entry<String, String> field : fields.entrySet()) {
      out.writeStringField(field.getKey(), field.getValue());
    }
    out.writeStringField("correlationId", correlationId);
    if (fields.containsKey("errorType")) {
      out.writeStringField("requestId", correlationId.replace("-", ""));
    }
    if (!errors.isEmpty()) {
      out.writeArrayFieldStart("errors");
      for (String error : errors) {
        out.writeString(error);
      }
      out.writeEndArray();
    }
    if (!context.isEmpty()) {
      out.writeObjectFieldStart("context");
      for (Map.Entry<String, String> entry : context.entrySet()) {
        out.writeArrayFieldStart(entry.getKey());
        out.writeString(entry.getValue());
        out.writeEndArray();
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static Map<String, String> fields(String message, String... more) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("message", message);
    for (int i = 0; i < more.length; i += 2) {
      fields.put(more[i], more[i + 1]);
    }
    return fields;
  }
}
