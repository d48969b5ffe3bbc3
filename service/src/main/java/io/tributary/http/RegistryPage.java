package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.TributaryException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of one of the schema registry's lists: which of its resources, in which order, from where
 * on. A page ends only where the first sort value changes, so that the next one can begin behind
 * it.
 *
 * @param filters conditions on members
 * @param present members that must be there
 * @param start the first sort value behind which the page begins
 */
record RegistryPage(
    List<Filter> filters,
    List<String> present,
    List<Query.Order> order,
    int limit,
    @Nullable String start) {
  private static final Set<String> KNOWN = Set.of("property", "orderby", "limit", "start");
  private static final int DEFAULT = 300;
  private static final int MOST = 500;

  /**
   * @param byDefault the order where the caller asks for none
   */
  static RegistryPage of(Context ctx, String byDefault) {
    for (String name : ctx.queryParamMap().keySet()) {
      if (!KNOWN.contains(name)) {
        throw bad(
            "The query parameter '"
                + name
                + "' is unknown. Known: "
                + KNOWN.stream().sorted().toList());
      }
    }
    List<Filter> filters = new ArrayList<>();
    List<String> present = new ArrayList<>();
    for (String property : ctx.queryParams("property")) {
      if (Filter.isProjection(property)) {
        List.of(property.split(",", -1)).forEach(name -> present.add(name.strip()));
      } else if (!property.isBlank()) {
        filters.add(filter(property));
      }
    }
    String order = Queries.text(ctx, "orderby");
    return new RegistryPage(
        filters,
        present,
        order(order == null ? byDefault : order),
        limit(Queries.text(ctx, "limit")),
        Queries.text(ctx, "start"));
  }

  private static Filter filter(String property) {
    try {
      return Filter.parse(property);
    } catch (TributaryException e) {
      throw new TributaryException(ErrorCode.XDM_QUERY, e.text(), e);
    }
  }

  private static List<Query.Order> order(String text) {
    List<Query.Order> order = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String name = part.strip();
      boolean descending = name.startsWith("-");
      name = descending || name.startsWith("+") ? name.substring(1) : name;
      if (name.isEmpty()) {
        throw bad("Cannot sort by '" + text + "'. Write orderby=title or orderby=-title");
      }
      order.add(new Query.Order(name, descending));
    }
    return order;
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT;
    }
    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) == 0) {
      throw bad("The limit '" + text + "' is not a whole number from 1 to " + MOST);
    }
    return Math.min(Integer.parseInt(text), MOST);
  }

  private static TributaryException bad(String fact) {
    return new TributaryException(ErrorCode.XDM_QUERY, fact + ".");
  }

  /** The answer: {@code {"results","_page","_links"}}. */
  ObjectNode answer(Context ctx, List<ObjectNode> all, Function<ObjectNode, JsonNode> show) {
    List<ObjectNode> found = found(all);
    int end = end(found);
    ObjectNode answer = Json.object();
    var results = answer.putArray("results");
    found.subList(0, end).forEach(resource -> results.add(show.apply(resource)));
    String next = end < found.size() ? first(found.get(end - 1)).asText() : null;
    String by = asked();
    answer.putObject("_page").put("orderby", by).put("next", next).put("count", end);
    ObjectNode links = answer.putObject("_links");
    if (next == null) {
      links.putNull("next");
    } else {
      String query =
          "?orderby="
              + encoded(by)
              + "&limit="
              + limit
              + "&start="
              + encoded(next)
              + conditions(ctx);
      links.putObject("next").put("href", ctx.url() + query);
    }
    return answer;
  }

  /** All that the page is a part of, from its start on. */
  List<ObjectNode> found(List<ObjectNode> all) {
    return all.stream().filter(this::matches).sorted(comparator()).toList();
  }

  private String asked() {
    return String.join(
        ",", order.stream().map(o -> (o.descending() ? "-" : "") + o.field()).toList());
  }

  private static String conditions(Context ctx) {
    StringBuilder conditions = new StringBuilder();
    ctx.queryParams("property").forEach(p -> conditions.append("&property=").append(encoded(p)));
    return conditions.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private boolean matches(ObjectNode resource) {
    return present.stream().allMatch(resource::has)
        && filters.stream().allMatch(filter -> any(filter, resource).matches(resource))
        && (start == null || isBehind(resource, start));
  }

  /** A list matches if any of its elements does. */
  private static Filter any(Filter filter, ObjectNode resource) {
    return resource.path(filter.path()).isArray()
        ? new Filter(filter.path() + "[]", filter.op(), filter.values())
        : filter;
  }

  private boolean isBehind(ObjectNode resource, String place) {
    Query.Order first = order.get(0);
    JsonNode value = first(resource);
    int compared =
        value.isNumber() && place.matches("-?\\d{1,18}(\\.\\d{1,9})?")
            ? value.decimalValue().compareTo(new BigDecimal(place))
            : Filter.fold(value.asText()).compareTo(Filter.fold(place));
    return first.descending() ? compared < 0 : compared > 0;
  }

  private int end(List<ObjectNode> found) {
    int end = Math.min(limit, found.size());
    while (end > 0
        && end < found.size()
        && compare(first(found.get(end)), first(found.get(end - 1))) == 0) {
      end++;
    }
    return end;
  }

  private JsonNode first(ObjectNode resource) {
    return value(resource, order.get(0).field());
  }

  private Comparator<ObjectNode> comparator() {
    return order.stream()
        .map(RegistryPage::comparator)
        .reduce(Comparator::thenComparing)
        .orElseThrow()
        .thenComparing(resource -> resource.path("$id").asText(resource.path("@id").asText()));
  }

  private static Comparator<ObjectNode> comparator(Query.Order by) {
    Comparator<ObjectNode> upwards =
        (one, other) -> compare(value(one, by.field()), value(other, by.field()));
    return by.descending() ? upwards.reversed() : upwards;
  }

  private static int compare(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue())
        : Filter.fold(one.asText()).compareTo(Filter.fold(other.asText()));
  }

  private static JsonNode value(ObjectNode resource, String field) {
    JsonNode known = resource.path("meta:registryMetadata");
    return switch (field) {
      case "updated" -> known.path("repo:lastModifiedDate");
      case "created" -> known.path("repo:createdDate");
      default -> resource.path(field);
    };
  }
}
