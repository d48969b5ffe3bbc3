package io.tributary.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  public record Order(String field, boolean descending) {
    private static final Pattern FORM = Pattern.compile("([+-]?)([A-Za-z][\\w.:\\[\\]]*)");
    private static final Pattern WORD_FOR_DIRECTION =
        Pattern.compile("(?i)[A-Za-z][\\w.\\[\\]]*(\\s+|:)(asc|desc)\\w*");

    /** Reads {@code name}, {@code +name}, {@code -name}, or several of them with commas. */
    public static List<Order> parse(String text) {
      List<Order> orders = new ArrayList<>();
      for (String part : text.split(",", -1)) {
        Order order = one(part.strip());
        if (orders.stream().noneMatch(known -> known.field.equals(order.field))) {
          orders.add(order);
        }
      }
      return orders;
    }

    private static Order one(String text) {
      Matcher form = FORM.matcher(text);
      if (form.matches() && !WORD_FOR_DIRECTION.matcher(text).matches()) {
        return new Order(form.group(2), form.group(1).equals("-"));
      }
      boolean field = text.isEmpty() || text.matches("[+-]?|[A-Za-z].*");
      throw new TributaryException(
          field && !WORD_FOR_DIRECTION.matcher(text).matches()
              ? ErrorCode.ORDER_FIELD
              : ErrorCode.ORDER_DIRECTION,
          "Cannot sort by '"
              + text
              + "'. Write name or +name for ascending, -name for descending.");
    }

    /** The order as it is written. */
    public String text() {
      return (descending ? "-" : "+") + field;
    }
  }

  public Query {
    filters = List.copyOf(filters);
    projection = List.copyOf(projection);
    orderBy = List.copyOf(orderBy);
  }

  public static Query all() {
    return new Query(List.of(), List.of(), List.of(), DEFAULT_LIMIT, null);
  }

  public static Query where(String path, String value) {
    return where(path, List.of(value));
  }

  /** Whatever has one of the values there. */
  public static Query where(String path, List<String> values) {
    return new Query(
        List.of(new Filter(path, Filter.Op.EQ, values)), List.of(), List.of(), MAX_LIMIT, null);
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
    return limit(MAX_LIMIT);
  }

  public Query limit(int other) {
    return new Query(filters, projection, orderBy, other, after);
  }

  /** One page of a list and the query for the next, or null on the last. */
  public record Page<T>(List<T> items, @Nullable Query next) {}
}
