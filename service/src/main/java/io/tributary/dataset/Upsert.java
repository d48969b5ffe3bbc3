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
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericDeleteFilter;
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
    List<FileScanTask> old = landed();
    if (old.isEmpty() || fresh.isEmpty()) {
      return 0;
    }
    Map<String, List<Long>> replaced = new TreeMap<>();
    long rows = fresh.stream().mapToLong(DataFile::recordCount).sum();
    int passes = Math.toIntExact((rows + KEYS_PER_PASS - 1) / KEYS_PER_PASS);
    for (int pass = 0; pass < passes; pass++) {
      Set<String> keys = keys(fresh, pass, passes);
      for (FileScanTask file : old) {
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
    Schema read = keyColumns();
    Set<String> keys = new HashSet<>();
    for (DataFile file : files) {
      scan(
          read(file, read),
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
  private void find(FileScanTask task, Set<String> keys, Map<String, List<Long>> found) {
    GenericDeleteFilter deletes =
        new GenericDeleteFilter(table.io(), task, table.schema(), keyColumns());
    scan(
        deletes.filter(read(task.file(), deletes.requiredSchema())),
        (source, key, position) -> {
          if (source.equals(run.source()) && keys.contains(key)) {
            found.computeIfAbsent(task.file().location(), path -> new ArrayList<>()).add(position);
          }
        });
  }

  private Schema keyColumns() {
    Schema keys = table.schema().select(TableSchema.SOURCE, TableSchema.RECORD_ID);
    return TypeUtil.join(keys, new Schema(MetadataColumns.ROW_POSITION));
  }

  private CloseableIterable<Record> read(DataFile file, Schema columns) {
    return Parquet.read(table.io().newInputFile(file.location()))
        .project(columns)
        .createReaderFunc(type -> GenericParquetReaders.buildReader(columns, type))
        .build();
  }

  private static void scan(CloseableIterable<Record> rows, KeyReader reader) {
    try (rows) {
      for (Record record : rows) {
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
              .rowSchema(null) // The deleted rows themselves are not kept.
              .metricsConfig(MetricsConfig.forPositionDelete())
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
