package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Figures of data sets over time, summed from their batches. */
public final class Observability {
  private static final Map<String, ToLongFunction<Batch>> METRICS =
      Map.of(
          "timeseries.ingestion.dataset.recordsuccess.count", Batch::recordCount,
          "timeseries.ingestion.dataset.size", Batch::size,
          "timeseries.ingestion.dataset.dailysize", Batch::size,
          "timeseries.ingestion.dataset.batchsuccess.count",
              batch -> batch.status().equals("success") ? 1 : 0,
          "timeseries.ingestion.dataset.batchfailed.count",
              batch -> batch.status().equals("failed") ? 1 : 0);
  private static final Map<String, ChronoUnit> GRANULARITIES =
      Map.of("minute", ChronoUnit.MINUTES, "hour", ChronoUnit.HOURS, "day", ChronoUnit.DAYS);

  private final Batches batches;

  public Observability(Batches batches) {
    this.batches = batches;
  }

  /** One metric of a request, with a series of points for each data set that its filter names. */
  public ObjectNode metric(Caller caller, JsonNode request, JsonNode metric) {
    String name = metric.path("name").asText();
    ToLongFunction<Batch> figure = METRICS.get(name);
    String granularity =
        request.path("granularity").asText("day").toLowerCase(java.util.Locale.ROOT);
    ChronoUnit unit = GRANULARITIES.get(granularity);
    if (figure == null || unit == null) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          figure == null
              ? "The metric '"
                  + name
                  + "' is unknown. There are: "
                  + METRICS.keySet().stream().sorted().toList()
                  + "."
              : "The granularity '" + granularity + "' is unknown. Use minute, hour or day.");
    }
    Instant start = time(request, "start");
    Instant end = time(request, "end");
    ObjectNode answer = Json.object().put("metric", name);
    answer.set("filters", metric.path("filters"));
    var points = answer.putArray("datapoints");
    for (String dataSet : dataSets(metric)) {
      TreeMap<Instant, Long> sums = new TreeMap<>();
      for (Stored<Batch> batch : batches.list(caller, Query.where("dataSet", dataSet)).items()) {
        Instant created = Instant.ofEpochMilli(batch.createdAt());
        if (!created.isBefore(start) && created.isBefore(end)) {
          sums.merge(created.truncatedTo(unit), figure.applyAsLong(batch.value()), Long::sum);
        }
      }
      ObjectNode series = points.addObject();
      series.putObject("groupBy").put("dataSetId", dataSet);
      ObjectNode values = series.putObject("dps");
      sums.forEach((at, sum) -> values.put(at.toString(), sum));
    }
    return answer.put("granularity", granularity.toUpperCase(java.util.Locale.ROOT));
  }

  private static List<String> dataSets(JsonNode metric) {
    for (JsonNode filter : metric.path("filters")) {
      if (filter.path("name").asText().equals("dataSetId")) {
        return List.of(filter.path("value").asText().split("\\|", -1));
      }
    }
    return List.of();
  }

  private static Instant time(JsonNode request, String name) {
    try {
      return Instant.parse(request.path(name).asText());
    } catch (DateTimeException e) {
      throw new TributaryException(
          ErrorCode.PARAMETER_INVALID,
          "The '"
              + name
              + "' is not a time such as "
              + Instant.EPOCH.plus(Duration.ofDays(20_000))
              + ".",
          e);
    }
  }
}
