package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One list request to values that lie in memory, by the grammar that holds for stored ones. Without
 * an order they come by name. Pages follow each other by the sort keys and the id.
 */
final class MemoryList<T> {
  private static final List<Query.Order> BY_NAME = List.of(new Query.Order("name", false));

  private record Row<T>(T value, JsonNode document, List<String> keys) {}

  private final Query query;
  private final List<Query.Order> order;
  private final List<Row<T>> matching;

  MemoryList(List<T> all, Query query) {
    this.query = query;
    this.order = query.orderBy().isEmpty() ? BY_NAME : query.orderBy();
    List<Row<T>> rows =
        all.stream()
            .map(value -> new Row<>(value, Json.tree(value), List.<String>of()))
            .map(row -> new Row<>(row.value(), row.document(), keys(row.document())))
            .toList();
    order.forEach(by -> requireKnown(by.field(), rows));
    this.matching = rows.stream().filter(row -> matches(row.document())).toList();
  }

  private boolean matches(JsonNode document) {
    return query.filters().stream().allMatch((Filter filter) -> filter.matches(document));
  }

  private List<String> keys(JsonNode document) {
    List<String> keys = new ArrayList<>();
    order.forEach(by -> keys.add(Filter.fold(at(document, by.field()).asText())));
    keys.add(document.path("id").asText());
    return keys;
  }

  private static JsonNode at(JsonNode document, String path) {
    JsonNode node = document;
    for (String part : path.split("\\.", -1)) {
      node = node.path(part);
    }
    return node;
  }

  private void requireKnown(String field, List<Row<T>> rows) {
    if (rows.stream().noneMatch(row -> at(row.document(), field).isValueNode())) {
      throw new TributaryException(
          ErrorCode.ORDER_FIELD,
          "Cannot sort by " + field + ". Fields to sort by: id, name, and others with one value.");
    }
  }

  long count() {
    return matching.size();
  }

  Query.Page<T> page() {
    List<String> after = query.after();
    if (after != null && after.size() != order.size() + 1) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_BAD, "The continuationToken does not belong to this list.");
    }
    List<Row<T>> behind =
        matching.stream()
            .filter(row -> after == null || compare(row.keys(), after) > 0)
            .sorted(Comparator.comparing(Row::keys, this::compare))
            .toList();
    List<Row<T>> shown = behind.subList(0, Math.min(query.limit(), behind.size()));
    List<T> items = shown.stream().map(Row::value).toList();
    return shown.size() == behind.size()
        ? new Query.Page<>(items, null)
        : new Query.Page<>(items, query.after(shown.get(shown.size() - 1).keys()));
  }

  /** The first differing key decides, at last the id. */
  private int compare(List<String> a, List<String> b) {
    for (int i = 0; i < order.size(); i++) {
      int difference = a.get(i).compareTo(b.get(i));
      if (difference != 0) {
        return order.get(i).descending() ? -difference : difference;
      }
    }
    return a.get(order.size()).compareTo(b.get(order.size()));
  }
}
