package io.tributary.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Json;
import io.tributary.model.MappingSet;
import io.tributary.model.MappingSet.Rule;
import io.tributary.model.Stored;

/** Mapping sets as Data Prep answers them: times in milliseconds, no etags. */
final class MappingSetView {
  private MappingSetView() {}

  /** What a set is, without what is in it. */
  static ObjectNode summary(Stored<MappingSet> stored) {
    return Json.object()
        .put("id", stored.id().value())
        .put("version", stored.value().version())
        .put("createdDate", stored.createdAt())
        .put("modifiedDate", stored.updatedAt())
        .put("createdBy", stored.createdBy())
        .put("modifiedBy", stored.updatedBy());
  }

  static ObjectNode full(Stored<MappingSet> stored) {
    MappingSet set = stored.value();
    ObjectNode body = summary(stored);
    body.setAll((ObjectNode) Json.mapper().valueToTree(set));
    body.set("mappings", rules(stored));
    body.set("schemaRef", body.path("outputSchema").path("schemaRef"));
    return body.put("status", "PUBLISHED");
  }

  /** Its rules; they were all written when the version that they stand in was. */
  static ArrayNode rules(Stored<MappingSet> stored) {
    ArrayNode rules = Json.mapper().createArrayNode();
    for (Rule rule : stored.value().rules()) {
      ObjectNode shown = Json.mapper().valueToTree(rule);
      shown.put("createdDate", stored.updatedAt()).put("createdBy", stored.updatedBy());
      shown.put("modifiedDate", stored.updatedAt()).put("modifiedBy", stored.updatedBy());
      rules.add(shown);
    }
    return rules;
  }
}
