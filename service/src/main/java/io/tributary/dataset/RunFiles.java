package io.tributary.dataset;

import io.tributary.model.LandedFile;
import io.tributary.model.RecordError;
import io.tributary.model.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** The files that one run brought to a table: of rows, or of rejected records. */
final class RunFiles {
  private final Table table;
  private final String run;

  RunFiles(Table table, String run) {
    this.table = table;
    this.run = run;
  }

  /**
   * What its snapshot added. Once that has been expired: those of its files that the table still
   * has.
   */
  List<LandedFile> list() {
    List<LandedFile> files = new ArrayList<>();
    Snapshot landed = snapshot(table, run);
    if (landed != null) {
      SnapshotChanges.builderFor(table)
          .snapshot(landed)
          .build()
          .addedDataFiles()
          .forEach(file -> add(files, file));
    } else {
      current().forEach(task -> add(files, task.file()));
    }
    files.sort(Comparator.comparing(LandedFile::part));
    return files;
  }

  /** The snapshot that the run published, if it is still known. */
  static @Nullable Snapshot snapshot(Table table, String run) {
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (run.equals(snapshot.summary().get(Commit.RUN))) {
        return snapshot;
      }
    }
    return null;
  }

  private List<FileScanTask> current() {
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      List<FileScanTask> files = new ArrayList<>();
      tasks.forEach(files::add);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files are named by the run, its holder and a number; only such are the run's own. */
  private void add(List<LandedFile> files, ContentFile<?> file) {
    String name = LocalFiles.path(file.location()).getFileName().toString();
    if (name.startsWith(run + "-")) {
      String part =
          name.substring(run.length() + 1).replace(Rows.REJECTED, "").replace(".parquet", "");
      String path = LocalFiles.path(file.location()).toString();
      files.add(new LandedFile(part, path, file.fileSizeInBytes(), file.recordCount()));
    }
  }

  /**
   * Reads a file of rejected records: its rows, one for each reason, stand together by record.
   *
   * @param reader takes a record and says whether it wants another one
   * @return whether it still wanted more at the end
   */
  static boolean readRejected(Table table, LandedFile file, Predicate<Rejection> reader) {
    @Nullable Rejection gathered = null;
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(file.path()))
            .project(Quarantine.SCHEMA)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(Quarantine.SCHEMA, type))
            .build()) {
      for (Record row : rows) {
        Rejection next = rejection(row);
        if (gathered != null && isSame(gathered, next)) {
          gathered.errors().addAll(next.errors());
        } else {
          if (gathered != null && !reader.test(gathered)) {
            return false;
          }
          gathered = next;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return gathered == null || reader.test(gathered);
  }

  private static boolean isSame(Rejection one, Rejection other) {
    return one.recordId().equals(other.recordId()) && one.record().equals(other.record());
  }

  static Rejection rejection(Record row) {
    Object field = row.getField("field");
    List<RecordError> errors = new ArrayList<>();
    errors.add(
        new RecordError(
            String.valueOf(row.getField("code")),
            String.valueOf(row.getField("message")),
            field == null ? null : field.toString(),
            null));
    return new Rejection(
        String.valueOf(row.getField("recordId")), errors, String.valueOf(row.getField("record")));
  }
}
