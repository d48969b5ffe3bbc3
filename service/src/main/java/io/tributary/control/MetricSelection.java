package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Batch;
import io.tributary.model.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which batches a metric is about, and by what they are told apart.
 *
 * @param groups the names of filters for each of whose values there are points of their own, and
 *     those values
 */
record MetricSelection(List<Filter> filters, Map<String, List<String>> groups) {
  private static final int MOST_VALUES = 100;

  /** What filters are called, and the path in a batch that they compare. */
  private static final Map<String, String> PATHS =
      Map.of(
          "dataSetId", "dataSet",
          "dataSetID", "dataSet",
          "dataSets", "dataSet",
          "flowId", "tags.flowId[]");

  static MetricSelection of(JsonNode filters) {
    List<Filter> conditions = new ArrayList<>();
    Map<String, List<String>> values = new TreeMap<>();
    for (JsonNode filter : filters) {
      String name = filter.path("name").asText();
      String path = PATHS.get(name);
      List<String> wanted = List.of(filter.path("value").asText().split("\\|", -1));
      if (path == null || wanted.contains("") || wanted.size() > MOST_VALUES) {
        throw Observability.invalid(
            "The filter '"
                + name
                + "' is not dataSetId or flowId with 1 to "
                + MOST_VALUES
                + " ids, separated by |.");
      }
      conditions.add(new Filter(path, Filter.Op.EQ, wanted));
      if (filter.path("groupBy").asBoolean()) {
        values.put(name, wanted);
      }
    }
    return new MetricSelection(conditions, values);
  }

  /** What a batch is shown under: nothing, unless the metric is grouped. */
  Map<String, String> groupOf(Batch batch) {
    Map<String, String> group = new TreeMap<>();
    groups.keySet().forEach(name -> group.put(name, valueOf(name, batch)));
    return group;
  }

  /** Groups that are shown even if nothing is in them. */
  List<Map<String, String>> expected() {
    List<Map<String, String>> expected = List.of(Map.of());
    for (Map.Entry<String, List<String>> by : groups.entrySet()) {
      List<Map<String, String>> finer = new ArrayList<>();
      for (Map<String, String> group : expected) {
        for (String value : by.getValue()) {
          Map<String, String> with = new TreeMap<>(group);
          with.put(by.getKey(), value);
          finer.add(with);
        }
      }
      expected = finer;
    }
    return expected;
  }

  private static String valueOf(String name, Batch batch) {
    return name.equals("flowId")
        ? String.join(",", batch.tags().getOrDefault("flowId", List.of()))
        : batch.dataSetId();
  }
}
