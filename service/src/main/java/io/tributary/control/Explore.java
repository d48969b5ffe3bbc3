package io.tributary.control;

import io.tributary.model.Caller;
import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.ErrorCode;
import io.tributary.model.Id;
import io.tributary.model.SpecRef;
import io.tributary.model.TributaryException;
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

  private final ConnectionSpecs specs;
  private final Connections connections;
  private final Sources sources;

  public Explore(ConnectionSpecs specs, Connections connections, Sources sources) {
    this.specs = specs;
    this.connections = connections;
    this.sources = sources;
  }

  /**
   * What a table looks like.
   *
   * @param data its first rows where they were asked for; each by column name, absent values left
   *     out
   */
  public record View(String format, Columns schema, @Nullable List<Map<String, Object>> data) {
    /** The columns, in their order. */
    public record Columns(List<Column> columns) {}
  }

  /** A list of what lies in a place, or the {@link View} of a thing. */
  public Object connection(Caller caller, Id<Connection> id, Look look) {
    String specId = connections.get(caller, id).value().specId();
    ConnectionSpec spec = specs.working(caller, specId);
    look.check(spec);
    return answer(look, sources.of(spec.id()), connections.open(caller, id));
  }

  /** The same of a source that needs no account. */
  public Object spec(Caller caller, String id, Look look) {
    ConnectionSpec spec = specs.get(caller, id);
    if (spec.needsAccount() || spec.exploreSpec() == null) {
      throw new TributaryException(
          ErrorCode.SPEC_NOT_EXPLORABLE,
          spec.label()
              + " cannot be explored through its specification. Make a connection and use GET /connections/{id}/explore.");
    }
    specs.working(caller, id);
    look.check(spec);
    Connection nobody = new Connection(null, null, null, new SpecRef(id, spec.version()), null);
    return answer(look, sources.of(id), nobody);
  }

  private static Object answer(Look look, Source source, Connection connection) {
    if (look.isPlace()) {
      return source.explore(connection, look.objectType().equals("root") ? null : look.object());
    }
    Table table = source.describe(connection, look.object());
    List<Column> columns = table.columns();
    List<Map<String, Object>> rows = null;
    if (look.preview()) {
      Selection selection = new Selection(table.name(), columns);
      rows =
          source.sample(connection, selection, PREVIEW_ROWS).stream()
              .map(row -> shown(row, columns))
              .toList();
    }
    return new View("flat", new View.Columns(columns), rows);
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
