package io.tributary.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.TypeUtil;

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
    List<DataFile> old = landed();
    if (old.isEmpty() || fresh.isEmpty()) {
      return 0;
    }
    Map<String, List<Long>> replaced = new TreeMap<>();
    long rows = fresh.stream().mapToLong(DataFile::recordCount).sum();
    int passes = Math.toIntExact((rows + KEYS_PER_PASS - 1) / KEYS_PER_PASS);
    for (int pass = 0; pass < passes; pass++) {
      Set<String> keys = keys(fresh, pass, passes);
      for (DataFile file : old) {
        find(file, keys, replaced);
      }
    }
    if (replaced.isEmpty()) {
      return 0;
    }
    delta.addDeletes(write(replaced));
    // Compaction may have rewritten a file meanwhile; then the positions are stale and the commit
    // must not succeed.
    delta.validateDataFilesExist(replaced.keySet());
    return replaced.values().stream().mapToLong(List::size).sum();
  }

  private List<DataFile> landed() {
    List<DataFile> files = new ArrayList<>();
    if (table.currentSnapshot() == null) {
      return files;
    }
    try (CloseableIterable<FileScanTask> tasks =
        table
            .newScan()
            .useSnapshot(table.currentSnapshot().snapshotId())
            .filter(Expressions.equal(TableSchema.SOURCE, run.source()))
            .planFiles()) {
      tasks.forEach(task -> files.add(task.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private Set<String> keys(List<DataFile> files, int pass, int passes) {
    Set<String> keys = new HashSet<>();
    for (DataFile file : files) {
      scan(
          file,
          (source, key, position) -> {
            if (Math.floorMod(key.hashCode(), passes) == pass) {
              keys.add(key);
            }
          });
    }
    return keys;
  }

  private void find(DataFile file, Set<String> keys, Map<String, List<Long>> found) {
    scan(
        file,
        (source, key, position) -> {
          if (source.equals(run.source()) && keys.contains(key)) {
            found.computeIfAbsent(file.location(), path -> new ArrayList<>()).add(position);
          }
        });
  }

  private void scan(DataFile file, KeyReader reader) {
    Schema keyColumns = table.schema().select(TableSchema.SOURCE, TableSchema.RECORD_ID);
    Schema read = TypeUtil.join(keyColumns, new Schema(MetadataColumns.ROW_POSITION));
    try (CloseableIterable<Record> records =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(read)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(read, type))
            .build()) {
      for (Record record : records) {
        Record lineage = (Record) record.getField(TableSchema.LINEAGE);
        reader.read(
            String.valueOf(lineage.getField("source")),
            String.valueOf(lineage.getField("recordId")),
            (Long) record.getField(MetadataColumns.ROW_POSITION.name()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DeleteFile write(Map<String, List<Long>> replaced) {
    String location =
        table.location() + "/data/" + run.filePrefix() + run.epoch() + "-deletes.parquet";
    try {
      PositionDeleteWriter<Record> writer =
          Parquet.writeDeletes(table.io().newOutputFile(location))
              .forTable(table)
              .rowSchema(null)
              .withSpec(PartitionSpec.unpartitioned())
              .overwrite()
              .buildPositionWriter();
      try (writer) {
        PositionDelete<Record> delete = PositionDelete.create();
        replaced.forEach(
            (path, positions) ->
                positions.stream()
                    .sorted()
                    .distinct()
                    .forEach(position -> writer.write(delete.set(path, position))));
      }
      return writer.toDeleteFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface KeyReader {
    void read(String source, String key, long position);
  }
}
