package io.tributary.dataset;

import io.tributary.model.Compacted;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.FoundRow;
import io.tributary.model.LandedFile;
import io.tributary.model.Rejection;
import io.tributary.model.TableFigures;
import io.tributary.model.TableSnapshot;
import io.tributary.model.TributaryException;
import io.tributary.model.Undone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** One table: what has landed in it, and the way to land more. */
public final class Dataset {
  private static final int ATTEMPTS = 5;

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
    return Marks.of(table, flow);
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
    return rows(IcebergGenerics.read(table), start, limit);
  }

  /**
   * Some rows as they were when a snapshot was the newest.
   *
   * @throws TributaryException if the snapshot is not kept
   */
  public List<Map<String, Object>> rowsAt(String snapshot, int start, int limit) {
    table.refresh();
    Snapshot found = null;
    for (Snapshot kept : table.snapshots()) {
      found = snapshot.equals(Long.toString(kept.snapshotId())) ? kept : found;
    }
    if (found == null) {
      throw new TributaryException(
          ErrorCode.CATALOG_NOT_FOUND,
          "The snapshot "
              + snapshot
              + " is not found, or not kept any more. GET /tributary/dataSets/{id}/snapshots lists"
              + " those that are.");
    }
    return rows(IcebergGenerics.read(table).useSnapshot(found.snapshotId()), start, limit);
  }

  private static List<Map<String, Object>> rows(
      IcebergGenerics.ScanBuilder scan, int start, int limit) {
    List<Map<String, Object>> shown = new ArrayList<>();
    int passed = 0;
    try (CloseableIterable<Record> rows = scan.build()) {
      for (Record row : rows) {
        if (shown.size() == limit) {
          break;
        }
        if (passed++ < start) {
          continue;
        }
        shown.add(ShownRow.of(row));
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
    return current == null ? 0 : History.rows(current);
  }

  /** The table's history, the newest step first. */
  public List<TableSnapshot> snapshots() {
    table.refresh();
    return new History(table).snapshots();
  }

  public TableFigures figures() {
    table.refresh();
    TableIdentifier rejected = Quarantine.of(identifier);
    Snapshot reasons =
        catalog.tableExists(rejected) ? catalog.loadTable(rejected).currentSnapshot() : null;
    return new History(table).figures(name(), reasons == null ? 0 : History.rows(reasons));
  }

  /** The rows of a record: one for each source that has the id. */
  public List<FoundRow> find(String recordId) {
    table.refresh();
    return new History(table).find(recordId);
  }

  /** A record that a run rejected. */
  public record FoundRejection(String runId, Rejection rejection) {}

  /** Why a record was rejected, by whichever runs. */
  public List<FoundRejection> rejections(String recordId, int limit) {
    TableIdentifier rejected = Quarantine.of(identifier);
    return catalog.tableExists(rejected)
        ? Quarantine.find(catalog.loadTable(rejected), recordId, limit)
        : List.of();
  }

  /**
   * Undoes a landed run: records whose rows are the run's get the rows back that they had before.
   *
   * @throws TributaryException if what there was before is not kept any more
   */
  public Undone undo(String run, String by) {
    turn.lock();
    try {
      for (int attempt = 1; ; attempt++) {
        table.refresh();
        Undone done = Undo.find(table, run);
        if (done != null) {
          return done;
        }
        try {
          return new Undo(table, run).commit(by);
        } catch (ValidationException | CommitFailedException | CommitStateUnknownException e) {
          // Another program came between, or the answer is lost; the table knows.
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    } finally {
      turn.unlock();
    }
  }

  /**
   * Puts small files together, and those of which many rows are hidden; the rows stay the same.
   * Runs can land meanwhile; what they touch is looked at afresh.
   */
  public Compacted compact() {
    for (int attempt = 1; ; attempt++) {
      table.refresh();
      try {
        return new Compaction(table).run(this::inTurn);
      } catch (ValidationException | CommitFailedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void inTurn(Runnable commit) {
    turn.lock();
    try {
      commit.run();
    } finally {
      turn.unlock();
    }
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
}
