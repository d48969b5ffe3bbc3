package io.tributary.dataset;

import io.tributary.model.FoundRow;
import io.tributary.model.SqlResult;
import io.tributary.model.TableFigures;
import io.tributary.model.TableSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** What a table has been through, what it holds now, and where a record's row came from. */
final class History {
  private final Table table;

  History(Table table) {
    this.table = table;
  }

  /** The newest first, as far back as snapshots are kept. */
  List<TableSnapshot> snapshots() {
    List<TableSnapshot> snapshots = new ArrayList<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      snapshots.add(shown(snapshot));
    }
    return snapshots;
  }

  private static TableSnapshot shown(Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary();
    Long parent = snapshot.parentId();
    boolean undo = summary.containsKey(Undo.UNDONE);
    boolean compaction = DataOperations.REPLACE.equals(snapshot.operation());
    return new TableSnapshot(
        Long.toString(snapshot.snapshotId()),
        parent == null ? null : parent.toString(),
        snapshot.timestampMillis(),
        undo
            ? "undo"
            : summary.containsKey(Commit.RUN) ? "run" : compaction ? "compaction" : "other",
        undo ? summary.get(Undo.UNDONE) : summary.get(Commit.RUN),
        null,
        summary.get(Undo.BY),
        compaction ? 0 : number(summary, "added-records"),
        compaction
            ? 0
            : number(summary, "deleted-records") + number(summary, "added-position-deletes"),
        number(summary, "added-data-files") + number(summary, "added-delete-files"),
        number(summary, "deleted-data-files") + number(summary, "removed-delete-files"),
        number(summary, "added-files-size"),
        rows(snapshot),
        number(summary, "total-data-files") + number(summary, "total-delete-files"),
        number(summary, "total-files-size"));
  }

  private static long number(Map<String, String> summary, String key) {
    return Long.parseLong(summary.getOrDefault(key, "0"));
  }

  /** How many rows can be read. */
  static long rows(Snapshot snapshot) {
    return number(snapshot.summary(), "total-records")
        - number(snapshot.summary(), "total-position-deletes");
  }

  TableFigures figures(String name, long rejectedRows) {
    List<FileScanTask> tasks = tasks(Expressions.alwaysTrue());
    Set<String> deleteFiles = new HashSet<>();
    long bytes = 0;
    long rows = 0;
    long small = 0;
    Long newest = null;
    for (FileScanTask task : tasks) {
      DataFile file = task.file();
      bytes += file.fileSizeInBytes();
      rows += file.recordCount();
      small += file.fileSizeInBytes() < Compaction.SMALL_BYTES ? 1 : 0;
      newest = later(newest, newestChange(file));
      for (DeleteFile delete : task.deletes()) {
        if (deleteFiles.add(delete.location())) {
          bytes += delete.fileSizeInBytes();
        }
      }
    }
    List<TableSnapshot> snapshots = snapshots();
    Snapshot current = table.currentSnapshot();
    long live = current == null ? 0 : rows(current);
    return new TableFigures(
        name,
        live,
        rows - live,
        tasks.size(),
        deleteFiles.size(),
        bytes,
        small,
        rejectedRows,
        snapshots.size(),
        lastLanded(snapshots),
        newest,
        Layout.columns(table.schema()).stream()
            .map(column -> new SqlResult.Column(column.name(), column.sql()))
            .toList());
  }

  private static @Nullable Long lastLanded(List<TableSnapshot> snapshots) {
    return snapshots.stream()
        .filter(snapshot -> snapshot.operation().equals("run"))
        .map(TableSnapshot::createdAt)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
    return one == null ? other : other == null ? one : Long.valueOf(Math.max(one, other));
  }

  private @Nullable Long newestChange(DataFile file) {
    int column = table.schema().findField(TableSchema.CHANGED_AT).fieldId();
    ByteBuffer bound = file.upperBounds() == null ? null : file.upperBounds().get(column);
    Long micros =
        bound == null ? null : Conversions.fromByteBuffer(Types.TimestampType.withZone(), bound);
    return micros == null ? null : Math.floorDiv(micros, 1000L);
  }

  List<FoundRow> find(String recordId) {
    List<FoundRow> found = new ArrayList<>();
    for (FileScanTask task : tasks(Expressions.equal(TableSchema.RECORD_ID, recordId))) {
      try (CloseableIterable<Record> rows = FileRows.live(table, task, table.schema())) {
        for (Record row : rows) {
          if (recordId.equals(FileRows.lineage(row, "recordId"))) {
            found.add(found(task.file(), row));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private FoundRow found(DataFile file, Record row) {
    Object run = FileRows.lineage(row, "runId");
    Snapshot landed = run == null ? null : RunFiles.snapshot(table, run.toString());
    return new FoundRow(
        String.valueOf(FileRows.lineage(row, "source")),
        String.valueOf(FileRows.lineage(row, "recordId")),
        FileRows.lineage(row, "changedAt") instanceof OffsetDateTime at
            ? at.toInstant().toEpochMilli()
            : null,
        run == null ? null : run.toString(),
        null,
        LocalFiles.path(file.location()).getFileName().toString(),
        FileRows.position(row),
        landed == null ? null : Long.toString(landed.snapshotId()),
        landed == null ? null : landed.timestampMillis(),
        ShownRow.of(row));
  }

  private List<FileScanTask> tasks(Expression filter) {
    List<FileScanTask> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().includeColumnStats().filter(filter).planFiles()) {
      tasks.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
