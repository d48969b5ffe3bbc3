package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code meta:xdmType}: the finer name of a field's type, which the registry works out from its
 * JSON Schema.
 */
final class XdmType {
  private static final String MEMBER = "meta:xdmType";

  private XdmType() {}

  static ObjectNode object(ObjectNode schema) {
    return schema.put("type", "object").put(MEMBER, "object");
  }

  /** Notes it in a piece of schema. */
  static void note(ObjectNode schema) {
    String name = of(schema);
    if (name != null) {
      schema.put(MEMBER, name);
    }
  }

  /** Notes it in a piece of schema and in all that is inside. */
  static void noteAll(ObjectNode schema) {
    note(schema);
    for (String holder : new String[] {"properties", "definitions"}) {
      for (Map.Entry<String, JsonNode> child : schema.path(holder).properties()) {
        noteInside(child.getValue());
      }
    }
    noteInside(schema.path("items"));
    noteInside(schema.path("additionalProperties"));
    for (JsonNode part : schema.path("allOf")) {
      noteInside(part);
    }
  }

  private static void noteInside(JsonNode child) {
    if (child instanceof ObjectNode object) {
      noteAll(object);
    }
  }

  private static @Nullable String of(JsonNode schema) {
    String format = schema.path("format").asText();
    return switch (schema.path("type").asText()) {
      case "string" -> format.equals("date") || format.equals("date-time") ? format : "string";
      case "integer" -> integer(schema);
      case "number" -> "number";
      case "boolean" -> "boolean";
      case "array" -> "array";
      case "object" -> schema.path("additionalProperties").isObject() ? "map" : "object";
      default -> schema.has("properties") ? "object" : null;
    };
  }

  private static String integer(JsonNode schema) {
    if (!schema.path("minimum").isNumber() || !schema.path("maximum").isNumber()) {
      return "int";
    }
    BigDecimal least = schema.path("minimum").decimalValue();
    BigDecimal most = schema.path("maximum").decimalValue();
    BigDecimal far = least.negate().max(most);
    return far.compareTo(BigDecimal.valueOf(1L << 7)) <= 0
        ? "byte"
        : far.compareTo(BigDecimal.valueOf(1L << 15)) <= 0
            ? "short"
            : far.compareTo(BigDecimal.valueOf(1L << 31)) <= 0 ? "int" : "long";
  }
}
