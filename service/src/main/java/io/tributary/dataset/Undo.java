package io.tributary.dataset;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import io.tributary.model.Undone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * Takes one landed run back by a commit of its own: every record whose row is the run's gets the
 * row back that it had before, or none; all other records stay as they are. History is added to,
 * never rewritten. Done once, however often it is asked for.
 */
final class Undo {
  static final String UNDONE = "tributary.undone";
  static final String BY = "tributary.by";
  static final String REMOVED = "tributary.removed";
  private static final String RESTORED = "tributary.restored";

  /** Ids held in memory at once; more are taken in several passes. */
  private static final int IDS_PER_PASS = 500_000;

  private static final long FILE_BYTES = 128L << 20;

  private final Table table;
  private final String run;
  private final String stem;
  private final PositionDeletes deletes;

  Undo(Table table, String run) {
    this.table = table;
    this.run = run;
    this.stem = "undo-" + run + "-" + UUID.randomUUID();
    this.deletes = new PositionDeletes(table);
  }

  /** The undoing that has happened already, or nothing. */
  static @Nullable Undone find(Table table, String run) {
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (run.equals(snapshot.summary().get(UNDONE))) {
        return undone(table, run, snapshot);
      }
    }
    return null;
  }

  private static Undone undone(Table table, String run, Snapshot snapshot) {
    String flow = snapshot.summary().getOrDefault(Commit.FLOW, "");
    return new Undone(
        run,
        Long.toString(snapshot.snapshotId()),
        snapshot.timestampMillis(),
        snapshot.summary().getOrDefault(BY, ""),
        Long.parseLong(snapshot.summary().getOrDefault(REMOVED, "0")),
        Long.parseLong(snapshot.summary().getOrDefault(RESTORED, "0")),
        Marks.of(table, snapshot, flow).map(Instant::toEpochMilli).orElse(null));
  }

  /**
   * Undoes the run in one commit.
   *
   * @param by who asked for it
   */
  Undone commit(String by) {
    Snapshot landed = RunFiles.snapshot(table, run);
    if (landed == null) {
      throw new TributaryException(
          ErrorCode.UNDO_TOO_LATE,
          "The snapshot of the run "
              + run
              + " is not kept any more, and with it what there was before. Nothing was changed.");
    }
    RowDelta delta = table.newRowDelta();
    delta.validateFromSnapshot(table.currentSnapshot().snapshotId());
    delta.validateNoConflictingDataFiles().validateNoConflictingDeleteFiles();
    delta.validateDeletedFiles();
    long removed = remove(delta);
    try (RewrittenRows rows = new RewrittenRows(table, stem, FILE_BYTES)) {
      restore(landed, removed, rows);
      rows.finish().forEach(delta::addRows);
      deletes.write(stem).forEach(delta::addDeletes);
      delta.validateDataFilesExist(deletes.dataFiles());
      delta.set(UNDONE, run).set(BY, by).set(Commit.FLOW, flow(landed));
      delta.set(REMOVED, Long.toString(removed)).set(RESTORED, Long.toString(rows.count()));
      if (landed.summary().containsKey(Marks.READ_UNTIL)) {
        delta.set(Marks.READ_UNTIL, Marks.text(mark(landed).orElse(null)));
      }
      commit(delta, rows);
    }
    return undone(table, run, table.currentSnapshot());
  }

  private static void commit(RowDelta delta, RewrittenRows rows) {
    try {
      delta.commit();
      rows.keep();
    } catch (CommitStateUnknownException e) {
      rows.keep(); // They may be the table's.
      throw e;
    }
  }

  private static String flow(Snapshot landed) {
    return landed.summary().getOrDefault(Commit.FLOW, "");
  }

  /** What the run has read is to be read again, and nothing is passed over. */
  private Optional<Instant> mark(Snapshot landed) {
    Long parent = landed.parentId();
    Optional<Instant> before =
        Marks.of(table, parent == null ? null : table.snapshot(parent), flow(landed));
    return Marks.of(table, flow(landed))
        .flatMap(now -> before.map(then -> then.isBefore(now) ? then : now));
  }

  /** Files that hold nothing but the run's rows go whole, and single rows from all others. */
  private long remove(RowDelta delta) {
    long removed = 0;
    for (FileScanTask task : tasks()) {
      BitSet own = new BitSet();
      scan(task, row -> own.set(Math.toIntExact(FileRows.position(row))));
      removed += own.cardinality();
      if (own.cardinality() == task.file().recordCount()) {
        delta.removeRows(task.file());
      } else if (!own.isEmpty()) {
        deletes.add(task.file().location(), own);
      }
    }
    return removed;
  }

  private void restore(Snapshot landed, long removed, RewrittenRows rows) {
    if (landed.summary().getOrDefault(Commit.REPLACED, "0").equals("0")) {
      return;
    }
    Set<String> undone = new HashSet<>(Set.of(run));
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      String other = snapshot.summary().get(UNDONE);
      if (other != null) {
        undone.add(other);
      }
    }
    int passes = Math.toIntExact((removed + IDS_PER_PASS - 1) / IDS_PER_PASS);
    for (int pass = 0; pass < passes; pass++) {
      new Replaced(table, undone).read(run, ids(pass, passes), rows::append);
    }
  }

  /** The ids of the records whose rows are the run's now. */
  private Set<String> ids(int pass, int passes) {
    Set<String> ids = new HashSet<>();
    for (FileScanTask task : tasks()) {
      scan(
          task,
          row -> {
            String id = String.valueOf(FileRows.lineage(row, "recordId"));
            if (Math.floorMod(id.hashCode(), passes) == pass) {
              ids.add(id);
            }
          });
    }
    return ids;
  }

  private void scan(FileScanTask task, Consumer<Record> reader) {
    Schema columns = table.schema().select(TableSchema.RECORD_ID, TableSchema.RUN_ID);
    try (CloseableIterable<Record> rows = FileRows.live(table, task, columns)) {
      for (Record row : rows) {
        if (run.equals(FileRows.lineage(row, "runId"))) {
          reader.accept(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Iterable<FileScanTask> tasks() {
    List<FileScanTask> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table
            .newScan()
            .useSnapshot(table.currentSnapshot().snapshotId())
            .filter(Expressions.equal(TableSchema.RUN_ID, run))
            .planFiles()) {
      tasks.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
