package io.tributary.dataset;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * Up to when flows have read their sources. The snapshot says it that landed what was read; what
 * expired snapshots said is kept in the table's properties.
 */
final class Marks {
  static final String READ_UNTIL = "tributary.read-until";

  /** The value of a flow that is to read from the beginning again. */
  private static final String NONE = "";

  private Marks() {}

  static Optional<Instant> of(Table table, String flow) {
    return of(table, table.currentSnapshot(), flow);
  }

  /** As it was when a snapshot was the newest; null is before the first. */
  static Optional<Instant> of(Table table, @Nullable Snapshot newest, String flow) {
    String mark = all(table, newest).getOrDefault(flow, NONE);
    return mark.equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(mark));
  }

  static String text(@Nullable Instant mark) {
    return mark == null ? NONE : mark.toString();
  }

  static String property(String flow) {
    return READ_UNTIL + "." + flow;
  }

  /** The marks of all flows, as they are written. */
  static Map<String, String> all(Table table, @Nullable Snapshot newest) {
    Map<String, String> marks = new HashMap<>();
    if (newest != null) {
      for (Snapshot snapshot : SnapshotUtil.ancestorsOf(newest.snapshotId(), table::snapshot)) {
        String flow = snapshot.summary().get(Commit.FLOW);
        String mark = snapshot.summary().get(READ_UNTIL);
        if (flow != null && mark != null) {
          marks.putIfAbsent(flow, mark);
        }
      }
    }
    table
        .properties()
        .forEach(
            (key, mark) -> {
              if (key.startsWith(property(""))) {
                marks.putIfAbsent(key.substring(property("").length()), mark);
              }
            });
    return marks;
  }
}
