package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.util.Map;
import java.util.UUID;

/**
 * The schemas of an organisation: compositions of the standard classes and field groups, and
 * descriptors on them.
 */
public final class Schemas {
  private static final String NAMESPACE = "https://ns.adobe.com/";

  private final Documents<ObjectNode> documents;
  private final Documents<ObjectNode> descriptors;
  private final Sandboxes sandboxes;

  public Schemas(
      Documents<ObjectNode> documents, Documents<ObjectNode> descriptors, Sandboxes sandboxes) {
    this.documents = documents;
    this.descriptors = descriptors;
    this.sandboxes = sandboxes;
  }

  /** Who the tenant is and what it has. */
  public ObjectNode stats(Caller caller) {
    ObjectNode stats =
        Json.object().put("imsOrg", caller.org()).put("tenantId", sandboxes.tenant(caller.org()));
    stats.putObject("counts").put("schemas", documents.count(caller, Query.all()));
    ArrayNode recent = stats.putArray("recentlyCreatedResources");
    documents
        .list(caller, Query.all().newest())
        .items()
        .forEach(
            schema ->
                recent
                    .addObject()
                    .put("title", schema.value().path("title").asText())
                    .put("$id", schema.value().path("$id").asText())
                    .put("created", schema.createdAt()));
    return stats;
  }

  public ObjectNode create(Caller caller, JsonNode body) {
    if (!body.path("title").isTextual() || body.path("title").asText().isBlank()) {
      throw invalid("The schema has no title.");
    }
    if (!body.path("allOf").isArray() || body.path("allOf").isEmpty()) {
      throw invalid(
          "The schema has no allOf: list a class and the field groups that extend it, each as {\"$ref\":…}.");
    }
    for (JsonNode part : body.path("allOf")) {
      String reference = part.path("$ref").asText("");
      if (!reference.isEmpty() && find(caller, reference).isMissingNode()) {
        throw invalid("The reference " + reference + " is not a known class or field group.");
      }
    }
    String hex = UUID.randomUUID().toString().replace("-", "");
    ObjectNode schema = stored(caller, body.deepCopy(), hex);
    fields(caller, schema);
    return documents.insert(caller, Id.of(hex), schema).value();
  }

  private ObjectNode stored(Caller caller, ObjectNode schema, String hex) {
    String tenant = sandboxes.tenant(caller.org());
    String xdmClass = xdmClass(schema);
    schema.put("$id", NAMESPACE + tenant + "/schemas/" + hex);
    schema.put("meta:altId", "_" + tenant + ".schemas." + hex);
    schema.put("meta:resourceType", "schemas").put("version", "1.0").put("type", "object");
    ArrayNode references = schema.putArray("refs");
    ArrayNode extended = schema.putArray("meta:extends");
    for (JsonNode part : schema.path("allOf")) {
      references.add(part.path("$ref").asText());
      extended.add(part.path("$ref").asText());
    }
    StandardSchemas.get(xdmClass).path("extends").forEach(extended::add);
    schema.put("imsOrg", caller.org()).put("meta:extensible", false).put("meta:abstract", false);
    schema
        .put("meta:xdmType", "object")
        .put("meta:class", xdmClass)
        .put("meta:containerId", "tenant");
    schema.put("meta:sandboxId", caller.sandboxId()).put("meta:sandboxType", "production");
    schema.put("meta:tenantNamespace", "_" + tenant);
    return schema;
  }

  private static String xdmClass(JsonNode schema) {
    String named = schema.path("meta:class").asText("");
    if (!named.isEmpty()) {
      return named;
    }
    for (JsonNode part : schema.path("allOf")) {
      String reference = part.path("$ref").asText();
      if (StandardSchemas.get(reference).path("kind").asText().equals("classes")) {
        return reference;
      }
    }
    throw invalid(
        "The schema has no class: none of its allOf references is one, and meta:class is absent.");
  }

  public Query.Page<Stored<ObjectNode>> list(Caller caller, Query query) {
    return documents.list(caller, query);
  }

  /**
   * The schema by its {@code $id}, its {@code meta:altId} or the hexadecimal end of either, as it
   * was composed.
   */
  public ObjectNode get(Caller caller, String id) {
    return registered(
        documents
            .find(caller, Id.of(hex(id)))
            .orElseThrow(
                () ->
                    new TributaryException(
                        ErrorCode.SCHEMA_NOT_FOUND,
                        "The schema " + id + " is not found. GET /tenant/schemas lists yours.",
                        Map.of("id", id),
                        null)));
  }

  private static ObjectNode registered(Stored<ObjectNode> stored) {
    ObjectNode schema = stored.value().deepCopy();
    schema
        .putObject("meta:registryMetadata")
        .put("repo:createdDate", stored.createdAt())
        .put("repo:lastModifiedDate", stored.updatedAt())
        .put("xdm:createdClientId", stored.createdClient())
        .put("xdm:lastModifiedClientId", stored.updatedClient())
        .put("xdm:createdUserId", stored.createdBy())
        .put("xdm:lastModifiedUserId", stored.updatedBy())
        .put("eTag", stored.etag().replaceAll("[\"-]", ""))
        .put("meta:globalLibVersion", "1.0");
    return schema;
  }

  /** The schema with all references resolved into {@code properties}, named as rows name them. */
  public ObjectNode full(Caller caller, String id) {
    ObjectNode schema = get(caller, id);
    schema.set("properties", properties(fields(caller, schema)));
    schema.remove("allOf");
    return schema;
  }

  private static ObjectNode properties(Field object) {
    ObjectNode properties = Json.object();
    object.fields().forEach(field -> properties.set(field.name(), property(field)));
    return properties;
  }

  private static ObjectNode property(Field field) {
    ObjectNode node = Json.object();
    switch (field.kind()) {
      case OBJECT ->
          node.put("type", "object")
              .put("meta:xdmType", "object")
              .set("properties", properties(field));
      case ARRAY ->
          node.put("type", "array")
              .put("meta:xdmType", "array")
              .set("items", property(field.fields().get(0)));
      case MAP ->
          node.put("type", "object")
              .put("meta:xdmType", "map")
              .set("additionalProperties", property(field.fields().get(0)));
      case DATE -> node.put("type", "string").put("format", "date").put("meta:xdmType", "date");
      case DATE_TIME ->
          node.put("type", "string").put("format", "date-time").put("meta:xdmType", "date-time");
      case STRING -> node.put("type", "string").put("meta:xdmType", "string");
      case BOOLEAN -> node.put("type", "boolean").put("meta:xdmType", "boolean");
      case INTEGER -> node.put("type", "integer").put("meta:xdmType", "long");
      case NUMBER -> node.put("type", "number").put("meta:xdmType", "number");
    }
    return node;
  }

  public void delete(Caller caller, String id) {
    get(caller, id);
    documents.delete(caller, Id.of(hex(id)));
  }

  public ObjectNode createDescriptor(Caller caller, JsonNode body) {
    get(caller, body.path("xdm:sourceSchema").asText());
    String hex = UUID.randomUUID().toString().replace("-", "");
    ObjectNode descriptor = body.deepCopy();
    descriptor
        .put("@id", hex)
        .put("meta:containerId", "tenant")
        .put("version", "1")
        .put("imsOrg", caller.org());
    return documents(caller, hex, descriptor);
  }

  private ObjectNode documents(Caller caller, String hex, ObjectNode descriptor) {
    return descriptors.insert(caller, Id.of(hex), descriptor).value();
  }

  /** The fields that rows of the schema have. */
  public Field fields(Caller caller, String id) {
    return fields(caller, get(caller, id));
  }

  private Field fields(Caller caller, JsonNode schema) {
    return new SchemaFields(reference -> find(caller, reference)).of(schema);
  }

  private JsonNode find(Caller caller, String reference) {
    JsonNode standard = StandardSchemas.get(reference);
    if (!standard.isMissingNode()) {
      return standard;
    }
    return documents
        .find(caller, Id.of(hex(reference)))
        .<JsonNode>map(Stored::value)
        .orElseGet(MissingNode::getInstance);
  }

  private static String hex(String id) {
    return id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('.')) + 1);
  }

  private static TributaryException invalid(String message) {
    return new TributaryException(ErrorCode.SCHEMA_INVALID, message);
  }
}
