package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Caller;
import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.SourceConnection;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.source.Selection;
import io.tributary.source.Source;
import io.tributary.source.SourceRecord;
import io.tributary.source.Sources;
import io.tributary.source.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What lies at the sources: the tables that source connections, or nobody yet, chose. */
public final class SourceTables {
  private final Connections connections;
  private final SourceConnections sourceConnections;
  private final Sources sources;

  public SourceTables(
      Connections connections, SourceConnections sourceConnections, Sources sources) {
    this.connections = connections;
    this.sourceConnections = sourceConnections;
    this.sources = sources;
  }

  /**
   * Where sample records are read.
   *
   * @param sourceConnectionId a table that was chosen, or null
   * @param baseConnectionId else the account
   * @param object and the table in it, as exploring names it
   * @param limit how many records, from 1 to 100; 100 if null
   */
  public record From(
      @Nullable String sourceConnectionId,
      @Nullable String baseConnectionId,
      @Nullable String object,
      @Nullable Integer limit) {
    int records() {
      int wanted = limit == null ? Sampled.MOST : limit;
      if (wanted < 1 || wanted > Sampled.MOST) {
        throw Sampled.invalid("The limit " + wanted + " is not from 1 to " + Sampled.MOST + ".");
      }
      return wanted;
    }
  }

  /**
   * A table of an account that is open.
   *
   * @param columns those that may be read
   */
  record Opened(Source source, Connection connection, String object, List<Column> columns) {
    /** Its first records; only the wanted columns are read, the others have no values. */
    Sampled sample(Collection<String> wanted, int limit) {
      List<Column> read =
          columns.stream().filter(column -> wanted.contains(column.name())).toList();
      List<Column> asked = read.isEmpty() ? columns.subList(0, 1) : read;
      List<@Nullable Object[]> records = new ArrayList<>();
      for (SourceRecord record : source.sample(connection, new Selection(object, asked), limit)) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < asked.size(); i++) {
          values[columns.indexOf(asked.get(i))] = record.values()[i];
        }
        records.add(values);
      }
      return new Sampled(columns, records);
    }
  }

  Opened open(Caller caller, From from) {
    if (from.sourceConnectionId() != null) {
      Stored<SourceConnection> stored =
          sourceConnections.get(caller, Id.of(from.sourceConnectionId()));
      Id<Connection> account = Objects.requireNonNull(stored.value().baseConnectionId());
      return open(connections.open(caller, account), stored.value());
    }
    if (from.baseConnectionId() == null || from.object() == null || from.object().isBlank()) {
      throw Sampled.invalid(
          "The member from names no table: send sourceConnectionId, or baseConnectionId and"
              + " object.");
    }
    Connection connection = connections.open(caller, Id.of(from.baseConnectionId()));
    Source source = sources.of(connection.specId());
    Table table = source.describe(connection, from.object());
    return new Opened(source, connection, table.name(), table.columns());
  }

  /** The table of a source connection, with the columns that it chose, or all that there are. */
  Opened open(Connection connection, SourceConnection sourceConnection) {
    Source source = sources.of(connection.specId());
    String object = Objects.requireNonNull(sourceConnection.object());
    Table table = source.describe(connection, object);
    return new Opened(source, connection, object, columns(table, sourceConnection));
  }

  private static List<Column> columns(Table table, SourceConnection sourceConnection) {
    JsonNode chosen = chosen(sourceConnection);
    if (chosen == null) {
      return table.columns();
    }
    List<Column> columns = new ArrayList<>();
    for (JsonNode choice : chosen) {
      String name = choice.path("name").asText();
      columns.add(
          table.columns().stream()
              .filter(column -> column.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new TributaryException(
                          ErrorCode.PARAMETER_INVALID,
                          "The table "
                              + table.name()
                              + " has no column '"
                              + name
                              + "'. Explore it for its columns.")));
    }
    return columns;
  }

  private static @Nullable JsonNode chosen(SourceConnection sourceConnection) {
    JsonNode params = sourceConnection.params() == null ? Json.object() : sourceConnection.params();
    JsonNode columns = params.path("columns");
    return columns.isArray() && !columns.isEmpty() ? columns : null;
  }
}
