package io.tributary.http;

import io.javalin.http.Context;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Query;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a list asks for. Empty parameters count as absent: generated clients send them. */
final class Queries {
  private static final Set<String> KNOWN =
      Set.of("property", "limit", "orderby", "continuationToken", "count");

  private Queries() {}

  static Query of(Context ctx) {
    for (String name : ctx.queryParamMap().keySet()) {
      if (!KNOWN.contains(name)) {
        throw new TributaryException(
            ErrorCode.QUERY_PARAMETER_UNKNOWN,
            "The query parameter '"
                + name
                + "' is unknown. Known: "
                + new java.util.TreeSet<>(KNOWN)
                + ".");
      }
    }
    String token = text(ctx, "continuationToken");
    if (token != null) {
      Query query = Query.ofToken(token);
      Integer limit = limit(ctx);
      return limit == null
          ? query
          : new Query(query.filters(), query.projection(), query.orderBy(), limit, query.after());
    }
    List<Filter> filters = new ArrayList<>();
    List<String> projection = new ArrayList<>();
    for (String property : ctx.queryParams("property")) {
      if (Filter.isProjection(property)) {
        List.of(property.split(",", -1)).forEach(field -> projection.add(field.strip()));
      } else if (!property.isBlank()) {
        filters.add(Filter.parse(property));
      }
    }
    Integer limit = limit(ctx);
    return new Query(
        filters,
        projection,
        order(text(ctx, "orderby")),
        limit == null ? Query.DEFAULT_LIMIT : limit,
        null);
  }

  static boolean count(Context ctx) {
    boolean count = "true".equalsIgnoreCase(text(ctx, "count"));
    if (count && limit(ctx) != null) {
      throw new TributaryException(
          ErrorCode.LIMIT_WITH_COUNT, "The parameters limit and count=true cannot be combined.");
    }
    return count;
  }

  static boolean draft(Context ctx) {
    String mode = text(ctx, "mode");
    if (mode != null && !mode.equalsIgnoreCase("draft")) {
      throw new TributaryException(
          ErrorCode.MODE_NOT_ALLOWED,
          "The mode '" + mode + "' is not allowed. Use draft, or none.");
    }
    return mode != null;
  }

  /** The header, or the query parameter of the same name that some published collections send. */
  static @Nullable String ifMatch(Context ctx) {
    String header = ctx.header("If-Match");
    return header == null || header.isBlank() ? text(ctx, "if-match") : header;
  }

  static @Nullable String text(Context ctx, String name) {
    String value = ctx.queryParam(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable Integer limit(Context ctx) {
    String value = text(ctx, "limit");
    if (value == null) {
      return null;
    }
    if (!value.matches("\\d{1,6}") || Integer.parseInt(value) == 0) {
      throw new TributaryException(
          ErrorCode.FILTER_VALUE_BAD,
          "The limit '" + value + "' is not a whole number from 1 to " + Query.MAX_LIMIT + ".");
    }
    return Math.min(Integer.parseInt(value), Query.MAX_LIMIT);
  }

  /** A raw plus arrives as a space: both mean ascending. */
  private static List<Query.Order> order(@Nullable String text) {
    List<Query.Order> order = new ArrayList<>();
    if (text != null) {
      for (String part : text.split(",", -1)) {
        String field = part.strip();
        boolean descending = field.startsWith("-");
        String name = descending || field.startsWith("+") ? field.substring(1) : field;
        if (!name.matches("[A-Za-z][A-Za-z0-9_.:\\[\\]]*")) {
          throw new TributaryException(
              name.matches("[A-Za-z].*") || name.isEmpty()
                  ? ErrorCode.ORDER_FIELD
                  : ErrorCode.ORDER_DIRECTION,
              "Cannot sort by '" + part + "'. Write name, +name or -name.");
        }
        order.add(new Query.Order(name, descending));
      }
    }
    return order;
  }
}
