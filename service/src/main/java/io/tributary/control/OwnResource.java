package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.Json;
import io.tributary.model.ResourceType;
import io.tributary.model.Stored;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The form in which an organisation's resource is kept and shown: what was sent, and what is known.
 */
final class OwnResource {
  private static final String NAMESPACE = "https://ns.adobe.com/";

  /** Members that the registry alone sets; what is sent in their place is passed over. */
  private static final List<String> OURS =
      List.of(
          "$id",
          "meta:altId",
          "meta:resourceType",
          "version",
          "refs",
          "imsOrg",
          "meta:extensible",
          "meta:abstract",
          "meta:extends",
          "meta:xdmType",
          "meta:containerId",
          "meta:sandboxId",
          "meta:sandboxType",
          "meta:tenantNamespace",
          "meta:registryMetadata");

  private final Caller caller;
  private final Sandboxes sandboxes;
  private final ResourceType type;
  private final Function<String, JsonNode> lookup;

  OwnResource(
      Caller caller, Sandboxes sandboxes, ResourceType type, Function<String, JsonNode> lookup) {
    this.caller = caller;
    this.sandboxes = sandboxes;
    this.type = type;
    this.lookup = lookup;
  }

  /**
   * @param body checked already
   */
  ObjectNode of(JsonNode body, String hex, String version) {
    String tenant = sandboxes.tenant(caller.org());
    ObjectNode sent = body.deepCopy();
    sent.remove(OURS);
    ObjectNode resource =
        Json.object()
            .put("$id", NAMESPACE + tenant + "/" + type.word() + "/" + hex)
            .put("meta:altId", "_" + tenant + "." + type.word() + "." + hex)
            .put("meta:resourceType", type.word())
            .put("version", version)
            .put("title", sent.path("title").asText())
            .put("type", sent.path("type").asText("object"));
    sent.remove(List.of("title", "type"));
    resource.setAll(sent);
    for (JsonNode part : resource.path("allOf")) {
      XdmType.object((ObjectNode) part);
    }
    XdmType.noteAll(resource);
    Set<String> references = references(resource);
    references.forEach(resource.putArray("refs")::add);
    if (resource.path("meta:intendedToExtend").isArray()) {
      List<String> classes =
          resource.path("meta:intendedToExtend").valueStream().map(JsonNode::asText).toList();
      ArrayNode extended = resource.putArray("meta:intendedToExtend");
      classes.forEach(id -> extended.add(known(id)));
    }
    boolean reusable = type != ResourceType.SCHEMA;
    resource.put("meta:extensible", reusable).put("meta:abstract", reusable);
    ancestry(resource, references);
    return placed(resource, caller, sandboxes).put("meta:tenantNamespace", "_" + tenant);
  }

  /** With the organisation and the sandbox that it is in. */
  static ObjectNode placed(ObjectNode resource, Caller caller, Sandboxes sandboxes) {
    return resource
        .put("imsOrg", caller.org())
        .put("meta:containerId", "tenant")
        .put("meta:sandboxId", caller.sandboxId())
        .put("meta:sandboxType", sandboxes.get(caller, caller.sandbox()).type());
  }

  /** The other resources that it refers to, by whichever of their names: their {@code $id}. */
  private Set<String> references(JsonNode resource) {
    Set<String> references = new LinkedHashSet<>();
    ResourceRules.references(resource).stream()
        .map(ResourceRules.Reference::resource)
        .filter(id -> !id.isEmpty())
        .forEach(id -> references.add(known(id)));
    return references;
  }

  private String known(String id) {
    return lookup.apply(id).path("$id").asText();
  }

  private void ancestry(ObjectNode resource, Set<String> references) {
    if (type == ResourceType.DATA_TYPE || type == ResourceType.FIELD_GROUP) {
      return;
    }
    Set<String> extended = new LinkedHashSet<>(references);
    for (JsonNode part : resource.path("allOf")) {
      JsonNode found = lookup.apply(part.path("$ref").asText());
      found.path("meta:extends").forEach(id -> extended.add(id.asText()));
      if (type == ResourceType.SCHEMA && StandardResources.isA(ResourceType.CLASS, found)) {
        resource.set("meta:class", found.path("$id"));
      }
    }
    extended.forEach(resource.putArray("meta:extends")::add);
  }

  /** The next minor version: after 1.9 comes 1.10. */
  static String next(JsonNode resource) {
    String version = resource.path("version").asText("1.0");
    int dot = version.indexOf('.');
    int minor = Integer.parseInt(version.substring(dot + 1));
    return version.substring(0, dot) + "." + (minor + 1);
  }

  /** Whether both say the same, whatever their versions. */
  static boolean isSame(ObjectNode one, ObjectNode other) {
    return Objects.equals(one.deepCopy().without("version"), other.deepCopy().without("version"));
  }

  /** Its id and its title, for messages. */
  static String called(Stored<ObjectNode> stored) {
    return stored.value().path("$id").asText() + " (" + stored.value().path("title").asText() + ")";
  }

  /** With what the registry knows of its making. */
  static ObjectNode shown(Stored<ObjectNode> stored) {
    ObjectNode shown = stored.value().deepCopy();
    shown
        .putObject("meta:registryMetadata")
        .put("repo:createdDate", stored.createdAt())
        .put("repo:lastModifiedDate", stored.updatedAt())
        .put("xdm:createdClientId", stored.createdClient())
        .put("xdm:lastModifiedClientId", stored.updatedClient())
        .put("xdm:createdUserId", stored.createdBy())
        .put("xdm:lastModifiedUserId", stored.updatedBy())
        .put("eTag", stored.etag().replace("\"", "").replace("-", ""))
        .put("meta:globalLibVersion", StandardResources.LIBRARY);
    return shown;
  }
}
