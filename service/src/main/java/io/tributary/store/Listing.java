package io.tributary.store;

import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/**
 * One list request as SQL: conditions on columns are bound into it, all others are tested on the
 * document while reading. Pages follow each other by the sort keys and the id, so that rows
 * inserted meanwhile move nothing.
 */
final class Listing<T> {
  private static final Set<String> NUMBERS = Set.of("created_at", "updated_at");

  /** Text that is shown as it is stored; all other text columns hold what is compared, folded. */
  private static final Set<String> SHOWN =
      Set.of("created_by", "updated_by", "created_client", "updated_client");

  private static final Query.Order NEWEST = new Query.Order("createdAt", true);

  private final Kind<T> kind;
  private final Query query;
  private final List<Query.Order> order;
  private final Map<String, Object> bound = new HashMap<>();
  private final List<Filter> onDocument = new ArrayList<>();
  private final String where;

  Listing(Kind<T> kind, Caller caller, Query query) {
    this.kind = kind;
    this.query = query;
    this.order = new ArrayList<>(query.orderBy().isEmpty() ? List.of(NEWEST) : query.orderBy());
    bound.put("kind", kind.name());
    bound.put("org", caller.org());
    bound.put("sandbox", caller.sandbox());
    StringBuilder conditions =
        new StringBuilder("kind = :kind and org = :org and sandbox = :sandbox");
    for (Filter filter : query.filters()) {
      String column = kind.columns().get(filter.path());
      if (column == null || !bindable(column, filter)) {
        onDocument.add(filter);
      } else {
        conditions.append(" and ").append(condition(column, filter));
      }
    }
    this.where = conditions.toString();
  }

  /** The form in which text is compared and sorted. */
  static String fold(String text) {
    return Filter.fold(text);
  }

  /**
   * Whether the database can answer. Ranges of text are left to the document: each database sorts
   * text in an order of its own.
   */
  private static boolean bindable(String column, Filter filter) {
    return NUMBERS.contains(column)
        ? filter.values().stream().allMatch(value -> value.matches("-?\\d{1,18}"))
        : filter.op() == Filter.Op.EQ || filter.op() == Filter.Op.NE;
  }

  private String condition(String column, Filter filter) {
    String compared = SHOWN.contains(column) ? "lower(" + column + ")" : column;
    List<String> names = new ArrayList<>();
    for (String value : filter.values()) {
      for (Object form : forms(column, value)) {
        String name = "v" + bound.size();
        bound.put(name, form);
        names.add(":" + name);
      }
    }
    String any = "(" + String.join(", ", names) + ")";
    return switch (filter.op()) {
      case EQ -> compared + " in " + any;
      case NE -> "(" + column + " is null or " + compared + " not in " + any + ")";
      case LT -> column + " < " + names.get(0);
      case GT -> column + " > " + names.get(0);
      case LE -> column + " <= " + names.get(0);
      case GE -> column + " >= " + names.get(0);
    };
  }

  /**
   * What a value may look like in a column. Ids are in one case throughout, but not all in the
   * same.
   */
  private static Set<Object> forms(String column, String value) {
    if (NUMBERS.contains(column)) {
      return Set.of(Long.valueOf(value));
    }
    return column.equals("id")
        ? new HashSet<>(List.of(value, fold(value), value.toUpperCase(Locale.ROOT)))
        : Set.of(fold(value));
  }

  Query.Page<Stored<T>> page(Jdbi jdbi, RowReader<T> reader) {
    List<Stored<T>> items = new ArrayList<>();
    List<List<String>> positions = new ArrayList<>();
    String sql = "select * from documents where " + where + behind() + orderBy();
    // Without a document filter one row more than asked for is enough; with one, rows stream until
    // the page is full.
    String limited = onDocument.isEmpty() ? sql + " limit " + (query.limit() + 1) : sql;
    jdbi.useHandle(
        handle -> {
          try (var rows =
              handle
                  .createQuery(limited)
                  .bindMap(bound)
                  .map((r, c) -> new Row<>(reader.read(r), position(r)))
                  .stream()) {
            rows.filter(row -> matches(row.stored()))
                .limit(query.limit() + 1L)
                .forEach(
                    row -> {
                      items.add(row.stored());
                      positions.add(row.position());
                    });
          }
        });
    if (items.size() <= query.limit()) {
      return new Query.Page<>(items, null);
    }
    return new Query.Page<>(
        items.subList(0, query.limit()), query.after(positions.get(query.limit() - 1)));
  }

  long count(Jdbi jdbi, RowReader<T> reader) {
    return jdbi.withHandle(
        handle -> {
          if (onDocument.isEmpty()) {
            return handle
                .createQuery("select count(*) from documents where " + where)
                .bindMap(bound)
                .mapTo(Long.class)
                .one();
          }
          try (var rows =
              handle
                  .createQuery("select * from documents where " + where)
                  .bindMap(bound)
                  .map((r, c) -> reader.read(r))
                  .stream()) {
            return rows.filter(this::matches).count();
          }
        });
  }

  private boolean matches(Stored<T> stored) {
    if (onDocument.isEmpty()) {
      return true;
    }
    var document = Json.tree(stored);
    return onDocument.stream().allMatch(filter -> filter.matches(document));
  }

  private String orderBy() {
    StringBuilder sql = new StringBuilder(" order by ");
    for (Query.Order by : order) {
      sql.append(column(by)).append(by.descending() ? " desc, " : " asc, ");
    }
    return sql.append("id")
        .append(order.get(order.size() - 1).descending() ? " desc" : " asc")
        .toString();
  }

  /** The condition "after the last row shown": the first differing sort key decides. */
  private String behind() {
    List<String> after = query.after();
    if (after == null) {
      return "";
    }
    if (after.size() != order.size() + 1) {
      throw foreignToken();
    }
    List<String> alternatives = new ArrayList<>();
    StringBuilder equal = new StringBuilder();
    for (int i = 0; i <= order.size(); i++) {
      boolean last = i == order.size();
      String column = last ? "id" : column(order.get(i));
      boolean descending = order.get(last ? i - 1 : i).descending();
      String name = "a" + i;
      bound.put(
          name, !last && NUMBERS.contains(column) ? (Object) number(after.get(i)) : after.get(i));
      alternatives.add("(" + equal + column + (descending ? " < :" : " > :") + name + ")");
      equal.append(column).append(" = :").append(name).append(" and ");
    }
    return " and (" + String.join(" or ", alternatives) + ")";
  }

  private static Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw foreignToken();
    }
  }

  private static TributaryException foreignToken() {
    return new TributaryException(
        ErrorCode.FILTER_VALUE_BAD, "The continuationToken does not belong to this list.");
  }

  private String column(Query.Order by) {
    String column = kind.columns().get(by.field());
    if (column == null) {
      throw new TributaryException(
          ErrorCode.ORDER_FIELD,
          "Cannot sort by "
              + by.field()
              + ". Fields to sort by: "
              + new java.util.TreeSet<>(kind.columns().keySet())
              + ".");
    }
    return NUMBERS.contains(column) || column.equals("id")
        ? column
        : "coalesce(" + column + ", '')";
  }

  private List<String> position(ResultSet row) throws SQLException {
    List<String> position = new ArrayList<>();
    for (Query.Order by : order) {
      String value =
          row.getString(java.util.Objects.requireNonNull(kind.columns().get(by.field())));
      position.add(value == null ? "" : value);
    }
    position.add(row.getString("id"));
    return position;
  }

  /** Reads a document from a row. */
  interface RowReader<T> {
    Stored<T> read(ResultSet row) throws SQLException;
  }

  private record Row<T>(Stored<T> stored, List<String> position) {}
}
