package io.tributary.store;

import io.tributary.model.ErrorCode;
import io.tributary.model.Query;
import io.tributary.model.TributaryException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a list is sorted by: what was asked for, then age, then id, as the indexes have it. The last
 * direction holds for what is added, so that one index serves where only one direction was asked.
 */
final class SortKeys {
  private static final Query.Order NEWEST = new Query.Order("createdAt", true);

  private final List<Key> keys = new ArrayList<>();
  private final boolean indexed;

  /**
   * The keys of a list.
   *
   * @param indexed whether the order may be left to an index; if not, what was found is sorted
   */
  SortKeys(Kind<?> kind, List<Query.Order> asked, boolean indexed) {
    this.indexed = indexed;
    List<Query.Order> orders = asked.isEmpty() ? List.of(NEWEST) : asked;
    orders.forEach(order -> keys.add(new Key(column(kind, order), order.descending())));
    boolean descending = orders.get(orders.size() - 1).descending();
    for (String column : List.of("created_at", "id")) {
      if (keys.stream().noneMatch(key -> key.column().equals(column))) {
        keys.add(new Key(column, descending));
      }
    }
  }

  private record Key(String column, boolean descending) {
    Object value(String text) {
      return Listing.NUMBERS.contains(column) ? (Object) number(text) : text;
    }

    private static Long number(String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw foreign();
      }
    }
  }

  private static String column(Kind<?> kind, Query.Order by) {
    String column = kind.columns().get(by.field());
    if (column == null) {
      throw new TributaryException(
          ErrorCode.ORDER_FIELD,
          "Cannot sort by "
              + by.field()
              + ". Fields to sort by: "
              + new TreeSet<>(kind.columns().keySet())
              + ".");
    }
    return column;
  }

  String orderBy() {
    return " order by "
        + String.join(
            ", ",
            keys.stream().map(key -> sql(key) + (key.descending() ? " desc" : " asc")).toList());
  }

  /** An index of the first key is not taken for an expression of it. */
  private String sql(Key key) {
    boolean plain = indexed || !key.equals(keys.get(0));
    return plain ? key.column() : Listing.unindexed(key.column());
  }

  /**
   * The condition "after that row", in a form that an index answers if one can.
   *
   * @param values takes what is to be bound
   */
  String behind(List<String> position, Map<String, Object> values) {
    if (position.size() != keys.size()) {
      throw foreign();
    }
    for (int i = 0; i < keys.size(); i++) {
      values.put("a" + i, keys.get(i).value(position.get(i)));
    }
    boolean oneDirection = keys.stream().map(Key::descending).distinct().count() == 1;
    return oneDirection ? together() : oneByOne();
  }

  private String together() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      names.add(":a" + i);
    }
    return "("
        + String.join(", ", keys.stream().map(this::sql).toList())
        + ")"
        + (keys.get(0).descending() ? " < (" : " > (")
        + String.join(", ", names)
        + ")";
  }

  /** The first key that differs decides. */
  private String oneByOne() {
    List<String> alternatives = new ArrayList<>();
    StringBuilder equal = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      alternatives.add("(" + equal + sql(key) + (key.descending() ? " < :a" : " > :a") + i + ")");
      equal.append(sql(key)).append(" = :a").append(i).append(" and ");
    }
    return "(" + String.join(" or ", alternatives) + ")";
  }

  /** Where a row stands. */
  List<String> position(ResultSet row) throws SQLException {
    List<String> position = new ArrayList<>();
    for (Key key : keys) {
      position.add(Objects.requireNonNullElse(row.getString(key.column()), ""));
    }
    return position;
  }

  private static TributaryException foreign() {
    return new TributaryException(
        ErrorCode.FILTER_VALUE_BAD, "The continuationToken does not belong to this list.");
  }
}
