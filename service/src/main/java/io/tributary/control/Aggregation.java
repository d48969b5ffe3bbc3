package io.tributary.control;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;

/** How several figures become one. */
enum Aggregation {
  SUM,
  AVG,
  MIN,
  MAX,
  COUNT;

  double of(DoubleSummaryStatistics figures) {
    return switch (this) {
      case SUM -> figures.getSum();
      case AVG -> figures.getAverage();
      case MIN -> figures.getMin();
      case MAX -> figures.getMax();
      case COUNT -> figures.getCount();
    };
  }

  static Aggregation named(String name) {
    return Arrays.stream(values())
        .filter(known -> known.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Observability.invalid(
                    "The aggregator '" + name + "' is unknown. Use sum, avg, min, max or count."));
  }
}
