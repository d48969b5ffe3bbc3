package io.tributary.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, in sentences, the oldest first.
 *
 * @param expectedRecords how many records the source said there are; null where it did not say
 * @param omitted how many lines were left out between the first ones and the last
 */
public record RunLog(@Nullable Long expectedRecords, long omitted, List<Line> items) {
  private static final int FIRST = 100;
  private static final int MOST = 400;

  public static final String INFO = "info";
  public static final String WARNING = "warning";
  public static final String ERROR = "error";

  /**
   * One thing that happened.
   *
   * @param at milliseconds since the epoch
   * @param level {@code info}, {@code warning} or {@code error}
   */
  public record Line(long at, String level, String message) {}

  public static RunLog empty() {
    return new RunLog(null, 0, List.of());
  }

  /** With one line more; of a long log the middle goes, so that how it began and ended stay. */
  public RunLog with(Line line) {
    List<Line> lines = new ArrayList<>(items);
    lines.add(line);
    if (lines.size() <= MOST) {
      return new RunLog(expectedRecords, omitted, List.copyOf(lines));
    }
    lines.remove(FIRST);
    return new RunLog(expectedRecords, omitted + 1, List.copyOf(lines));
  }

  public RunLog expecting(long records) {
    return new RunLog(records, omitted, items);
  }
}
