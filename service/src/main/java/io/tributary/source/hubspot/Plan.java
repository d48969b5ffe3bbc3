package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Connection;
import io.tributary.model.Json;
import io.tributary.model.Window;
import io.tributary.source.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is to be read into ranges of ids. The search tells the id at an offset exactly, up to
 * its ceiling of 10,000, so each boundary costs one call.
 */
final class Plan {
  static final String FROM = "from";
  static final String BELOW = "below";
  static final String SINCE = "since";
  static final String UNTIL = "until";

  private static final int SMALLEST_SPLIT = 2_500;
  private static final int LARGEST_SPLIT = 9_999;
  private static final int WANTED_SPLITS = 8;

  private final Client client;
  private final Connection connection;
  private final Crm crm;

  Plan(Client client, Connection connection, Crm crm) {
    this.client = client;
    this.connection = connection;
    this.crm = crm;
  }

  List<Split> of(Window window) {
    if (window.from() != null) {
      return List.of(
          new Split(
              "changes",
              Map.of(
                  SINCE,
                  Long.toString(window.from().toEpochMilli()),
                  UNTIL,
                  Long.toString(window.to().toEpochMilli()))));
    }
    List<String> bounds = startsAnywhere() ? boundaries() : List.of("0");
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i++) {
      boolean last = i == bounds.size() - 1;
      splits.add(
          new Split(
              "ids-" + i,
              last
                  ? Map.of(FROM, bounds.get(i))
                  : Map.of(FROM, bounds.get(i), BELOW, bounds.get(i + 1))));
    }
    return splits;
  }

  /**
   * Whether a list may begin at any id: not documented, and for some objects not so. One call
   * tells.
   */
  private boolean startsAnywhere() {
    JsonNode first =
        client.get(connection, crm.path() + "?limit=10&properties=hs_object_id").path("results");
    if (first.size() < 10) {
      return false;
    }
    String middle = first.get(5).path("id").asText();
    JsonNode probed =
        client
            .get(connection, crm.path() + "?limit=2&properties=hs_object_id&after=" + middle)
            .path("results");
    return probed.path(0).path("id").asText().equals(middle);
  }

  private List<String> boundaries() {
    List<String> bounds = new ArrayList<>(List.of("0"));
    long total = search(null, 0).path("total").asLong();
    int size = (int) Math.max(SMALLEST_SPLIT, Math.min(LARGEST_SPLIT, total / WANTED_SPLITS));
    for (long left = total; left > size; left -= size) {
      JsonNode found = search(bounds.get(bounds.size() - 1), size).path("results").path(0);
      if (found.isMissingNode()) {
        break;
      }
      bounds.add(found.path("id").asText());
    }
    return bounds;
  }

  private JsonNode search(@Nullable String from, int offset) {
    ObjectNode body = Json.object().put("limit", 1);
    if (offset > 0) {
      body.put("after", Integer.toString(offset));
    }
    if (from != null) {
      body.putArray("filterGroups")
          .addObject()
          .putArray("filters")
          .addObject()
          .put("propertyName", "hs_object_id")
          .put("operator", "GTE")
          .put("value", from);
    }
    body.putArray("sorts")
        .addObject()
        .put("propertyName", "hs_object_id")
        .put("direction", "ASCENDING");
    body.putArray("properties").add("hs_object_id");
    return client.post(connection, crm.path() + "/search", body);
  }
}
