package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Json;
import java.util.ArrayList;
import java.util.List;

/** A search for records that meet all of some conditions, by ascending id. */
record Search(List<Condition> conditions, List<String> properties) {
  static final String ID = "hs_object_id";

  private record Condition(String property, String operator, String value) {}

  Search {
    conditions = List.copyOf(conditions);
    properties = List.copyOf(properties);
  }

  static Search of(List<String> properties) {
    return new Search(List.of(), properties);
  }

  Search where(String property, String operator, String value) {
    List<Condition> all = new ArrayList<>(conditions);
    all.add(new Condition(property, operator, value));
    return new Search(all, properties);
  }

  /** The first records that match, after {@code offset} of them. */
  ObjectNode body(int limit, int offset) {
    ObjectNode body = Json.object().put("limit", limit);
    if (offset > 0) {
      body.put("after", Integer.toString(offset));
    }
    if (!conditions.isEmpty()) {
      ArrayNode filters = body.putArray("filterGroups").addObject().putArray("filters");
      for (Condition condition : conditions) {
        filters
            .addObject()
            .put("propertyName", condition.property())
            .put("operator", condition.operator())
            .put("value", condition.value());
      }
    }
    body.putArray("sorts").addObject().put("propertyName", ID).put("direction", "ASCENDING");
    ArrayNode wanted = body.putArray("properties");
    properties.forEach(wanted::add);
    return body;
  }
}
