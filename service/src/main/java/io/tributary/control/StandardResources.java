package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Json;
import io.tributary.model.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The global container: the standard XDM behaviours, classes, field groups and data types, as the
 * registry shows them. Read on first use.
 */
final class StandardResources {
  /** All resources of one library have its version. */
  static final String LIBRARY = "1.0";

  private static final class Holder {
    static final JsonNode PUBLISHED = read();
    static final Map<String, ObjectNode> SHOWN = new LinkedHashMap<>();
    static final Map<String, String> IDS = new HashMap<>();

    static {
      for (Map.Entry<String, JsonNode> resource : PUBLISHED.properties()) {
        ObjectNode shown = shown(resource.getKey(), resource.getValue());
        SHOWN.put(resource.getKey(), shown);
        IDS.put(shown.path("meta:altId").asText(), resource.getKey());
      }
    }

    private static JsonNode read() {
      try (InputStream stream = StandardResources.class.getResourceAsStream("/xdm.json")) {
        return Json.mapper().readTree(Objects.requireNonNull(stream));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private StandardResources() {}

  /** The resource with that {@code $id} or {@code meta:altId}; missing if there is none. */
  static JsonNode get(String id) {
    JsonNode found = Holder.SHOWN.get(Holder.IDS.getOrDefault(id, id));
    return found == null ? MissingNode.getInstance() : found;
  }

  static List<ObjectNode> list(ResourceType type) {
    return Holder.SHOWN.values().stream().filter(resource -> isA(type, resource)).toList();
  }

  static boolean isA(ResourceType type, JsonNode resource) {
    return resource.path("meta:resourceType").asText().equals(type.word());
  }

  /** The same resource with the names of published XDM. */
  static ObjectNode published(JsonNode shown) {
    ObjectNode published = shown.deepCopy();
    JsonNode source = Holder.PUBLISHED.path(shown.path("$id").asText());
    for (String member : List.of("definitions", "properties", "allOf", "required")) {
      if (source.has(member)) {
        published.set(member, source.path(member));
      }
    }
    return published;
  }

  private static ObjectNode shown(String id, JsonNode source) {
    ResourceType type = ResourceType.of(source.path("kind").asText()).orElseThrow();
    ObjectNode shown =
        Json.object()
            .put("$id", id)
            .put("meta:altId", altId(id))
            .put("meta:resourceType", type.word())
            .put("version", LIBRARY)
            .put("title", source.path("title").asText().strip());
    ObjectNode schema = source.deepCopy();
    schema.remove(
        List.of("kind", "title", "status", "abstract", "extends", "intendedToExtend", "type"));
    shown.put("type", "object").setAll(Compatibility.of(schema));
    shown
        .put("meta:extensible", true)
        .put("meta:abstract", source.path("abstract").asBoolean())
        .put("meta:xdmType", "object")
        .put("meta:status", source.path("status").asText())
        .put("$schema", "http://json-schema.org/draft-06/schema#")
        .put("meta:containerId", "global");
    if (type == ResourceType.FIELD_GROUP) {
      shown.putArray("meta:intendedToExtend").addAll(texts(source.path("intendedToExtend")));
    }
    if (source.has("extends")) {
      shown.putArray("meta:extends").addAll(texts(source.path("extends")));
    }
    shown.putObject("meta:registryMetadata").put("meta:globalLibVersion", LIBRARY);
    return shown;
  }

  private static List<JsonNode> texts(JsonNode list) {
    return list.valueStream().toList();
  }

  /** The id with dots: {@code https://ns.adobe.com/xdm/x/y} is {@code _xdm.x.y}. */
  static String altId(String id) {
    return "_"
        + id.replaceFirst("^https?://(ns\\.adobe\\.com/)?", "")
            .replaceAll("/$", "")
            .replace('/', '.');
  }
}
