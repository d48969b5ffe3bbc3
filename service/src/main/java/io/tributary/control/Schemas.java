package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.ResourceType;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What the schemas of an organisation mean for rows, and what use is made of the registry. */
public final class Schemas {
  private static final int RECENT = 10;

  private final SchemaLibrary library;
  private final Sandboxes sandboxes;

  public Schemas(
      Documents<ObjectNode> documents, Documents<ObjectNode> descriptors, Sandboxes sandboxes) {
    this.library = new SchemaLibrary(documents, descriptors);
    this.sandboxes = sandboxes;
  }

  /** The schema by its {@code $id}, its {@code meta:altId} or the hexadecimal end of either. */
  public ObjectNode get(Caller caller, String id) {
    return library
        .own(caller, id)
        .filter(found -> StandardResources.isA(ResourceType.SCHEMA, found.value()))
        .map(OwnResource::shown)
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.SCHEMA_NOT_FOUND,
                    "The schema " + id + " is not found. GET /tenant/schemas lists yours.",
                    Map.of("id", id),
                    null));
  }

  /** The schema with all references resolved into {@code properties}. */
  public ObjectNode full(Caller caller, String id) {
    return library.full(caller, get(caller, id));
  }

  /** The fields that rows of the schema have. */
  public Field fields(Caller caller, String id) {
    ObjectNode schema = get(caller, id);
    return library.fields(caller, schema.path("$id").asText(), library.composed(caller, schema));
  }

  /** Whether its rows are things, happenings, or neither: the end of the behaviour's id. */
  String behavior(Caller caller, String id) {
    String standard = "https://ns.adobe.com/xdm/data/";
    for (JsonNode extended : library.find(caller, id).path("meta:extends")) {
      if (extended.asText().startsWith(standard)) {
        return extended.asText().substring(standard.length());
      }
    }
    return "adhoc";
  }

  /** Who the tenant is and what it has. */
  public ObjectNode stats(Caller caller) {
    List<Stored<ObjectNode>> all = library.all(caller);
    ObjectNode stats =
        Json.object().put("imsOrg", caller.org()).put("tenantId", sandboxes.tenant(caller.org()));
    ObjectNode counts = stats.putObject("counts");
    for (ResourceType type :
        List.of(
            ResourceType.SCHEMA,
            ResourceType.FIELD_GROUP,
            ResourceType.DATA_TYPE,
            ResourceType.CLASS)) {
      counts.put(
          type.word(),
          all.stream().filter(found -> StandardResources.isA(type, found.value())).count());
    }
    counts.put("unions", new Unions(library, sandboxes).list(caller).size());
    recent(stats.putArray("recentlyCreatedResources"), all, Stored::createdAt, "created");
    recent(stats.putArray("recentlyUpdatedResources"), all, Stored::updatedAt, "updated");
    classUsage(caller, stats.putArray("classUsage"), all);
    return stats;
  }

  private static void recent(
      ArrayNode list,
      List<Stored<ObjectNode>> all,
      ToLongFunction<Stored<ObjectNode>> time,
      String name) {
    all.stream()
        .sorted(Comparator.comparingLong(time).reversed())
        .limit(RECENT)
        .forEach(
            stored -> {
              ObjectNode one =
                  summary(stored.value(), "version", "meta:resourceType", "meta:class");
              list.add(one.put(name, time.applyAsLong(stored)));
            });
  }

  private void classUsage(Caller caller, ArrayNode usage, List<Stored<ObjectNode>> all) {
    Map<String, List<ObjectNode>> users = new LinkedHashMap<>();
    for (Stored<ObjectNode> stored : all) {
      if (StandardResources.isA(ResourceType.SCHEMA, stored.value())) {
        users
            .computeIfAbsent(stored.value().path("meta:class").asText(), any -> new ArrayList<>())
            .add(stored.value());
      }
    }
    users.forEach(
        (id, schemas) -> {
          ObjectNode one =
              usage
                  .addObject()
                  .put("$id", id)
                  .put("title", library.find(caller, id).path("title").asText())
                  .put("numberOfSchemas", schemas.size());
          ArrayNode list = one.putArray("schemas");
          schemas.forEach(schema -> list.add(summary(schema)));
        });
  }

  private static ObjectNode summary(ObjectNode resource, String... more) {
    ObjectNode summary = resource.deepCopy();
    List<String> kept = new ArrayList<>(List.of("$id", "meta:altId", "title", "description"));
    kept.addAll(List.of(more));
    return summary.retain(kept);
  }
}
