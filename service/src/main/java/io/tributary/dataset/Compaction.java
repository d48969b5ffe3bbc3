package io.tributary.dataset;

import io.tributary.model.Compacted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Puts small files together, and files of which many rows are gone with what hides those rows. The
 * rows stay as they are, lineage and all; earlier snapshots keep the files that they had.
 */
final class Compaction {
  /** Files below this are small: reading many of them costs more than reading what is in them. */
  static final long SMALL_BYTES = 32L << 20;

  private static final long FILE_BYTES = 128L << 20;

  /** What one compaction reads at most; there is always room for one file. */
  private static final long MOST_BYTES = 1L << 30;

  /** A file is written anew when one row of so many is gone. */
  private static final int GONE_IN = 10;

  private final Table table;

  Compaction(Table table) {
    this.table = table;
  }

  /**
   * Compacts in one commit, which fails if something else has touched the files meanwhile.
   *
   * @param commit runs what commits
   */
  Compacted run(Consumer<Runnable> commit) {
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return Compacted.NOTHING;
    }
    List<FileScanTask> all = tasks(current);
    List<FileScanTask> worth = all.stream().filter(Compaction::isWorth).toList();
    List<FileScanTask> taken = taken(worth);
    if (taken.size() < 2 && taken.stream().allMatch(task -> task.deletes().isEmpty())) {
      return Compacted.NOTHING;
    }
    Collection<DeleteFile> deletes = onlyOf(taken, all);
    try (RewrittenRows rows =
        new RewrittenRows(table, "compaction-" + UUID.randomUUID(), FILE_BYTES)) {
      taken.forEach(task -> rewrite(task, rows));
      List<DataFile> fresh = rows.finish();
      RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(current.snapshotId());
      taken.forEach(task -> rewrite.deleteFile(task.file()));
      deletes.forEach(rewrite::deleteFile);
      fresh.forEach(rewrite::addFile);
      commit.accept(() -> commit(rewrite, rows));
      return new Compacted(
          Long.toString(table.currentSnapshot().snapshotId()),
          rows.count(),
          taken.size() + deletes.size(),
          fresh.size(),
          bytes(taken.stream().map(FileScanTask::file).toList()) + bytes(deletes),
          bytes(fresh),
          worth.size() - taken.size());
    }
  }

  private static void commit(RewriteFiles rewrite, RewrittenRows rows) {
    try {
      rewrite.commit();
      rows.keep();
    } catch (CommitStateUnknownException e) {
      rows.keep(); // They may be the table's.
      throw e;
    }
  }

  private static boolean isWorth(FileScanTask task) {
    long gone = task.deletes().stream().mapToLong(ContentFile::recordCount).sum();
    return task.file().fileSizeInBytes() < SMALL_BYTES
        || gone * GONE_IN >= task.file().recordCount();
  }

  private static List<FileScanTask> taken(List<FileScanTask> worth) {
    List<FileScanTask> taken = new ArrayList<>();
    long bytes = 0;
    for (FileScanTask task : worth) {
      bytes += task.file().fileSizeInBytes();
      if (bytes > MOST_BYTES && !taken.isEmpty()) {
        break;
      }
      taken.add(task);
    }
    return taken;
  }

  /** The delete files that concern none but these. */
  private static Collection<DeleteFile> onlyOf(List<FileScanTask> taken, List<FileScanTask> all) {
    Map<String, DeleteFile> deletes = new LinkedHashMap<>();
    taken.forEach(task -> task.deletes().forEach(file -> deletes.put(file.location(), file)));
    Set<FileScanTask> rest = new HashSet<>(all);
    taken.forEach(rest::remove);
    rest.forEach(task -> task.deletes().forEach(file -> deletes.remove(file.location())));
    return deletes.values();
  }

  private static long bytes(Collection<? extends ContentFile<?>> files) {
    return files.stream().mapToLong(ContentFile::fileSizeInBytes).sum();
  }

  private void rewrite(FileScanTask task, RewrittenRows rows) {
    try (CloseableIterable<Record> live = FileRows.live(table, task, table.schema())) {
      live.forEach(rows::append);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<FileScanTask> tasks(Snapshot snapshot) {
    List<FileScanTask> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      tasks.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
