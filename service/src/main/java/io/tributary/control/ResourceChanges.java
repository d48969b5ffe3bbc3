package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.JsonDiff;
import io.tributary.model.AuditLine;
import io.tributary.model.Caller;
import io.tributary.model.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A line of the audit log in the words of the schema registry: what was changed at which path. */
final class ResourceChanges {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd-uuuu HH:mm:ss").withZone(ZoneOffset.UTC);

  private ResourceChanges() {}

  static ObjectNode told(Caller caller, ObjectNode resource, AuditLine line) {
    String id = resource.path("$id").asText();
    ObjectNode told =
        Json.object()
            .put("id", id)
            .put("imsOrg", caller.org())
            .put("sandboxId", caller.sandboxId())
            .put("updatedTime", TIME.format(Instant.ofEpochMilli(line.at())))
            .put("updatedUser", line.user())
            .put("clientId", line.client());
    var updates = told.putArray("updates");
    for (JsonNode change : JsonDiff.asJson(known(line.before()), known(line.after()))) {
      ObjectNode update = updates.addObject().put("action", change.path("op").asText());
      update.put("id", id).put("path", change.path("path").asText());
      update.set("value", change.path("value"));
      update.set("xdmType", resource.path("meta:resourceType"));
      if (change.has("from")) {
        update.set("from", change.path("from"));
      }
    }
    return told;
  }

  private static JsonNode known(@Nullable JsonNode body) {
    return body == null ? Json.object() : body;
  }
}
