package io.tributary.control;

import io.tributary.model.Caller;
import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.TributaryException;
import io.tributary.source.Item;
import io.tributary.source.Selection;
import io.tributary.source.Source;
import io.tributary.source.SourceRecord;
import io.tributary.source.Sources;
import io.tributary.source.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looking into an account before anything is set up. */
public final class Explore {
  /** Rows that a preview shows at most. */
  public static final int PREVIEW_ROWS = 100;

  private final Connections connections;
  private final Sources sources;

  public Explore(Connections connections, Sources sources) {
    this.connections = connections;
    this.sources = sources;
  }

  public List<Item> root(Caller caller, Id<Connection> id) {
    Connection connection = connections.open(caller, id);
    return sources.of(connection.specId()).explore(connection, null);
  }

  public Table table(Caller caller, Id<Connection> id, String object) {
    if (object.isBlank()) {
      throw new TributaryException(
          ErrorCode.EXPLORE_PARAMETER_REQUIRED,
          "The parameter 'object' is required for objectType=table. objectType=root lists the tables.");
    }
    Connection connection = connections.open(caller, id);
    return sources.of(connection.specId()).describe(connection, object);
  }

  /** The first rows of a table, each by column name; absent values are left out. */
  public List<Map<String, Object>> preview(Caller caller, Id<Connection> id, Table table) {
    Connection connection = connections.open(caller, id);
    Source source = sources.of(connection.specId());
    Selection selection = new Selection(table.name(), table.columns());
    return source.sample(connection, selection, PREVIEW_ROWS).stream()
        .map(row -> shown(row, table.columns()))
        .toList();
  }

  private static Map<String, Object> shown(SourceRecord row, List<Column> columns) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.values()[i];
      if (value != null) {
        boolean temporal = value instanceof java.time.temporal.Temporal;
        shown.put(columns.get(i).name(), temporal ? value.toString() : value);
      }
    }
    return shown;
  }
}
