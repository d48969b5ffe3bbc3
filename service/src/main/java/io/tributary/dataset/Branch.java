package io.tributary.dataset;

import io.tributary.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** What a run has committed to its table: on its branch, and in the end for all to see. */
final class Branch {
  private final Table table;
  private final Run run;

  Branch(Table table, Run run) {
    this.table = table;
    this.run = run;
  }

  /** The newest snapshot of the branch, or null if there is no branch. */
  @Nullable Snapshot last() {
    return table.snapshot(run.branch());
  }

  /** The snapshot in which the run became visible, or null. */
  @Nullable Snapshot published() {
    return find(table.currentSnapshot(), Commit.RUN, run.id());
  }

  /** Whether a snapshot on a branch says so. */
  boolean holds(String branch, String key, String value) {
    return find(table.snapshot(branch), key, value) != null;
  }

  private @Nullable Snapshot find(@Nullable Snapshot head, String key, String value) {
    if (head == null) {
      return null;
    }
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot)) {
      if (value.equals(snapshot.summary().get(key))) {
        return snapshot;
      }
    }
    return null;
  }

  static String summary(Snapshot snapshot, String key) {
    return Objects.requireNonNull(snapshot.summary().get(key), key);
  }

  private List<Snapshot> snapshots() {
    List<Snapshot> own = new ArrayList<>();
    Snapshot head = last();
    if (head != null) {
      for (Snapshot snapshot : SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot)) {
        if (!run.id().equals(snapshot.summary().get(Commit.RUN))) {
          break;
        }
        own.add(snapshot);
      }
    }
    return own;
  }

  /** The files with rows that the branch has added. */
  List<DataFile> files() {
    List<DataFile> files = new ArrayList<>();
    snapshots()
        .forEach(
            snapshot ->
                SnapshotChanges.builderFor(table)
                    .snapshot(snapshot)
                    .build()
                    .addedDataFiles()
                    .forEach(files::add));
    return files;
  }

  /** The files with rejected records that its snapshots name. */
  List<Quarantine.RejectedFile> rejectedFiles() {
    List<Quarantine.RejectedFile> files = new ArrayList<>();
    for (Snapshot snapshot : snapshots()) {
      String listed = snapshot.summary().get(Commit.REJECTED_FILES);
      if (listed != null) {
        files.addAll(List.of(Json.read(listed, Quarantine.RejectedFile[].class)));
      }
    }
    return files;
  }
}
