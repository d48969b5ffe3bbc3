package io.tributary.dataset;

import io.tributary.model.Field;
import io.tributary.model.LandedFile;
import io.tributary.model.Rejection;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** One table: what has landed in it, and the way to land more. */
public final class Dataset {
  private final JdbcCatalog catalog;
  private final TableIdentifier identifier;
  private final Lock turn;
  private final Table table;

  Dataset(JdbcCatalog catalog, TableIdentifier identifier, Lock turn) {
    this.turn = turn;
    this.catalog = catalog;
    this.identifier = identifier;
    this.table = catalog.loadTable(identifier);
  }

  /** Where the table's files lie. */
  public String location() {
    return table.location();
  }

  /** Its name for query engines: {@code tenant.sandbox.table}. */
  public String name() {
    return identifier.toString();
  }

  /** A version of a record that has landed. */
  public record Version(String recordId, Instant changedAt) {}

  /**
   * Begins a run's commit, or goes on with one that a crash interrupted. The table gains the
   * columns that the rows have and it has not.
   *
   * @param source what identifies the records' origin: account and object
   * @throws TributaryException if a column of the table holds another type
   */
  public Commit begin(String flow, String run, long epoch, String source, Field row) {
    turn.lock();
    try {
      table.refresh();
      TableSchema.grow(table, row);
    } finally {
      turn.unlock();
    }
    return new Commit(catalog, identifier, turn, new Run(flow, run, epoch, source), row);
  }

  /** Up to when a flow has read its source, by its last run that landed; empty before the first. */
  public Optional<Instant> readUntil(String flow) {
    table.refresh();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      String until = snapshot.summary().get(Commit.READ_UNTIL);
      if (flow.equals(snapshot.summary().get(Commit.FLOW)) && until != null) {
        return Optional.of(Instant.parse(until));
      }
    }
    return Optional.empty();
  }

  /** The versions of a source's records that have landed and changed since a time. */
  public Set<Version> versions(String source, Instant since) {
    table.refresh();
    Set<Version> versions = new HashSet<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .where(
                Expressions.and(
                    Expressions.equal(TableSchema.SOURCE, source),
                    Expressions.greaterThanOrEqual(TableSchema.CHANGED_AT, Lineage.micros(since))))
            .select(TableSchema.RECORD_ID, TableSchema.CHANGED_AT, TableSchema.SOURCE)
            .build()) {
      for (Record row : rows) {
        Record lineage = (Record) row.getField(TableSchema.LINEAGE);
        OffsetDateTime changedAt = (OffsetDateTime) lineage.getField("changedAt");
        versions.add(new Version((String) lineage.getField("recordId"), changedAt.toInstant()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }

  /** The first rows. */
  public List<Map<String, Object>> rows(int limit) {
    return rows(0, limit);
  }

  /** Some rows as nested maps without absent fields; date-times in UTC. */
  public List<Map<String, Object>> rows(int start, int limit) {
    table.refresh();
    List<Map<String, Object>> shown = new ArrayList<>();
    int passed = 0;
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      for (Record row : rows) {
        if (shown.size() == limit) {
          break;
        }
        if (passed++ < start) {
          continue;
        }
        Map<String, Object> fields = shown(row);
        fields.remove(TableSchema.LINEAGE);
        // Reading past deleted rows adds their position.
        fields.remove(MetadataColumns.ROW_POSITION.name());
        shown.add(fields);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return shown;
  }

  /** Every record id in the table, once for each row that holds it. */
  public List<String> recordIds() {
    table.refresh();
    List<String> ids = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).select(TableSchema.RECORD_ID).build()) {
      for (Record row : rows) {
        ids.add(String.valueOf(((Record) row.getField(TableSchema.LINEAGE)).getField("recordId")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  public long rowCount() {
    table.refresh();
    Snapshot current = table.currentSnapshot();
    return current == null
        ? 0
        : Long.parseLong(current.summary().getOrDefault("total-records", "0"))
            - Long.parseLong(current.summary().getOrDefault("total-position-deletes", "0"));
  }

  /** The files of rows that a run added. */
  public List<LandedFile> filesOf(String run) {
    table.refresh();
    return new RunFiles(table, run).list();
  }

  /** The files of records that a run rejected. */
  public List<LandedFile> rejectedFilesOf(String run) {
    TableIdentifier rejected = Quarantine.of(identifier);
    return catalog.tableExists(rejected)
        ? new RunFiles(catalog.loadTable(rejected), run).list()
        : List.of();
  }

  /**
   * Reads one of the files of rejected records.
   *
   * @param reader takes a record and says whether it wants another one
   * @return whether it still wanted more at the end
   */
  public boolean readRejected(LandedFile file, Predicate<Rejection> reader) {
    return RunFiles.readRejected(table, file, reader);
  }

  private static Map<String, Object> shown(Record row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<NestedField> columns = row.struct().fields();
    for (int i = 0; i < columns.size(); i++) {
      Object value = shown(row.get(i));
      if (value != null) {
        fields.put(columns.get(i).name(), value);
      }
    }
    return fields;
  }

  private static @Nullable Object shown(@Nullable Object value) {
    if (value instanceof Record nested) {
      Map<String, Object> fields = shown(nested);
      return fields.isEmpty() ? null : fields;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Dataset::shown).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(String.valueOf(key), shown(item)));
      return entries;
    }
    if (value instanceof OffsetDateTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC).toInstant().toString();
    }
    return value instanceof java.time.LocalDate date ? date.toString() : value;
  }
}
