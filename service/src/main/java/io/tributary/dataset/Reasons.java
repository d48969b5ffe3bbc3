package io.tributary.dataset;

import io.tributary.model.RecordError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why values and records of a run were lost: grouped by code and field, each group with a count and
 * one message. Not thread-safe.
 */
final class Reasons {
  private static final int GROUPS = 50;

  private final Map<String, RecordError> groups = new LinkedHashMap<>();

  Reasons() {}

  private Reasons(Reasons other) {
    groups.putAll(other.groups);
  }

  /** Groups beyond a limit are not kept. */
  void note(List<RecordError> errors) {
    for (RecordError error : errors) {
      String group = error.code() + "|" + error.field();
      if (groups.size() < GROUPS || groups.containsKey(group)) {
        groups.merge(group, counted(error, 0), (known, more) -> counted(known, count(more)));
      }
    }
  }

  private static RecordError counted(RecordError error, long more) {
    return new RecordError(error.code(), error.message(), error.field(), count(error) + more);
  }

  private static long count(RecordError error) {
    return error.recordCount() == null ? 1 : error.recordCount();
  }

  /** These and those of another part. */
  Reasons and(List<RecordError> others) {
    Reasons sum = new Reasons(this);
    sum.note(others);
    return sum;
  }

  List<RecordError> all() {
    return List.copyOf(groups.values());
  }
}
