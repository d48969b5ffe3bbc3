package io.tributary.store;

import io.tributary.model.Caller;
import io.tributary.model.Filter;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * One list request as SQL: conditions on columns are bound into it, all others are tested on the
 * documents, a portion at a time. Pages follow each other by the sort keys, the age and the id, so
 * that rows inserted meanwhile move nothing.
 */
final class Listing<T> {
  static final Set<String> NUMBERS = Set.of("created_at", "updated_at");

  /** Text that is shown as it is stored; all other text columns hold what is compared, folded. */
  private static final Set<String> SHOWN =
      Set.of("created_by", "updated_by", "created_client", "updated_client");

  /** The columns that documents are sought by, first those that tell most of them apart. */
  private static final List<String> TELLING =
      List.of("id", "name_key", "source_id", "target_id", "parent_id", "spec_id", "state");

  /** What few documents have in common. */
  private static final Set<String> FEW =
      Set.of("id", "name_key", "source_id", "target_id", "parent_id");

  /** Of these, most documents have none, and are not in the column's index. */
  private static final Set<String> SPARSE = Set.of("source_id", "target_id", "parent_id");

  /** Documents that are read at a time where the database cannot tell which of them are meant. */
  private static final int PORTION = 500;

  private final Query query;
  private final SortKeys keys;
  private final Map<String, Object> bound = new HashMap<>();
  private final List<Filter> onDocument = new ArrayList<>();
  private final String where;

  Listing(Kind<T> kind, Caller caller, Query query) {
    this.query = query;
    bound.put("kind", kind.name());
    bound.put("org", caller.org());
    bound.put("sandbox", caller.sandbox());
    StringBuilder conditions =
        new StringBuilder("kind = :kind and org = :org and sandbox = :sandbox");
    String sought = sought(kind, query);
    this.keys = new SortKeys(kind, query.orderBy(), !soughtFirst(kind, query, sought));
    for (Filter filter : query.filters()) {
      String column = kind.columns().get(filter.path());
      if (column == null || !bindable(column, filter)) {
        onDocument.add(filter);
      } else {
        conditions.append(" and ").append(condition(column, column.equals(sought), filter));
      }
    }
    this.where = conditions.toString();
  }

  private static String sought(Kind<?> kind, Query query) {
    Set<String> equal =
        query.filters().stream()
            .filter(filter -> filter.op() == Filter.Op.EQ)
            .map(filter -> kind.columns().getOrDefault(filter.path(), ""))
            .collect(Collectors.toSet());
    return TELLING.stream().filter(equal::contains).findFirst().orElse("");
  }

  /**
   * Whether what is sought is to be found first and sorted then, for the few that it leaves. A
   * database without statistics rather reads all of them in order, unless one index gives it both.
   */
  private static boolean soughtFirst(Kind<?> kind, Query query, String sought) {
    if (!FEW.contains(sought)) {
      return false;
    }
    boolean one =
        query.filters().stream()
            .filter(filter -> filter.op() == Filter.Op.EQ)
            .filter(filter -> sought.equals(kind.columns().get(filter.path())))
            .allMatch(filter -> filter.values().size() == 1);
    boolean byAge = query.orderBy().isEmpty() || query.orderBy().get(0).field().equals("createdAt");
    return !byAge || !one || sought.equals("id");
  }

  /** The form in which text is compared and sorted. */
  static String fold(String text) {
    return storable(Filter.fold(text));
  }

  /** PostgreSQL keeps no NUL, and takes none to compare with. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /**
   * Whether the database can answer. Ranges of text are left to the document: each database sorts
   * text in an order of its own.
   */
  private static boolean bindable(String column, Filter filter) {
    return NUMBERS.contains(column)
        ? filter.values().stream().allMatch(value -> value.matches("-?\\d{1,18}"))
        : !filter.isRange();
  }

  private String condition(String column, boolean sought, Filter filter) {
    String compared = compared(column, sought);
    List<String> names = new ArrayList<>();
    for (String value : filter.values()) {
      for (Object form : forms(column, value)) {
        String name = "v" + bound.size();
        bound.put(name, form);
        names.add(":" + name);
      }
    }
    String any =
        names.size() == 1 ? " = " + names.get(0) : " in (" + String.join(", ", names) + ")";
    return switch (filter.op()) {
      case EQ -> compared + any + (sought ? inIndex(column, filter) : "");
      case NE -> "not (" + compared + any + ")";
      case LT -> column + " < " + names.get(0);
      case GT -> column + " > " + names.get(0);
      case LE -> column + " <= " + names.get(0);
      case GE -> column + " >= " + names.get(0);
    };
  }

  /** What a database has to be told so that it may use the index of a sparse column. */
  private static String inIndex(String column, Filter filter) {
    boolean none = filter.values().stream().anyMatch(String::isEmpty);
    return none || !SPARSE.contains(column) ? "" : " and " + column + " <> ''";
  }

  /**
   * Of several columns that are asked for, only the one that tells most is left to the indexes: a
   * database without statistics would take another one, and read half of all documents for a name.
   */
  private static String compared(String column, boolean sought) {
    if (SHOWN.contains(column)) {
      return "lower(" + column + ")";
    }
    return TELLING.contains(column) && !sought ? unindexed(column) : column;
  }

  /** The same value, of which no index knows. */
  static String unindexed(String column) {
    return column + (NUMBERS.contains(column) ? " + 0" : " || ''");
  }

  /**
   * What a value may look like in a column. Ids are in one case throughout, but not all in the
   * same.
   */
  private static Set<Object> forms(String column, String value) {
    if (NUMBERS.contains(column)) {
      return Set.of(Long.valueOf(value));
    }
    String folded = fold(value);
    return column.equals("id")
        ? new HashSet<>(List.of(storable(value), folded, folded.toUpperCase(Locale.ROOT)))
        : Set.of(folded);
  }

  Query.Page<Stored<T>> page(Jdbi jdbi, RowReader<T> reader) {
    int wanted = query.limit() + 1;
    List<Row<T>> found = new ArrayList<>();
    scan(
        jdbi,
        reader,
        onDocument.isEmpty() ? wanted : Math.max(wanted, PORTION),
        row -> {
          found.add(row);
          return found.size() < wanted;
        });
    boolean more = found.size() == wanted;
    List<Row<T>> shown = more ? found.subList(0, query.limit()) : found;
    return new Query.Page<>(
        shown.stream().map(Row::stored).toList(),
        more ? query.after(shown.get(shown.size() - 1).position()) : null);
  }

  long count(Jdbi jdbi, RowReader<T> reader) {
    if (onDocument.isEmpty()) {
      String sql = "select count(*) from documents where " + where;
      return jdbi.withHandle(
          handle -> handle.createQuery(sql).bindMap(bound).mapTo(Long.class).one());
    }
    long[] count = {0};
    scan(
        jdbi,
        reader,
        PORTION,
        row -> {
          count[0]++;
          return true;
        });
    return count[0];
  }

  /** Shows the documents that match to somebody, in order, for as long as that one wants more. */
  private void scan(Jdbi jdbi, RowReader<T> reader, int portion, Predicate<Row<T>> visitor) {
    List<String> after = query.after();
    while (true) {
      List<Row<T>> rows = read(jdbi, reader, after, portion);
      for (Row<T> row : rows) {
        if (matches(row.stored()) && !visitor.test(row)) {
          return;
        }
      }
      if (rows.size() < portion) {
        return;
      }
      after = rows.get(rows.size() - 1).position();
    }
  }

  private List<Row<T>> read(
      Jdbi jdbi, RowReader<T> reader, @Nullable List<String> after, int limit) {
    Map<String, Object> values = new HashMap<>(bound);
    String behind = after == null ? "" : " and " + keys.behind(after, values);
    String sql =
        "select * from documents where " + where + behind + keys.orderBy() + " limit " + limit;
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bindMap(values)
                .map((row, context) -> new Row<>(reader.read(row), keys.position(row)))
                .list());
  }

  private boolean matches(Stored<T> stored) {
    if (onDocument.isEmpty()) {
      return true;
    }
    var document = Json.tree(stored);
    return onDocument.stream().allMatch(filter -> filter.matches(document));
  }

  /** Reads a document from a row. */
  interface RowReader<T> {
    Stored<T> read(ResultSet row) throws SQLException;
  }

  private record Row<T>(Stored<T> stored, List<String> position) {}
}
