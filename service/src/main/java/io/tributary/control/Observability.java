package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Figures of data sets over time, from the batches that ended then. Each batch is a sample in the
 * series of its data set.
 */
public final class Observability {
  /** All that was ever ingested, up to each point; the others are of the point's own time. */
  private static final String CUMULATIVE = "timeseries.ingestion.dataset.size";

  private static final Map<String, ToLongFunction<Batch>> METRICS =
      Map.of(
          CUMULATIVE,
          Batch::size,
          "timeseries.ingestion.dataset.dailysize",
          Batch::size,
          "timeseries.ingestion.dataset.recordsuccess.count",
          Batch::recordCount,
          "timeseries.ingestion.dataset.recordfailed.count",
          Batch::failedRecordCount,
          "timeseries.ingestion.dataset.batchsuccess.count",
          batch -> batch.status().equals("failed") ? 0 : 1,
          "timeseries.ingestion.dataset.batchfailed.count",
          batch -> batch.status().equals("failed") ? 1 : 0);

  private static final int MOST_METRICS = 20;
  private static final int MOST_BATCHES = 200_000;

  private final Batches batches;

  public Observability(Batches batches) {
    this.batches = batches;
  }

  /** The answer to each metric of a request, in their order. */
  public ArrayNode metrics(Caller caller, JsonNode request) {
    JsonNode metrics = request.path("metrics");
    if (!metrics.isArray() || metrics.isEmpty() || metrics.size() > MOST_METRICS) {
      throw invalid("'metrics' is not a list of 1 to " + MOST_METRICS + " metrics.");
    }
    Span span = Span.of(request);
    ArrayNode answers = Json.mapper().createArrayNode();
    metrics.forEach(metric -> answers.add(metric(caller, span, metric)));
    return answers;
  }

  private ObjectNode metric(Caller caller, Span span, JsonNode metric) {
    String name = metric.path("name").asText();
    ToLongFunction<Batch> figure = METRICS.get(name);
    if (figure == null) {
      throw invalid(
          "The metric '"
              + name
              + "' is unknown. There are: "
              + METRICS.keySet().stream().sorted().toList());
    }
    boolean cumulative = name.equals(CUMULATIVE);
    Aggregation aggregator = Aggregation.named(metric.path("aggregator").asText("sum"));
    Aggregation downsample =
        metric.hasNonNull("downsample")
            ? Aggregation.named(metric.path("downsample").asText())
            : aggregator;
    MetricSelection selection = MetricSelection.of(metric.path("filters"));
    Map<Map<String, String>, MetricPoints> groups = new LinkedHashMap<>();
    selection.expected().forEach(group -> groups.put(group, new MetricPoints(span)));
    read(
        caller,
        selection,
        span.filters(cumulative),
        batch ->
            groups
                .computeIfAbsent(selection.groupOf(batch), any -> new MetricPoints(span))
                .add(batch.dataSetId(), Span.ended(batch), figure.applyAsLong(batch)));
    ObjectNode answer = Json.object().put("metric", name);
    answer.set("filters", metric.path("filters").isArray() ? metric.get("filters") : none());
    ArrayNode points = answer.putArray("datapoints");
    groups.forEach(
        (group, of) -> {
          ObjectNode shown = points.addObject();
          shown.set("groupBy", Json.tree(group));
          shown.set("dps", cumulative ? of.totals() : of.points(downsample, aggregator));
        });
    return answer.put("granularity", span.granularity());
  }

  private static JsonNode none() {
    return Json.mapper().createArrayNode();
  }

  private void read(
      Caller caller, MetricSelection selection, List<Filter> times, Consumer<Batch> reader) {
    List<Filter> filters = new ArrayList<>(selection.filters());
    filters.addAll(times);
    Query query = new Query(filters, List.of(), List.of(), Query.MAX_LIMIT, null);
    int read = 0;
    while (query != null) {
      Query.Page<Stored<Batch>> page = batches.list(caller, query);
      read += page.items().size();
      if (read > MOST_BATCHES) {
        throw invalid(
            "There are more than " + MOST_BATCHES + " batches. Narrow the time or the data sets.");
      }
      page.items().stream()
          .map(Stored::value)
          .filter(batch -> Span.ended(batch).isAfter(Instant.EPOCH))
          .forEach(reader);
      query = page.next();
    }
  }

  static TributaryException invalid(String why) {
    return new TributaryException(ErrorCode.METRICS_INVALID, why);
  }
}
