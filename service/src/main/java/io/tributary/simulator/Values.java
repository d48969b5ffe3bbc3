package io.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the values that a client wants to set. */
final class Values {
  private Values() {}

  /**
   * The texts to store by property; null and "" both clear. Refused with 400 if one does not fit
   * its property.
   */
  static Map<String, String> checked(JsonNode body, ObjectType type) {
    JsonNode properties = body.path("properties");
    if (!properties.isObject()) {
      throw Refusal.invalid("The request has no properties");
    }
    Map<String, String> values = new HashMap<>();
    properties.properties().forEach(e -> values.put(e.getKey(), text(e.getValue())));
    return checked(values, type);
  }

  static Map<String, String> checked(Map<String, String> values, ObjectType type) {
    ArrayNode problems = new ObjectMapper().createArrayNode();
    values.forEach(
        (name, value) -> {
          Property property = type.property(name);
          String error = property == null ? "PROPERTY_DOESNT_EXIST" : error(property, value);
          if (error != null) {
            String message =
                property == null
                    ? "Property \"" + name + "\" does not exist"
                    : value
                        + " was not a valid value of "
                        + name
                        + ", object type "
                        + type.typeId();
            problems
                .addObject()
                .put("isValid", false)
                .put("message", message)
                .put("error", error)
                .put("name", name);
          }
        });
    if (!problems.isEmpty()) {
      throw Refusal.invalid("Property values were not valid: " + problems);
    }
    return values;
  }

  private static @Nullable String error(Property property, String value) {
    if (value.isEmpty()) {
      return null;
    }
    if (property.measured()) {
      boolean number = property.type().equals("number");
      return Double.isNaN(Amount.parse(value, property))
          ? (number ? "INVALID_DOUBLE" : "INVALID_LONG")
          : null;
    }
    if (property.options().isEmpty()) {
      return null;
    }
    for (String part : value.split(";", -1)) {
      if (!part.isEmpty() && !property.options().contains(part)) {
        return "INVALID_OPTION";
      }
    }
    return null;
  }

  private static String text(JsonNode node) {
    return node.isNull() ? "" : node.isValueNode() ? node.asText() : node.toString();
  }
}
