package io.tributary.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Json;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The samples of one group, as they become points. Pieces of time without a sample have none. */
final class MetricPoints {
  private final Span span;
  private final Map<String, Map<Instant, DoubleSummaryStatistics>> series = new HashMap<>();
  private double earlier;

  MetricPoints(Span span) {
    this.span = span;
  }

  void add(String of, Instant time, long figure) {
    if (span.holds(time)) {
      series
          .computeIfAbsent(of, any -> new HashMap<>())
          .computeIfAbsent(span.piece(time), any -> new DoubleSummaryStatistics())
          .accept((double) figure);
    } else if (time.isBefore(span.start())) {
      earlier += (double) figure;
    }
  }

  /** Each series' samples of a piece of time become one figure, and those of all series another. */
  ObjectNode points(Aggregation downsample, Aggregation aggregator) {
    TreeMap<Instant, DoubleSummaryStatistics> merged = new TreeMap<>();
    series
        .values()
        .forEach(
            pieces ->
                pieces.forEach(
                    (piece, figures) ->
                        merged
                            .computeIfAbsent(piece, any -> new DoubleSummaryStatistics())
                            .accept(downsample.of(figures))));
    // A second count would count the series, not what is in them.
    Aggregation last =
        aggregator == Aggregation.COUNT && downsample == Aggregation.COUNT
            ? Aggregation.SUM
            : aggregator;
    ObjectNode points = Json.object();
    merged.forEach((piece, figures) -> put(points, piece, last.of(figures)));
    return points;
  }

  /** What there was in all by the end of each piece. */
  ObjectNode totals() {
    TreeMap<Instant, Double> sums = new TreeMap<>();
    series
        .values()
        .forEach(
            pieces ->
                pieces.forEach(
                    (piece, figures) -> sums.merge(piece, figures.getSum(), Double::sum)));
    ObjectNode points = Json.object();
    double total = earlier;
    if (earlier > 0) {
      put(points, span.piece(span.start()), total);
    }
    for (Map.Entry<Instant, Double> sum : sums.entrySet()) {
      total += sum.getValue();
      put(points, sum.getKey(), total);
    }
    return points;
  }

  private static void put(ObjectNode points, Instant piece, double figure) {
    if (figure == Math.rint(figure)) {
      points.put(piece.toString(), (long) figure);
    } else {
      points.put(piece.toString(), figure);
    }
  }
}
