package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.tributary.model.ErrorCode;
import io.tributary.model.Fields;
import io.tributary.model.Filter;
import io.tributary.model.Query;
import io.tributary.model.TributaryException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for: parameters by name, whether they stand in the address or in the body of
 * a search. Empty ones count as absent: generated clients send them.
 */
record Asked(Map<String, List<String>> parameters) {
  private static final String PROPERTY = "property";
  private static final String TOKEN = "continuationToken";
  private static final Set<String> KNOWN = Set.of(PROPERTY, "limit", "orderby", TOKEN, "count");
  private static final Set<String> KNOWN_IN_BODY =
      Set.of("queryString", "limit", "orderby", "count", "projectionFields", "groupByProperty");

  /** Conditions travel in tokens, and tokens in addresses, which are limited. */
  private static final int LONGEST_CONDITIONS = 8_000;

  /** The parameters of the address. */
  static Asked inAddress(Context ctx) {
    Map<String, List<String>> parameters = new TreeMap<>();
    ctx.queryParamMap()
        .forEach(
            (name, values) -> {
              requireKnown(name, KNOWN);
              values.forEach(value -> put(parameters, name, value));
            });
    return new Asked(parameters);
  }

  /** The body of a search and the token beside it, which may also come without a body. */
  static Asked inBody(Context ctx) {
    Map<String, List<String>> parameters = new TreeMap<>();
    boolean goesOn = Queries.text(ctx, TOKEN) != null;
    if (!goesOn || !ctx.body().isBlank()) {
      JsonNode body = Answers.body(ctx);
      if (!body.isObject()) {
        throw new TributaryException(
            ErrorCode.BODY_EMPTY, "The body is not an object. Send {\"queryString\":\"…\"}.");
      }
      body.properties().forEach(field -> putField(parameters, field.getKey(), field.getValue()));
    }
    inAddress(ctx).parameters.forEach(parameters::put);
    return new Asked(parameters);
  }

  private static void putField(Map<String, List<String>> parameters, String name, JsonNode value) {
    requireKnown(name, KNOWN_IN_BODY);
    if (value.isContainerNode()) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_TYPE, "The field '" + name + "' must be a single value.");
    }
    if (value.isNull()) {
      return;
    }
    switch (name) {
      case "queryString" -> putQueryString(parameters, value.asText());
      case "projectionFields" -> put(parameters, PROPERTY, value.asText());
      case "groupByProperty" -> refuseGroups(value.asText());
      default -> {
        parameters.remove(name);
        put(parameters, name, value.asText());
      }
    }
  }

  private static void refuseGroups(String property) {
    if (!property.isBlank()) {
      throw new TributaryException(
          ErrorCode.AGGREGATE_NOT_IMPLEMENTED,
          "Lists are not grouped, so groupByProperty '"
              + property
              + "' cannot be answered. Leave it out, and group what comes.");
    }
  }

  /** Conditions joined by ampersands, each with or without its {@code property=}. */
  private static void putQueryString(Map<String, List<String>> parameters, String text) {
    for (String part : parts(text)) {
      String name = part.replaceFirst("(?s)=.*", "").strip();
      boolean named = KNOWN.contains(name) && part.matches("(?s)\\s*\\w+=(?!=).*");
      put(
          parameters,
          named ? name : PROPERTY,
          decoded(named ? part.substring(part.indexOf('=') + 1) : part));
    }
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      quoted ^= text.charAt(i) == '"';
      if (text.charAt(i) == '&' && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** Percent signs are read as in an address where they can be; a plus is a plus. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static void requireKnown(String name, Set<String> known) {
    if (!known.contains(name)) {
      throw new TributaryException(
          ErrorCode.QUERY_PARAMETER_UNKNOWN,
          "The query parameter '" + name + "' is unknown. Known: " + new TreeSet<>(known) + ".");
    }
  }

  private static void put(Map<String, List<String>> parameters, String name, String value) {
    if (!value.isBlank()) {
      parameters.computeIfAbsent(name, absent -> new ArrayList<>()).add(value.strip());
    }
  }

  private @Nullable String text(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.get(0);
  }

  /** The same with one more condition. */
  Asked and(Filter filter) {
    Map<String, List<String>> more = new TreeMap<>(parameters);
    List<String> conditions = new ArrayList<>(more.getOrDefault(PROPERTY, List.of()));
    conditions.add(filter.text());
    more.put(PROPERTY, conditions);
    return new Asked(more);
  }

  /** Whether the number of documents is asked for instead of the documents. */
  boolean count() {
    String value = text("count");
    boolean count = "true".equalsIgnoreCase(value);
    if (value != null && !count && !value.equalsIgnoreCase("false")) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_BAD, "The count '" + value + "' is neither true nor false.");
    }
    if (count && text("limit") != null) {
      throw new TributaryException(
          ErrorCode.LIMIT_WITH_COUNT, "The parameters limit and count=true cannot be combined.");
    }
    return count;
  }

  /**
   * The query.
   *
   * @param fields what conditions may name
   * @param ofToken reads a token; what else stands beside one is in it already, but for the limit
   */
  Query query(Fields fields, Function<String, Query> ofToken) {
    String token = text(TOKEN);
    Integer limit = limit();
    if (token != null) {
      Query query = ofToken.apply(token);
      return limit == null ? query : query.limit(limit);
    }
    List<Filter> filters = new ArrayList<>();
    List<String> projection = new ArrayList<>();
    List<String> conditions = parameters.getOrDefault(PROPERTY, List.of());
    requireShort(conditions);
    for (String condition : conditions) {
      if (Filter.isProjection(condition)) {
        List.of(condition.split(",", -1)).forEach(field -> projection.add(field.strip()));
      } else {
        filters.add(Filter.parse(condition));
      }
    }
    filters.forEach(fields::check);
    projection.forEach(fields::checkName);
    String order = text("orderby");
    List<Query.Order> orders = order == null ? List.of() : Query.Order.parse(order);
    int most = limit == null ? Query.DEFAULT_LIMIT : limit;
    return new Query(filters, projection, orders, most, null);
  }

  private static void requireShort(List<String> conditions) {
    int length = conditions.stream().mapToInt(String::length).sum();
    if (length > LONGEST_CONDITIONS) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_BAD,
          "The conditions have "
              + length
              + " characters together; "
              + LONGEST_CONDITIONS
              + " are allowed.");
    }
  }

  private @Nullable Integer limit() {
    String value = text("limit");
    if (value == null) {
      return null;
    }
    if (!value.matches("\\d{1,9}") || Integer.parseInt(value) == 0) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_BAD,
          "The limit '" + value + "' is not a whole number from 1 to " + Query.MAX_LIMIT + ".");
    }
    return Math.min(Integer.parseInt(value), Query.MAX_LIMIT);
  }
}
