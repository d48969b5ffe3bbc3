package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves everything that a resource refers to into one tree of properties. A reference that leads
 * in a circle, or nowhere, ends there: what it would have been is left out.
 */
final class Composition {
  static final int MOST_FIELDS = 5_000;
  static final int DEEPEST = 40;

  /** Parts may say the same again and again without making a field. */
  private static final int MOST_STEPS = 50_000;

  /** What a field says of itself; everything else is structure, or about the resource around it. */
  private static final Set<String> SAID =
      Set.of(
          "title",
          "description",
          "type",
          "format",
          "pattern",
          "enum",
          "const",
          "default",
          "examples",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minItems",
          "maxItems",
          "uniqueItems",
          "meta:enum",
          "meta:status",
          "meta:xdmType",
          Compatibility.PUBLISHED);

  private final Function<String, JsonNode> lookup;
  private int fields;
  private int steps;

  /**
   * @param lookup the resource with an {@code $id}; missing if unknown
   */
  Composition(Function<String, JsonNode> lookup) {
    this.lookup = lookup;
  }

  /**
   * The resource as one piece of schema: {@code type}, {@code properties}, {@code required}.
   *
   * @throws TributaryException naming the path where two parts contradict each other, or where it
   *     grows too large
   */
  ObjectNode of(JsonNode resource) {
    fields = 0;
    steps = 0;
    ObjectNode resolved = resolve(new Place(resource, resource, "", 0, List.of()));
    return resolved == null ? XdmType.object(Json.object()) : resolved;
  }

  /**
   * A piece of schema, the resource that its local references are relative to, where it will be,
   * and the references that led here.
   */
  private record Place(
      JsonNode node, JsonNode resource, String path, int depth, List<String> trail) {
    Place part(JsonNode part) {
      return new Place(part, resource, path, depth, trail);
    }

    Place inside(String name, JsonNode child) {
      return new Place(child, resource, path + "/" + name, depth + 1, trail);
    }
  }

  private @Nullable ObjectNode resolve(Place place) {
    requireSmall(place);
    ObjectNode resolved = Json.object();
    if (place.node().has("$ref")) {
      Place followed = follow(place);
      ObjectNode target = followed == null ? null : resolve(followed);
      if (target == null) {
        return null;
      }
      merge(resolved, target, place.path());
    }
    for (JsonNode part : place.node().path("allOf")) {
      ObjectNode target = resolve(place.part(part));
      if (target != null) {
        merge(resolved, target, place.path());
      }
    }
    return own(place, resolved) ? resolved : null;
  }

  private void requireSmall(Place place) {
    if (place.depth() > DEEPEST) {
      throw tooLarge(place.path(), "is deeper than " + DEEPEST + " levels");
    }
    if (++steps > MOST_STEPS) {
      throw tooLarge(place.path(), "is made of more than " + MOST_STEPS + " parts");
    }
    if (fields > MOST_FIELDS) {
      throw tooLarge(place.path(), "makes the schema larger than " + MOST_FIELDS + " fields");
    }
  }

  private static TributaryException tooLarge(String path, String fact) {
    return new TributaryException(
        ErrorCode.XDM_TOO_LARGE, "The field " + path + " " + fact + ". Compose smaller resources.");
  }

  /** Adds what the piece says itself; false if it holds what cannot be resolved. */
  private boolean own(Place place, ObjectNode resolved) {
    for (Map.Entry<String, JsonNode> member : place.node().properties()) {
      String name = member.getKey();
      if (name.equals("properties")) {
        properties(place, resolved);
      } else if (name.equals("required")) {
        require(resolved, member.getValue());
      } else if (isElement(name, member.getValue())) {
        ObjectNode element = resolve(place.inside("*", member.getValue()));
        if (element == null) {
          return false;
        }
        putElement(resolved, name, element, place.path());
      } else if (SAID.contains(name) && !(name.equals("type") && resolved.has("type"))) {
        resolved.set(name, member.getValue());
      }
    }
    return true;
  }

  private static boolean isElement(String name, JsonNode value) {
    return name.equals("items") || (name.equals("additionalProperties") && value.isObject());
  }

  private void properties(Place place, ObjectNode resolved) {
    for (Map.Entry<String, JsonNode> property : place.node().path("properties").properties()) {
      ObjectNode child = resolve(place.inside(property.getKey(), property.getValue()));
      if (child != null) {
        fields++;
        put(resolved, property.getKey(), child, place.path());
      }
    }
  }

  private void merge(ObjectNode into, ObjectNode from, String path) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "properties" ->
            value.properties().forEach(p -> put(into, p.getKey(), (ObjectNode) p.getValue(), path));
        case "required" -> require(into, value);
        case "items", "additionalProperties" -> {
          if (value instanceof ObjectNode element) {
            putElement(into, member.getKey(), element, path);
          }
        }
        default -> into.putIfAbsent(member.getKey(), value);
      }
    }
  }

  private void put(ObjectNode object, String name, ObjectNode child, String path) {
    ObjectNode properties = object.withObjectProperty("properties");
    if (properties.get(name) instanceof ObjectNode known) {
      requireSameKind(known, child, path + "/" + name);
      merge(known, child, path + "/" + name);
    } else {
      properties.set(name, child);
    }
  }

  private void putElement(ObjectNode holder, String name, ObjectNode element, String path) {
    if (holder.get(name) instanceof ObjectNode known) {
      requireSameKind(known, element, path + "/*");
      merge(known, element, path + "/*");
    } else {
      holder.set(name, element);
    }
  }

  private static void requireSameKind(JsonNode one, JsonNode other, String path) {
    String first = kind(one);
    String second = kind(other);
    if (!first.isEmpty() && !second.isEmpty() && !first.equals(second)) {
      throw new TributaryException(
          ErrorCode.XDM_MERGE,
          "Cannot merge incompatible data types. The path "
              + path
              + " is defined as "
              + first
              + " and as "
              + second
              + ". Rename one of the fields, or give both the same type.");
    }
  }

  private static String kind(JsonNode schema) {
    String format = schema.path("format").asText();
    return format.equals("date") || format.equals("date-time")
        ? format
        : schema.path("type").asText();
  }

  /** Names in the form of rows; published ones are understood in an organisation's schemas, too. */
  private static void require(ObjectNode schema, JsonNode names) {
    ArrayNode required = schema.withArrayProperty("required");
    Set<String> known = new HashSet<>();
    required.forEach(name -> known.add(name.asText()));
    for (JsonNode each : names) {
      List<String> steps = Compatibility.steps(each.asText());
      String name = steps.size() == 1 ? steps.get(0) : each.asText();
      if (known.add(name)) {
        required.add(name);
      }
    }
  }

  private @Nullable Place follow(Place place) {
    String reference = place.node().path("$ref").asText();
    int hash = reference.indexOf('#');
    String id = hash < 0 ? reference : reference.substring(0, hash);
    String fragment = hash < 0 ? "" : reference.substring(hash + 1);
    JsonNode resource = id.isEmpty() ? place.resource() : lookup.apply(id);
    String step = resource.path("$id").asText() + "#" + fragment;
    JsonNode target = at(resource, fragment);
    if (target.isMissingNode() || place.trail().contains(step)) {
      return null;
    }
    List<String> trail = new ArrayList<>(place.trail());
    trail.add(step);
    return new Place(target, resource, place.path(), place.depth(), trail);
  }

  /** What a reference's fragment points at within a resource. */
  static JsonNode at(JsonNode resource, String fragment) {
    JsonNode node = resource;
    for (String step : fragment.split("/", -1)) {
      if (!step.isEmpty()) {
        node =
            node.path(
                URLDecoder.decode(step, StandardCharsets.UTF_8)
                    .replace("~1", "/")
                    .replace("~0", "~"));
      }
    }
    return node;
  }
}
