package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a composed resource with the names of published XDM, the way back from {@link
 * Compatibility}: {@code person} is {@code xdm:person}, {@code _repo.createDate} is {@code
 * repo:createDate}. Fields of an organisation's own keep their names.
 */
final class PublishedNames {
  private static final List<String> STRUCTURE = List.of("properties", "required");

  private PublishedNames() {}

  static ObjectNode of(JsonNode schema) {
    ObjectNode published = schema.deepCopy();
    published.remove(STRUCTURE);
    published.remove(Compatibility.PUBLISHED);
    for (String name : List.of("items", "additionalProperties")) {
      if (schema.path(name).isObject()) {
        published.set(name, of(schema.path(name)));
      }
    }
    lift(schema, List.of(), published);
    return published;
  }

  /** Fields inside of what only stands for a namespace are fields of the object around it. */
  private static void lift(JsonNode from, List<String> path, ObjectNode into) {
    for (Map.Entry<String, JsonNode> property : from.path("properties").properties()) {
      List<String> at = inside(path, property.getKey());
      JsonNode field = property.getValue();
      if (isNamespace(field, at)) {
        lift(field, at, into);
        continue;
      }
      String name = field.path(Compatibility.PUBLISHED).asText(property.getKey());
      into.withObjectProperty("properties").set(name, of(field));
      if (requires(from, property.getKey())) {
        into.withArrayProperty("required").add(name);
      }
    }
  }

  private static boolean isNamespace(JsonNode field, List<String> path) {
    JsonNode properties = field.path("properties");
    return !field.has(Compatibility.PUBLISHED)
        && !properties.isEmpty()
        && properties.propertyStream().allMatch(child -> isWithin(child, path));
  }

  private static boolean isWithin(Map.Entry<String, JsonNode> child, List<String> path) {
    List<String> at = inside(path, child.getKey());
    String published = child.getValue().path(Compatibility.PUBLISHED).asText();
    return published.isEmpty()
        ? isNamespace(child.getValue(), at)
        : Compatibility.steps(published).equals(at);
  }

  private static List<String> inside(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private static boolean requires(JsonNode schema, String name) {
    return schema.path("required").valueStream().anyMatch(one -> one.asText().equals(name));
  }
}
