package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mapping.TextPattern;
import io.tributary.model.Json;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row as a composed schema allows it: each field has its example, its default, its first word, or
 * a value of its type. Optional fields for which none is known are left out. The same schema always
 * gives the same row.
 */
final class SampleData {
  private static final Map<String, String> BY_FORMAT =
      Map.of(
          "date-time", "2026-01-31T09:30:00Z",
          "date", "2026-01-31",
          "time", "09:30:00Z",
          "email", "person@example.com",
          "uri", "https://example.com/resource",
          "uri-reference", "/resource",
          "hostname", "example.com",
          "ipv4", "192.0.2.1",
          "ipv6", "2001:db8::1",
          "uuid", "0b8f4c6e-3d0a-4b5e-9c62-5f2f8f6f4d11");

  private static final String[] WORDS = {
    "sample",
    "Sample",
    "A",
    "1",
    "0",
    "00",
    "01",
    "AB",
    "en",
    "en-US",
    "US",
    "US-NY",
    "USD",
    "+1",
    "2026-01-31",
    "09:30",
    "#000000",
    "person@example.com",
    "https://example.com/resource"
  };

  private SampleData() {}

  static ObjectNode of(JsonNode schema) {
    ObjectNode row = Json.object();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      value(property.getValue()).ifPresent(value -> row.set(property.getKey(), value));
    }
    return row;
  }

  private static Optional<JsonNode> value(JsonNode schema) {
    if (schema.has("const") && !schema.path("type").asText().equals("string")) {
      return Optional.empty(); // The published structure has some that no value satisfies.
    }
    return switch (schema.path("type").asText()) {
      case "object" -> Optional.of(object(schema));
      case "array" -> Optional.of(list(schema));
      case "string" -> text(schema);
      case "boolean" -> Optional.of(given(schema).findFirst().orElse(Json.tree(true)));
      case "integer", "number" -> number(schema);
      default -> given(schema).findFirst();
    };
  }

  private static ObjectNode object(JsonNode schema) {
    ObjectNode object = of(schema);
    if (schema.path("additionalProperties").isObject()) {
      value(schema.path("additionalProperties")).ifPresent(value -> object.set("sample", value));
    }
    return object;
  }

  private static JsonNode list(JsonNode schema) {
    var list = Json.mapper().createArrayNode();
    Optional<JsonNode> element = value(schema.path("items"));
    boolean distinct = schema.path("uniqueItems").asBoolean();
    int wanted = distinct ? 1 : Math.max(1, Math.min(schema.path("minItems").asInt(), 5));
    for (int i = 0; i < wanted; i++) {
      element.ifPresent(list::add);
    }
    return list;
  }

  /** What the schema itself says a value could be. */
  private static Stream<JsonNode> given(JsonNode schema) {
    Stream<JsonNode> told =
        Stream.of(
            schema.path("const"),
            schema.path("enum").path(0),
            schema.path("default"),
            schema.path("examples").path(0));
    return told.filter(value -> !value.isMissingNode() && !value.isNull());
  }

  private static Optional<JsonNode> text(JsonNode schema) {
    Stream<String> said = given(schema).filter(JsonNode::isTextual).map(JsonNode::asText);
    Stream<String> suggested =
        schema.path("meta:enum").propertyStream().limit(1).map(Map.Entry::getKey);
    Stream<String> formed = Stream.ofNullable(BY_FORMAT.get(schema.path("format").asText()));
    Stream<String> any = schema.has("format") ? Stream.empty() : Stream.of(WORDS);
    return Stream.of(said, formed, suggested, any)
        .flatMap(texts -> texts)
        .map(text -> fitted(schema, text))
        .filter(text -> fits(schema, text))
        .findFirst()
        .map(Json::tree);
  }

  private static String fitted(JsonNode schema, String text) {
    int least = Math.min(schema.path("minLength").asInt(), 1000);
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    String longEnough =
        text.isEmpty() ? text : text + "x".repeat(Math.max(0, least - text.length()));
    return longEnough.substring(0, Math.min(longEnough.length(), most));
  }

  private static boolean fits(JsonNode schema, String text) {
    JsonNode words = schema.path("enum");
    boolean among =
        words.isEmpty() || words.valueStream().anyMatch(word -> word.asText().equals(text));
    boolean only = !schema.has("const") || schema.path("const").asText().equals(text);
    return among
        && only
        && (!schema.has("pattern") || matches(schema.path("pattern").asText(), text));
  }

  private static boolean matches(String pattern, String text) {
    try {
      return TextPattern.of(pattern).isIn(text);
    } catch (IllegalArgumentException e) {
      return false; // What is not understood is not known to fit.
    }
  }

  private static Optional<JsonNode> number(JsonNode schema) {
    boolean whole = schema.path("type").asText().equals("integer");
    double least = bound(schema, "minimum", "exclusiveMinimum", 1, -Double.MAX_VALUE);
    double most = bound(schema, "maximum", "exclusiveMaximum", -1, Double.MAX_VALUE);
    double value = Math.min(Math.max(1, least), most);
    JsonNode made = whole ? Json.tree((long) Math.ceil(value)) : Json.tree(value);
    return Optional.of(given(schema).filter(JsonNode::isNumber).findFirst().orElse(made));
  }

  private static double bound(
      JsonNode schema, String closed, String open, double step, double otherwise) {
    if (schema.path(open).isNumber()) {
      return schema.path(open).asDouble() + step;
    }
    return schema.path(closed).isNumber() ? schema.path(closed).asDouble() : otherwise;
  }
}
