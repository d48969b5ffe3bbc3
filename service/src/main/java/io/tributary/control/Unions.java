package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.ResourceType;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Unions: for each class, one schema with the fields of all its schemas that are tagged for it. */
final class Unions {
  private static final String SUFFIX = "__union";
  private static final String IDENTITY_MAP = "https://ns.adobe.com/xdm/context/identitymap";

  private final SchemaLibrary library;
  private final Sandboxes sandboxes;

  Unions(SchemaLibrary library, Sandboxes sandboxes) {
    this.library = library;
    this.sandboxes = sandboxes;
  }

  static boolean isOne(String id) {
    return id.endsWith(SUFFIX);
  }

  static boolean isTagged(JsonNode schema) {
    return schema
        .path("meta:immutableTags")
        .valueStream()
        .anyMatch(tag -> tag.asText().equals("union"));
  }

  List<ObjectNode> list(Caller caller) {
    Map<String, List<ObjectNode>> members = new LinkedHashMap<>();
    for (Stored<ObjectNode> schema : library.all(caller, ResourceType.SCHEMA)) {
      if (isTagged(schema.value())) {
        String ofClass = schema.value().path("meta:class").asText();
        members.computeIfAbsent(ofClass, any -> new ArrayList<>()).add(schema.value());
      }
    }
    return members.entrySet().stream()
        .map(entry -> union(caller, library.find(caller, entry.getKey()), entry.getValue()))
        .toList();
  }

  Optional<ObjectNode> find(Caller caller, String id) {
    return list(caller).stream()
        .filter(
            union ->
                union.path("$id").asText().equals(id)
                    || union.path("meta:altId").asText().equals(id))
        .findFirst();
  }

  private ObjectNode union(Caller caller, JsonNode ofClass, List<ObjectNode> members) {
    Set<String> parts = new LinkedHashSet<>();
    Set<String> extended = new LinkedHashSet<>();
    for (ObjectNode member : members) {
      member.path("refs").forEach(part -> parts.add(part.asText()));
      member.path("meta:extends").forEach(id -> extended.add(id.asText()));
      extended.add(member.path("$id").asText());
    }
    ObjectNode union =
        Json.object()
            .put("$id", ofClass.path("$id").asText() + SUFFIX)
            .put("meta:altId", ofClass.path("meta:altId").asText() + SUFFIX)
            .put("meta:resourceType", ResourceType.UNION.word())
            .put("version", "1.0")
            .put("title", ofClass.path("title").asText())
            .put("type", "object")
            .put("description", "All schemas of the class that take part in the union, as one.");
    var allOf = union.putArray("allOf");
    parts.forEach(part -> XdmType.object(allOf.addObject().put("$ref", part)));
    extended.forEach(union.putArray("meta:extends")::add);
    union.put("meta:xdmType", "object");
    union
        .putObject("meta:registryMetadata")
        .put("meta:globalLibVersion", StandardResources.LIBRARY);
    union.set("meta:class", ofClass.path("$id"));
    return OwnResource.placed(union, caller, sandboxes);
  }

  /**
   * A schema that takes part has an identity, and its fields go together with those of the others.
   */
  void requireFit(Caller caller, ObjectNode schema) {
    if (!isTagged(schema)) {
      return;
    }
    String id = schema.path("$id").asText();
    boolean identified =
        schema.path("meta:extends").valueStream().anyMatch(e -> e.asText().equals(IDENTITY_MAP))
            || library.descriptors(caller, id).stream()
                .anyMatch(descriptor -> DescriptorRules.isPrimary(descriptor.value()));
    if (!identified) {
      throw new TributaryException(
          ErrorCode.UNION_IDENTITY,
          "To participate in a union, a schema must include an identityMap field group or a primary"
              + " identity descriptor.");
    }
    String ofClass = schema.path("meta:class").asText();
    List<ObjectNode> members = new ArrayList<>(List.of(schema));
    for (Stored<ObjectNode> other : library.all(caller, ResourceType.SCHEMA)) {
      boolean joins = isTagged(other.value()) && !other.value().path("$id").asText().equals(id);
      if (joins && other.value().path("meta:class").asText().equals(ofClass)) {
        members.add(other.value());
      }
    }
    library.composed(caller, union(caller, library.find(caller, ofClass), members));
  }

  /** Once in a union, always in it. */
  static void requireStays(ObjectNode before, ObjectNode after) {
    if (isTagged(before) && !isTagged(after)) {
      throw new TributaryException(
          ErrorCode.XDM_BREAKING,
          "The tag union of the schema "
              + before.path("$id").asText()
              + " cannot be removed: what reads the union counts on its fields.");
    }
  }
}
