package io.tributary.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Replaces the rows of records that land again: the key column of what is there is scanned, and the
 * old rows are deleted by position, which every engine can read.
 */
final class Upsert {
  /** Keys held in memory at once; more are taken in several passes. */
  private static final int KEYS_PER_PASS = 500_000;

  private final Table table;
  private final Run run;

  Upsert(Table table, Run run) {
    this.table = table;
    this.run = run;
  }

  /** Adds the deletes to the delta and returns how many rows they remove. */
  long replace(List<DataFile> fresh, RowDelta delta) {
    Snapshot current = table.currentSnapshot();
    if (current != null) {
      delta.validateFromSnapshot(current.snapshotId());
    }
    // Rows of the same source that others add meanwhile could hold the same records.
    delta
        .conflictDetectionFilter(Expressions.equal(TableSchema.SOURCE, run.source()))
        .validateNoConflictingDataFiles();
    List<FileScanTask> old = landed();
    if (old.isEmpty() || fresh.isEmpty()) {
      return 0;
    }
    PositionDeletes replaced = new PositionDeletes(table);
    long rows = fresh.stream().mapToLong(DataFile::recordCount).sum();
    int passes = Math.toIntExact((rows + KEYS_PER_PASS - 1) / KEYS_PER_PASS);
    for (int pass = 0; pass < passes; pass++) {
      Set<String> keys = keys(fresh, pass, passes);
      for (FileScanTask file : old) {
        find(file, keys, replaced);
      }
    }
    replaced.write(run.filePrefix() + run.epoch()).forEach(delta::addDeletes);
    // Compaction may have rewritten a file meanwhile; then the positions are stale and the commit
    // must not succeed.
    delta.validateDataFilesExist(replaced.dataFiles());
    return replaced.count();
  }

  private List<FileScanTask> landed() {
    List<FileScanTask> files = new ArrayList<>();
    if (table.currentSnapshot() == null) {
      return files;
    }
    try (CloseableIterable<FileScanTask> tasks =
        table
            .newScan()
            .useSnapshot(table.currentSnapshot().snapshotId())
            .filter(Expressions.equal(TableSchema.SOURCE, run.source()))
            .planFiles()) {
      tasks.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private Set<String> keys(List<DataFile> files, int pass, int passes) {
    Set<String> keys = new HashSet<>();
    for (DataFile file : files) {
      scan(
          FileRows.all(table, file.location(), keyColumns()),
          (source, key, position) -> {
            // What nothing identifies replaces nothing.
            if (!key.isEmpty() && Math.floorMod(key.hashCode(), passes) == pass) {
              keys.add(key);
            }
          });
    }
    return keys;
  }

  /** Only rows that are still there: one that was replaced before is not replaced again. */
  private void find(FileScanTask task, Set<String> keys, PositionDeletes found) {
    scan(
        FileRows.live(table, task, keyColumns()),
        (source, key, position) -> {
          if (source.equals(run.source()) && keys.contains(key)) {
            found.add(task.file().location(), position);
          }
        });
  }

  private Schema keyColumns() {
    return table.schema().select(TableSchema.SOURCE, TableSchema.RECORD_ID);
  }

  private static void scan(CloseableIterable<Record> rows, KeyReader reader) {
    try (rows) {
      for (Record row : rows) {
        reader.read(
            String.valueOf(FileRows.lineage(row, "source")),
            String.valueOf(FileRows.lineage(row, "recordId")),
            FileRows.position(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface KeyReader {
    void read(String source, String key, long position);
  }
}
