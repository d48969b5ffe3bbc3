package io.tributary.control;

import io.tributary.dataset.Datasets;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Query;
import io.tributary.model.SqlQuery;
import io.tributary.model.SqlResult;
import io.tributary.model.SqlTable;
import io.tributary.model.Stored;
import io.tributary.model.TableFiles;
import io.tributary.model.TributaryException;
import io.tributary.query.Limits;
import io.tributary.query.SqlEngine;
import io.tributary.query.Tables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Questions in SQL: each sees the tables of the data sets of its caller's sandbox, those of
 * rejected records too, and nothing else.
 */
public final class SqlQueries {
  private final DataSets dataSets;
  private final SqlEngine engine;

  public SqlQueries(DataSets dataSets, SqlEngine engine) {
    this.dataSets = dataSets;
    this.engine = engine;
  }

  /** What can be asked for. */
  public List<SqlTable> list(Caller caller) {
    List<SqlTable> tables = new ArrayList<>();
    byTable(caller)
        .forEach(
            (table, dataSet) ->
                tables.add(
                    new SqlTable(
                        table,
                        dataSet.id().value(),
                        name(dataSet),
                        dataSets.columns(caller, table).stream()
                            .map(column -> new SqlResult.Column(column.name(), column.sql()))
                            .toList())));
    return tables;
  }

  public SqlResult create(Caller caller, SqlQuery query) {
    if (query.sql() == null || query.sql().isBlank()) {
      throw new TributaryException(
          ErrorCode.QUERY_INVALID, "There is no query. Send {\"sql\":\"select …\"}.");
    }
    Shown shown = new Shown(caller, byTable(caller));
    return engine.answer(query.sql(), rows(query), shown).of(shown.origins);
  }

  private int rows(SqlQuery query) {
    int most = engine.limits().rows();
    int wanted = Objects.requireNonNullElse(query.limit(), Math.min(Limits.DEFAULT_ROWS, most));
    if (wanted < 0 || wanted > most) {
      throw new TributaryException(
          ErrorCode.QUERY_INVALID,
          "The limit is " + wanted + "; it must be from 0 to " + most + ".");
    }
    return wanted;
  }

  private Map<String, Stored<DataSet>> byTable(Caller caller) {
    Map<String, Stored<DataSet>> tables = new TreeMap<>();
    Query next = new Query(List.of(), List.of(), List.of(), Query.MAX_LIMIT, null);
    while (next != null) {
      Query.Page<Stored<DataSet>> page = dataSets.list(caller, next);
      for (Stored<DataSet> dataSet : page.items()) {
        String table = DataSets.table(dataSet);
        tables.put(table, dataSet);
        tables.put(Datasets.rejected(table), dataSet);
      }
      next = page.next();
    }
    return tables;
  }

  private static String name(Stored<DataSet> dataSet) {
    return Objects.requireNonNullElse(dataSet.value().name(), "");
  }

  /** The tables of one caller, and which of them a question has read. */
  private final class Shown implements Tables {
    private final Caller caller;
    private final Map<String, Stored<DataSet>> tables;
    private final List<SqlResult.Origin> origins = new ArrayList<>();

    Shown(Caller caller, Map<String, Stored<DataSet>> tables) {
      this.caller = caller;
      this.tables = tables;
    }

    @Override
    public Collection<String> names() {
      return tables.keySet();
    }

    @Override
    public TableFiles files(String name) {
      Stored<DataSet> dataSet = Objects.requireNonNull(tables.get(name));
      origins.add(new SqlResult.Origin(dataSet.id().value(), name(dataSet), name));
      return dataSets.files(caller, name);
    }
  }
}
