package io.tributary.dataset;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** The rows that a run has replaced, as long as its snapshot keeps their files. */
final class Replaced {
  private static final Schema POSITIONS =
      new Schema(MetadataColumns.DELETE_FILE_PATH, MetadataColumns.DELETE_FILE_POS);

  private final Table table;
  private final Set<String> undone;

  /**
   * @param undone runs whose rows do not count: what they had replaced is looked for instead
   */
  Replaced(Table table, Set<String> undone) {
    this.table = table;
    this.undone = undone;
  }

  /** Hands over the rows that some records had before a run. */
  void read(String run, Set<String> recordIds, Consumer<Record> reader) {
    Map<String, Set<String>> earlier = new HashMap<>();
    positions(landed(run))
        .forEach(
            (file, rows) ->
                read(
                    file,
                    rows,
                    row -> {
                      String recordId = String.valueOf(FileRows.lineage(row, "recordId"));
                      String from = String.valueOf(FileRows.lineage(row, "runId"));
                      if (!recordIds.contains(recordId)) {
                        return;
                      }
                      if (undone.contains(from)) {
                        earlier.computeIfAbsent(from, any -> new HashSet<>()).add(recordId);
                      } else {
                        reader.accept(row);
                      }
                    }));
    earlier.forEach((from, ids) -> read(from, ids, reader));
  }

  private Snapshot landed(String run) {
    Snapshot landed = RunFiles.snapshot(table, run);
    if (landed == null) {
      throw new TributaryException(
          ErrorCode.UNDO_TOO_LATE,
          "What the run "
              + run
              + " replaced is not kept any more; its snapshot has expired. Nothing was changed.");
    }
    return landed;
  }

  private Map<String, BitSet> positions(Snapshot landed) {
    Map<String, BitSet> positions = new TreeMap<>();
    Iterable<DeleteFile> deletes =
        SnapshotChanges.builderFor(table).snapshot(landed).build().addedDeleteFiles();
    for (DeleteFile file : deletes) {
      try (CloseableIterable<Record> rows =
          Parquet.read(table.io().newInputFile(file.location()))
              .project(POSITIONS)
              .createReaderFunc(type -> GenericParquetReaders.buildReader(POSITIONS, type))
              .build()) {
        for (Record row : rows) {
          positions
              .computeIfAbsent(String.valueOf(row.get(0)), any -> new BitSet())
              .set(Math.toIntExact((Long) row.get(1)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return positions;
  }

  private void read(String file, BitSet positions, Consumer<Record> reader) {
    try (CloseableIterable<Record> rows = FileRows.all(table, file, table.schema())) {
      for (Record row : rows) {
        if (positions.get(Math.toIntExact(FileRows.position(row)))) {
          reader.accept(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
