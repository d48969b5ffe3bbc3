package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.mapping.TextPattern;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a piece of schema may say; a refusal names the piece by its JSON pointer. */
final class FieldRules {
  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "object", "array");
  private static final Pattern NAME = Pattern.compile("_?[A-Za-z0-9][A-Za-z0-9_-]{0,126}");

  private static final int MOST_DIGITS = 100;

  private final String namespace;

  /**
   * @param namespace the organisation's own, {@code _acme}
   */
  FieldRules(String namespace) {
    this.namespace = namespace;
  }

  /** Checks the piece and everything inside. */
  void check(JsonNode schema, String pointer) {
    if (!schema.isObject()) {
      throw invalid(pointer, "is not an object");
    }
    demands(schema, pointer);
    for (String holder : List.of("properties", "definitions")) {
      for (Map.Entry<String, JsonNode> child : schema.path(holder).properties()) {
        String place = pointer + "/" + holder + "/" + child.getKey();
        if (holder.equals("properties")) {
          requireName(child.getKey(), place);
          requireType(child.getValue(), place);
        }
        check(child.getValue(), place);
      }
    }
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.path(inner).isContainerNode()) {
        requireType(schema.path(inner), pointer + "/" + inner);
        check(schema.path(inner), pointer + "/" + inner);
      }
    }
    int part = 0;
    for (JsonNode each : schema.path("allOf")) {
      check(each, pointer + "/allOf/" + part++);
    }
  }

  /** Only names that are not the organisation's, such as {@code _repo}, begin with {@code _}. */
  private void requireName(String name, String pointer) {
    boolean own = pointer.contains("/" + namespace + "/");
    if (!NAME.matcher(name).matches() || (own && name.startsWith("_"))) {
      throw invalid(
          pointer,
          "has a name that is not allowed: letters, digits, - and _, not _ first, at most 127");
    }
  }

  private static void requireType(JsonNode schema, String pointer) {
    boolean told =
        schema.path("type").isTextual()
            || schema.path("$ref").isTextual()
            || schema.path("properties").isObject()
            || schema.path("allOf").isArray();
    if (!told) {
      throw invalid(pointer, "has no type. Give it one, or a $ref to a data type");
    }
  }

  private static void demands(JsonNode schema, String pointer) {
    JsonNode type = schema.path("type");
    if (!type.isMissingNode() && !TYPES.contains(type.asText())) {
      throw invalid(pointer + "/type", "is '" + type.asText() + "', not one of " + sorted());
    }
    if (type.asText().equals("array") && !schema.has("$ref") && !schema.path("items").isObject()) {
      throw invalid(pointer, "is an array without items. Say what is in it: {\"items\":{…}}");
    }
    requireShape(schema, "properties", pointer, schema.path("properties").isObject());
    requireShape(schema, "definitions", pointer, schema.path("definitions").isObject());
    requireShape(schema, "allOf", pointer, schema.path("allOf").isArray());
    requireShape(schema, "items", pointer, schema.path("items").isObject());
    requireShape(schema, "$ref", pointer, schema.path("$ref").isTextual());
    requireShape(schema, "required", pointer, schema.path("required").isArray());
    requireShape(schema, "meta:enum", pointer, schema.path("meta:enum").isObject());
    JsonNode values = schema.path("enum");
    boolean scalars = values.valueStream().allMatch(v -> v.isValueNode() && !v.isNull());
    requireShape(schema, "enum", pointer, values.isArray() && !values.isEmpty() && scalars);
    requireShape(schema, "pattern", pointer, schema.path("pattern").isTextual());
    pattern(schema.path("pattern"), pointer + "/pattern");
    range(schema, "minimum", "maximum", pointer, false);
    range(schema, "minLength", "maxLength", pointer, true);
    range(schema, "minItems", "maxItems", pointer, true);
  }

  private static void requireShape(JsonNode schema, String member, String pointer, boolean right) {
    if (schema.has(member) && !right) {
      throw invalid(pointer + "/" + member, "has the wrong form for this keyword");
    }
  }

  private static void pattern(JsonNode pattern, String pointer) {
    if (pattern.isTextual()) {
      try {
        TextPattern.of(pattern.asText());
      } catch (IllegalArgumentException e) {
        throw invalid(
            pointer,
            "is no regular expression that can be checked safely ("
                + e.getMessage()
                + "); lookaround and back references are not supported");
      }
    }
  }

  private static void range(
      JsonNode schema, String least, String most, String pointer, boolean counts) {
    for (String end : List.of(least, most)) {
      JsonNode value = schema.path(end);
      boolean count = value.canConvertToInt() && value.isIntegralNumber() && value.intValue() >= 0;
      requireShape(schema, end, pointer, counts ? count : isModest(value));
    }
    if (schema.has(least)
        && schema.has(most)
        && schema.path(least).decimalValue().compareTo(schema.path(most).decimalValue()) > 0) {
      throw invalid(pointer, "allows nothing: " + least + " is greater than " + most);
    }
  }

  /** A number that can be written out without filling the memory. */
  private static boolean isModest(JsonNode number) {
    return number.isNumber()
        && Math.abs((long) number.decimalValue().scale()) <= MOST_DIGITS
        && number.decimalValue().precision() <= MOST_DIGITS;
  }

  private static List<String> sorted() {
    return TYPES.stream().sorted().toList();
  }

  static TributaryException invalid(String pointer, String fact) {
    String place = pointer.isEmpty() ? "The resource" : pointer;
    return new TributaryException(
        ErrorCode.XDM_INVALID, place + " " + fact + ".", Map.of("path", pointer), null);
  }
}
