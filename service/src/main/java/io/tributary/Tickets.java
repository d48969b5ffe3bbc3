package io.tributary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what should be there with what is.
 *
 * @param once how many of the expected ids are there exactly once
 */
record Tickets(long expected, long once, long missing, long repeated, long unexpected) {

  static Tickets of(List<Long> wanted, List<String> found) {
    Map<String, Integer> counts = new HashMap<>();
    found.forEach(id -> counts.merge(id, 1, Integer::sum));
    long once = 0;
    long missing = 0;
    long repeated = 0;
    for (Long id : wanted) {
      Integer count = counts.remove(Long.toString(id));
      if (count == null) {
        missing++;
      } else if (count == 1) {
        once++;
      } else {
        repeated++;
      }
    }
    return new Tickets(wanted.size(), once, missing, repeated, counts.size());
  }

  boolean complete() {
    return once == expected && unexpected == 0;
  }

  @Override
  public String toString() {
    return "NOT COMPLETE: "
        + missing
        + " missing, "
        + repeated
        + " more than once, "
        + unexpected
        + " unexpected";
  }
}
