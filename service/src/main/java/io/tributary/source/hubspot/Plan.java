package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Window;
import io.tributary.source.Split;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cuts what is to be read into ranges of ids. The search tells the id at an offset exactly, up to
 * its ceiling of 10,000, so each boundary costs one call.
 */
final class Plan {
  static final String FROM = "from";
  static final String BELOW = "below";
  static final String SINCE = "since";
  static final String UNTIL = "until";
  static final String ARCHIVED = "archived";

  private static final int SMALLEST_SPLIT = 2_500;
  private static final int LARGEST_SPLIT = 9_999;
  private static final int WANTED_SPLITS = 8;

  private final Crm crm;

  Plan(Crm crm) {
    this.crm = crm;
  }

  /**
   * @param archived whether a window of change shall tell what was archived in it
   */
  List<Split> of(Window window, boolean archived) {
    Instant from = window.from();
    return from == null ? everything() : changes(from, window.to(), archived);
  }

  /** The search fails for dates at the epoch itself. */
  private static List<Split> changes(Instant from, Instant to, boolean archived) {
    String since = Long.toString(Math.max(1_000, from.toEpochMilli()));
    String until = Long.toString(to.toEpochMilli());
    Split changed = new Split("changes", Map.of(SINCE, since, UNTIL, until));
    Split gone = new Split("archived", Map.of(SINCE, since, UNTIL, until, ARCHIVED, "true"));
    return archived ? List.of(changed, gone) : List.of(changed);
  }

  private List<Split> everything() {
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
    JsonNode first = crm.get(crm.path() + "?limit=10&properties=hs_object_id").path("results");
    if (first.size() < 10) {
      return false;
    }
    String middle = first.get(5).path("id").asText();
    JsonNode probed =
        crm.get(crm.path() + "?limit=2&properties=hs_object_id&after=" + middle).path("results");
    return probed.path(0).path("id").asText().equals(middle);
  }

  private List<String> boundaries() {
    List<String> bounds = new ArrayList<>(List.of("0"));
    Search all = Search.of(List.of(Search.ID));
    long total = crm.searchOne(all, 0).path("total").asLong();
    int size = (int) Math.max(SMALLEST_SPLIT, Math.min(LARGEST_SPLIT, total / WANTED_SPLITS));
    for (long left = total; left > size; left -= size) {
      Search further = all.where(Search.ID, "GTE", bounds.get(bounds.size() - 1));
      String found = crm.searchOne(further, size).path("results").path(0).path("id").asText("");
      if (found.isEmpty()) {
        break;
      }
      bounds.add(found);
    }
    return bounds;
  }
}
