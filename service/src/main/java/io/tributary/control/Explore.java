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
import org.jspecify.annotations.Nullable;

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

  /** What a table looks like: its columns and, where they were asked for, its first rows. */
  public record View(List<Column> columns, @Nullable List<Map<String, Object>> rows) {}

  /**
   * Looks at a table.
   *
   * @param preview whether to read its first rows too; each by column name, absent values left out
   */
  public View table(Caller caller, Id<Connection> id, String object, boolean preview) {
    if (object.isBlank()) {
      throw new TributaryException(
          ErrorCode.EXPLORE_PARAMETER_REQUIRED,
          "The parameter 'object' is required for objectType=table. objectType=root lists the tables.");
    }
    Connection connection = connections.open(caller, id);
    Source source = sources.of(connection.specId());
    Table table = source.describe(connection, object);
    List<Column> columns = table.columns();
    if (!preview) {
      return new View(columns, null);
    }
    Selection selection = new Selection(table.name(), columns);
    return new View(
        columns,
        source.sample(connection, selection, PREVIEW_ROWS).stream()
            .map(row -> shown(row, columns))
            .toList());
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
