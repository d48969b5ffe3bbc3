package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Descriptors: what the fields of schemas mean beyond their types. */
public final class Descriptors {
  /** As many as the contract allows a sandbox. */
  static final int MOST = 4_000;

  private static final List<String> SCHEMAS = List.of("xdm:sourceSchema", "xdm:destinationSchema");
  private static final int MOST_CHARACTERS = 16 << 10;

  private final Documents<ObjectNode> documents;
  private final SchemaLibrary library;
  private final Sandboxes sandboxes;

  Descriptors(Documents<ObjectNode> documents, SchemaLibrary library, Sandboxes sandboxes) {
    this.documents = documents;
    this.library = library;
    this.sandboxes = sandboxes;
  }

  public List<ObjectNode> list(Caller caller) {
    return library.descriptors(caller).stream().map(Descriptors::shown).toList();
  }

  /** The descriptors of one schema. */
  public List<ObjectNode> list(Caller caller, String schema) {
    return library.descriptors(caller, schema).stream().map(Descriptors::shown).toList();
  }

  public ObjectNode get(Caller caller, String id) {
    return shown(require(caller, id));
  }

  private Stored<ObjectNode> require(Caller caller, String id) {
    return documents
        .find(caller, Id.of(id))
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.DESCRIPTOR_NOT_FOUND,
                    "The requested descriptor "
                        + id
                        + " is not found. GET /tenant/descriptors lists yours.",
                    Map.of("id", id),
                    null));
  }

  public ObjectNode create(Caller caller, JsonNode body) {
    String id = UUID.randomUUID().toString().replace("-", "");
    return library.alone(
        () -> {
          if (documents.count(caller, Query.all()) >= MOST) {
            throw DescriptorRules.invalid(
                "The sandbox has " + MOST + " descriptors, which is the most");
          }
          return shown(documents.insert(caller, Id.of(id), accepted(caller, id, body)));
        });
  }

  /** Puts the body in the place of what was there. */
  public ObjectNode replace(Caller caller, String id, JsonNode body) {
    return library.alone(
        () -> {
          Stored<ObjectNode> stored = require(caller, id);
          return documents
              .update(caller, stored, accepted(caller, id, body))
              .map(Descriptors::shown)
              .orElseThrow(() -> Resources.stale(stored));
        });
  }

  public void delete(Caller caller, String id) {
    documents.delete(caller, require(caller, id).id());
  }

  private ObjectNode accepted(Caller caller, String id, JsonNode body) {
    if (!body.isObject() || Json.write(body).length() > MOST_CHARACTERS) {
      throw DescriptorRules.invalid(
          "A descriptor is a JSON object of at most " + MOST_CHARACTERS + " characters");
    }
    for (String member : SCHEMAS) {
      if (body.has(member) && !body.path(member).isTextual()) {
        throw DescriptorRules.invalid(member + " is not the $id of a schema");
      }
    }
    new DescriptorRules(schema -> fields(caller, schema)).check(body);
    ObjectNode descriptor = Json.object().put("@id", id);
    descriptor.setAll((ObjectNode) body.deepCopy());
    // Ids are given in several forms; comparing needs one.
    for (String member : SCHEMAS) {
      if (body.has(member)) {
        descriptor.set(member, schema(caller, body.path(member).asText()).path("$id"));
      }
    }
    requireOnePrimary(caller, id, descriptor);
    descriptor.remove(List.of("meta:registryMetadata"));
    return OwnResource.placed(descriptor.put("@id", id).put("version", "1"), caller, sandboxes);
  }

  private JsonNode schema(Caller caller, String id) {
    JsonNode schema = library.find(caller, id);
    if (schema.isMissingNode()) {
      throw DescriptorRules.invalid("The schema '" + id + "' is not known");
    }
    return schema;
  }

  private Field fields(Caller caller, String id) {
    return new SchemaFields().of(library.composed(caller, schema(caller, id)));
  }

  private void requireOnePrimary(Caller caller, String id, ObjectNode descriptor) {
    if (!DescriptorRules.isPrimary(descriptor)) {
      return;
    }
    for (Stored<ObjectNode> other :
        library.descriptors(caller, descriptor.path("xdm:sourceSchema").asText())) {
      if (!other.id().value().equals(id) && DescriptorRules.isPrimary(other.value())) {
        throw DescriptorRules.invalid(
            "The schema has a primary identity already, "
                + other.value().path("xdm:sourceProperty").asText()
                + " (descriptor "
                + other.id()
                + "), and can have only one");
      }
    }
  }

  private static ObjectNode shown(Stored<ObjectNode> stored) {
    ObjectNode shown = OwnResource.shown(stored);
    return shown
        .put("created", stored.createdAt())
        .put("updated", stored.updatedAt())
        .put("createdUser", stored.createdBy())
        .put("updatedUser", stored.updatedBy())
        .put("createdClient", stored.createdClient());
  }
}
