package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Composes a schema's references into the one tree of fields that its rows have. Names take the
 * form that rows use: {@code xdm:person} is {@code person}, {@code repo:createDate} is {@code
 * _repo.createDate}, {@code @id} is {@code _id}.
 */
final class SchemaFields {
  private final Function<String, JsonNode> lookup;

  /**
   * @param lookup the resource with an {@code $id}; missing if unknown
   */
  SchemaFields(Function<String, JsonNode> lookup) {
    this.lookup = lookup;
  }

  Field of(JsonNode schema) {
    Place root = new Place(schema, schema, List.of());
    return Field.object("", fields(root));
  }

  /**
   * A piece of schema, the resource that its local references are relative to, and the references
   * that led here.
   */
  private record Place(JsonNode node, JsonNode resource, List<String> trail) {
    Place at(JsonNode other) {
      return new Place(other, resource, trail);
    }
  }

  private List<Field> fields(Place place) {
    Map<String, Place> properties = new LinkedHashMap<>();
    Set<String> required = new LinkedHashSet<>();
    collect(place, properties, required);
    Map<String, List<Field>> namespaces = new LinkedHashMap<>();
    Map<String, Field> fields = new LinkedHashMap<>();
    properties.forEach(
        (key, property) -> {
          String[] name = name(key);
          Field field = field(name[name.length - 1], property, required.contains(key));
          if (field != null && name.length == 2) {
            namespaces.computeIfAbsent(name[0], namespace -> new ArrayList<>()).add(field);
            fields.put(name[0], Field.object(name[0], namespaces.get(name[0])));
          } else if (field != null) {
            fields.putIfAbsent(field.name(), field);
          }
        });
    return List.copyOf(fields.values());
  }

  /**
   * The steps of the path by which rows know a property: one, or two where a foreign namespace
   * stands before it.
   */
  private static String[] name(String key) {
    int colon = key.indexOf(':');
    if (key.startsWith("@")) {
      return new String[] {"_" + key.substring(1)};
    }
    if (colon < 0 || key.startsWith("xdm:")) {
      return new String[] {key.substring(colon + 1)};
    }
    return new String[] {"_" + key.substring(0, colon), key.substring(colon + 1)};
  }

  private void collect(Place place, Map<String, Place> properties, Set<String> required) {
    Place target = place;
    if (place.node().has("$ref")) {
      Place followed = follow(place);
      if (followed == null) {
        return;
      }
      collect(followed, properties, required);
    }
    for (JsonNode part : target.node().path("allOf")) {
      collect(target.at(part), properties, required);
    }
    target.node().path("required").forEach(name -> required.add(name.asText()));
    target
        .node()
        .path("properties")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("@context")) {
                properties.putIfAbsent(entry.getKey(), target.at(entry.getValue()));
              }
            });
  }

  /** What a reference leads to; null where it is unknown or leads in a circle: rows end there. */
  private @Nullable Place follow(Place place) {
    String reference = place.node().path("$ref").asText();
    int hash = reference.indexOf('#');
    String id = hash < 0 ? reference : reference.substring(0, hash);
    String fragment = hash < 0 ? "" : reference.substring(hash + 1);
    JsonNode resource = id.isEmpty() ? place.resource() : lookup.apply(id);
    String step = System.identityHashCode(resource) + "#" + fragment;
    JsonNode target = StandardSchemas.fragment(resource, fragment);
    if (target.isMissingNode() || place.trail().contains(step)) {
      return null;
    }
    List<String> trail = new ArrayList<>(place.trail());
    trail.add(step);
    return new Place(target, resource, trail);
  }

  private @Nullable Field field(String name, Place place, boolean required) {
    Place resolved = place;
    while (resolved.node().has("$ref") && !resolved.node().has("properties")) {
      Place next = follow(resolved);
      if (next == null) {
        return null;
      }
      resolved = next;
    }
    JsonNode node = resolved.node();
    if (node.path("type").asText().equals("array")) {
      Field element = field("element", resolved.at(node.path("items")), false);
      return element == null ? null : new Field(name, Field.Kind.ARRAY, required, List.of(element));
    }
    List<Field> fields = fields(resolved);
    if (!fields.isEmpty()) {
      return new Field(name, Field.Kind.OBJECT, required, fields);
    }
    if (node.path("additionalProperties").isObject()) {
      Field value = field("value", resolved.at(node.path("additionalProperties")), false);
      return value == null ? null : new Field(name, Field.Kind.MAP, required, List.of(value));
    }
    Field.Kind kind = scalar(node);
    return kind == null ? null : new Field(name, kind, required, List.of());
  }

  private static Field.@Nullable Kind scalar(JsonNode node) {
    return switch (node.path("type").asText()) {
      case "string" ->
          switch (node.path("format").asText()) {
            case "date-time" -> Field.Kind.DATE_TIME;
            case "date" -> Field.Kind.DATE;
            default -> Field.Kind.STRING;
          };
      case "boolean" -> Field.Kind.BOOLEAN;
      case "integer" -> Field.Kind.INTEGER;
      case "number" -> Field.Kind.NUMBER;
      default -> null;
    };
  }
}
