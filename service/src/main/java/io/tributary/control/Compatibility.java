package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Json;
import java.util.List;
import java.util.Map;

/**
 * Rewrites published XDM, in which names carry a namespace, the way rows are named, which the
 * contract calls compatibility mode: {@code xdm:person} is {@code person}, {@code repo:createDate}
 * is {@code _repo.createDate}, {@code @id} is {@code _id}. The published name stays with the field
 * as {@code meta:xdmField}.
 */
final class Compatibility {
  /** The member that holds the published name; only fields of standard XDM have it. */
  static final String PUBLISHED = "meta:xdmField";

  private static final String ADOBE = "https://ns.adobe.com/";

  private Compatibility() {}

  static ObjectNode of(JsonNode schema) {
    ObjectNode rewritten = Json.object();
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "properties" -> value.properties().forEach(p -> place(rewritten, p));
        case "required" -> value.forEach(name -> require(rewritten, steps(name.asText())));
        case "definitions" -> {
          ObjectNode definitions = rewritten.putObject("definitions");
          value.properties().forEach(d -> definitions.set(d.getKey(), of(d.getValue())));
        }
        case "allOf" -> {
          var parts = rewritten.putArray("allOf");
          value.forEach(part -> parts.add(XdmType.object(of(part))));
        }
        case "items", "additionalProperties" ->
            rewritten.set(member.getKey(), value.isObject() ? of(value) : value);
        case "meta:enum" -> rewritten.set("meta:enum", labels(value));
        default -> rewritten.set(member.getKey(), value);
      }
    }
    XdmType.note(rewritten);
    return rewritten;
  }

  /** The published structure knows the suggested values, but not what they are called. */
  private static JsonNode labels(JsonNode values) {
    ObjectNode labels = Json.object();
    values.forEach(value -> labels.put(value.asText(), value.asText()));
    return labels;
  }

  private static void place(ObjectNode schema, Map.Entry<String, JsonNode> property) {
    List<String> steps = steps(property.getKey());
    ObjectNode at = container(schema, steps);
    ObjectNode field = of(property.getValue()).put(PUBLISHED, property.getKey());
    at.withObjectProperty("properties").set(steps.get(steps.size() - 1), field);
  }

  private static void require(ObjectNode schema, List<String> steps) {
    ObjectNode at = schema;
    for (String step : steps) {
      at.withArrayProperty("required").add(step);
      if (!step.equals(steps.get(steps.size() - 1))) {
        at = container(at, List.of(step, ""));
      }
    }
  }

  /** The object that holds the last step; namespaces on the way become objects. */
  private static ObjectNode container(ObjectNode schema, List<String> steps) {
    ObjectNode at = schema;
    for (String namespace : steps.subList(0, steps.size() - 1)) {
      at = at.withObjectProperty("properties").withObjectProperty(namespace);
      XdmType.object(at);
    }
    return at;
  }

  /** The steps of the path by which rows know a published name. */
  static List<String> steps(String name) {
    if (name.startsWith("@")) {
      return List.of("_" + name.substring(1));
    }
    if (name.startsWith(ADOBE)) {
      return List.of(("_" + name.substring(ADOBE.length())).split("/", -1));
    }
    int colon = name.indexOf(':');
    if (colon < 0 || name.startsWith("xdm:")) {
      return List.of(name.substring(colon + 1));
    }
    return List.of("_" + name.substring(0, colon), name.substring(colon + 1));
  }
}
