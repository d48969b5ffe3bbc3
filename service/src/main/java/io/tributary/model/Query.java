package io.tributary.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list asks for.
 *
 * @param projection top-level fields to show; empty for all
 * @param after the position behind which to go on: the sort keys and the id of the last one shown,
 *     or null
 */
public record Query(
    List<Filter> filters,
    List<String> projection,
    List<Order> orderBy,
    int limit,
    @Nullable List<String> after) {
  public static final int DEFAULT_LIMIT = 100;
  public static final int MAX_LIMIT = 1000;

  /** A field and whether the greatest comes first. */
  public record Order(String field, boolean descending) {}

  public Query {
    filters = List.copyOf(filters);
    projection = List.copyOf(projection);
    orderBy = List.copyOf(orderBy);
  }

  public static Query all() {
    return new Query(List.of(), List.of(), List.of(), DEFAULT_LIMIT, null);
  }

  public static Query where(String path, String value) {
    return new Query(
        List.of(new Filter(path, Filter.Op.EQ, List.of(value))),
        List.of(),
        List.of(),
        MAX_LIMIT,
        null);
  }

  public Query after(List<String> position) {
    return new Query(filters, projection, orderBy, limit, position);
  }

  /** In the order of a field, the least first. */
  public Query by(String field) {
    return by(new Order(field, false));
  }

  private Query by(Order order) {
    return new Query(filters, projection, List.of(order), limit, after);
  }

  /** The same in the largest pages. */
  public Query most() {
    return new Query(filters, projection, orderBy, MAX_LIMIT, after);
  }

  /** This query as a token for the next page: URL-safe, without {@code =}. */
  public String token() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(this).getBytes(StandardCharsets.UTF_8));
  }

  public static Query ofToken(String token) {
    try {
      Query query = Json.mapper().readValue(Base64.getUrlDecoder().decode(token), Query.class);
      if (query == null || !query.isOurs()) {
        throw badToken(null);
      }
      return query;
    } catch (IllegalArgumentException | IOException e) {
      throw badToken(e);
    }
  }

  /** Whether we could have written it: a token passes through other hands. */
  private boolean isOurs() {
    return limit >= 1
        && limit <= MAX_LIMIT
        && filters.stream().noneMatch(f -> f.path().isEmpty() || f.values().isEmpty());
  }

  private static TributaryException badToken(@Nullable Exception cause) {
    return new TributaryException(
        ErrorCode.FILTER_VALUE_BAD,
        "The continuationToken is not one of ours. Take it from _links.next.href of the previous page.",
        cause);
  }

  /** One page of a list and the query for the next, or null on the last. */
  public record Page<T>(List<T> items, @Nullable Query next) {}
}
