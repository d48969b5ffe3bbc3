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
    return startsAnywhere() ? ranges() : List.of(new Split("ids-0", Map.of(FROM, "0")));
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

  private List<Split> ranges() {
    Search all = Search.of(List.of(Search.ID));
    long left = crm.searchOne(all, 0).path("total").asLong();
    int size = (int) Math.max(SMALLEST_SPLIT, Math.min(LARGEST_SPLIT, left / WANTED_SPLITS));
    List<Split> splits = new ArrayList<>();
    String from = "0";
    for (; left > size; left -= size) {
      Search further = all.where(Search.ID, "GTE", from);
      String below = crm.searchOne(further, size).path("results").path(0).path("id").asText("");
      if (below.isEmpty()) {
        break;
      }
      splits.add(split(splits.size(), Map.of(FROM, from, BELOW, below), size));
      from = below;
    }
    splits.add(split(splits.size(), Map.of(FROM, from), left));
    return splits;
  }

  private static Split split(int number, Map<String, String> bounds, long records) {
    return new Split("ids-" + number, bounds, records);
  }
}
