package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.Filter;
import io.tributary.model.Query;
import io.tributary.model.ResourceType;
import io.tributary.model.Stored;
import io.tributary.store.Documents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who makes use of an organisation's resource. */
final class ResourceUse {
  private final SchemaLibrary library;
  private final Documents<DataSet> dataSets;

  ResourceUse(SchemaLibrary library, Documents<DataSet> dataSets) {
    this.library = library;
    this.dataSets = dataSets;
  }

  /** The organisation's resources that refer to it. */
  List<Stored<ObjectNode>> direct(Caller caller, String id) {
    return library.all(caller).stream()
        .filter(resource -> !resource.value().path("$id").asText().equals(id))
        .filter(
            resource -> refers(resource.value(), Set.of(id)) || isMeantFor(resource.value(), id))
        .toList();
  }

  /** The schemas made of it, however indirectly. */
  List<Stored<ObjectNode>> schemas(Caller caller, String id) {
    List<Stored<ObjectNode>> open = new ArrayList<>(library.all(caller));
    Set<String> reached = new HashSet<>(Set.of(id));
    List<Stored<ObjectNode>> schemas = new ArrayList<>();
    for (boolean grew = true; grew; ) {
      grew = false;
      for (Stored<ObjectNode> resource : List.copyOf(open)) {
        if (refers(resource.value(), reached)) {
          open.remove(resource);
          grew |= reached.add(resource.value().path("$id").asText());
          if (StandardResources.isA(ResourceType.SCHEMA, resource.value())) {
            schemas.add(resource);
          }
        }
      }
    }
    return schemas;
  }

  private static boolean refers(JsonNode resource, Set<String> ids) {
    return resource.path("refs").valueStream().anyMatch(id -> ids.contains(id.asText()));
  }

  private static boolean isMeantFor(JsonNode fieldGroup, String id) {
    return fieldGroup
        .path("meta:intendedToExtend")
        .valueStream()
        .anyMatch(each -> each.asText().equals(id));
  }

  /** The data sets whose rows have that schema. */
  List<Stored<DataSet>> dataSets(Caller caller, Stored<ObjectNode> schema) {
    Filter ofSchema = new Filter("schemaRef.id", Filter.Op.EQ, SchemaLibrary.names(schema));
    Query query = new Query(List.of(ofSchema), List.of(), List.of(), Query.MAX_LIMIT, null);
    return dataSets.list(caller, query).items();
  }

  /** The relationships that lead to that schema from another. */
  List<Stored<ObjectNode>> relationships(Caller caller, String schema) {
    return library.descriptors(caller).stream()
        .filter(found -> found.value().path("xdm:destinationSchema").asText().equals(schema))
        .filter(found -> !found.value().path("xdm:sourceSchema").asText().equals(schema))
        .toList();
  }
}
