package io.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.SqlResult;
import io.tributary.model.TableFiles;
import io.tributary.model.TributaryException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.duckdb.DuckDBDriver;

/**
 * A database of one question: in memory, with views of the tables that the question names, and with
 * no way out of it.
 */
final class Database implements AutoCloseable {
  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /** Loads the engine with the first one. */
  static Database open(int memoryMebibytes, int threads) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    settings.setProperty("memory_limit", memoryMebibytes + "MiB");
    settings.setProperty("threads", Integer.toString(threads));
    settings.setProperty("temp_directory", "");
    settings.setProperty("errors_as_json", "true");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    settings.setProperty("allow_persistent_secrets", "false");
    Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", settings);
    if (connection == null) {
      throw new SQLException("The driver knows no databases in memory");
    }
    return new Database(connection);
  }

  Statement read(String sql) throws SQLException {
    return Statement.read(connection, sql);
  }

  /** Runs a statement that was read; the only files that can be opened are those of the tables. */
  SqlResult run(Statement statement, Frames.Order order) throws SQLException {
    Map<String, TableFiles> tables = order.tables() == null ? Map.of() : order.tables();
    Set<String> files = files(tables.values());
    try (java.sql.Statement jdbc = connection.createStatement()) {
      jdbc.execute("SET allowed_paths = " + Views.list(files));
      jdbc.execute("SET enable_external_access = false");
      for (Map.Entry<String, TableFiles> table : tables.entrySet()) {
        jdbc.execute(Views.create(table.getKey(), table.getValue()));
      }
      jdbc.execute("SET lock_configuration = true");
      String sql = (statement.explains() ? "EXPLAIN (FORMAT json) " : "") + statement.sql();
      try (ResultSet rows = jdbc.executeQuery(sql)) {
        return statement.explains() ? plan(rows, files) : result(rows, order);
      }
    } catch (SQLException e) {
      throw Complaint.of(e, statement.sql(), files);
    }
  }

  /** By their names and, where that is another text, by the patterns that mean them. */
  private static Set<String> files(Collection<TableFiles> tables) {
    Set<String> files = new LinkedHashSet<>();
    for (TableFiles table : tables) {
      table.parts().forEach(part -> files.addAll(part.files()));
      files.addAll(table.deletes());
    }
    List.copyOf(files).forEach(file -> files.add(Views.pattern(file)));
    return files;
  }

  private static SqlResult result(ResultSet rows, Frames.Order order) throws SQLException {
    ResultSetMetaData types = rows.getMetaData();
    List<SqlResult.Column> columns = new ArrayList<>();
    for (int i = 1; i <= types.getColumnCount(); i++) {
      columns.add(new SqlResult.Column(types.getColumnName(i), types.getColumnTypeName(i)));
    }
    List<List<JsonNode>> brought = new ArrayList<>();
    boolean more = false;
    long bytes = 0;
    while (!more && rows.next()) {
      List<JsonNode> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(Cells.of(rows.getObject(i)));
      }
      bytes += Json.write(row).length();
      boolean full = bytes > order.bytes();
      more = full || brought.size() == order.rows();
      if (!more) {
        brought.add(row);
      } else if (full && brought.isEmpty()) {
        throw new TributaryException(
            ErrorCode.QUERY_OVER_BYTES,
            "The first row alone is larger than an answer may be. Ask for fewer columns.");
      }
    }
    return new SqlResult(columns, brought, brought.size(), more, 0, List.of());
  }

  /** The plan as one row; whole, since the engine would break a file's name over lines. */
  private static SqlResult plan(ResultSet rows, Collection<String> files) throws SQLException {
    rows.next();
    String plan = Complaint.without(files, rows.getString(2));
    List<SqlResult.Column> columns = List.of(new SqlResult.Column("plan", "JSON"));
    return new SqlResult(columns, List.of(List.of(Cells.json(plan))), 1, false, 0, List.of());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
