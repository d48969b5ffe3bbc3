package io.tributary.dataset;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.RecordError;
import io.tributary.model.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;

/**
 * How a run lands. Checkpoints gather rows together with the position that follows them on a branch
 * of the run's own; publishing makes all of them visible in one snapshot. A holder that comes after
 * a crash goes on from the branch: the table itself says where. Thread-safe; all commits of a
 * process to one table go through one lock.
 */
public final class Commit {
  static final String RUN = "tributary.run";
  static final String FLOW = "tributary.flow";
  private static final String EPOCH = "tributary.epoch";
  private static final String POSITIONS = "tributary.positions";
  private static final String REASONS = "tributary.reasons";
  private static final String TALLY = "tributary.tally";
  static final String REJECTED_FILES = "tributary.rejected-files";
  static final String REPLACED = "tributary.replaced";
  private static final String COMMIT = "tributary.commit";

  private static final int PUBLISH_ATTEMPTS = 5;

  private final Lock turn;
  private final Fence fence;
  private final Table table;
  private final Run run;
  private final Branch branch;
  private final Field row;
  private final Quarantine quarantine;
  private final AtomicInteger fileNumber = new AtomicInteger();
  private final Map<String, String> positions = new HashMap<>();
  private Tally tally = Tally.ZERO;
  private Reasons reasons = new Reasons();
  private @Nullable Snapshot published;
  private final Optional<Instant> readBefore;

  /**
   * @param turn held by whoever commits to the table: two at once would only fail each other
   */
  Commit(JdbcCatalog catalog, TableIdentifier identifier, Lock turn, Run run, Field row) {
    this.turn = turn;
    HasTableOperations loaded = (HasTableOperations) catalog.loadTable(identifier);
    this.fence = new Fence(loaded.operations(), run.id(), run.epoch());
    this.table = new BaseTable(fence, identifier.toString());
    this.run = run;
    this.branch = new Branch(table, run);
    this.row = row;
    this.quarantine = new Quarantine(catalog, identifier, run);
    this.readBefore = Marks.of(table, run.flow());
    Snapshot landed = branch.published();
    this.published = landed == null ? enter() : landed;
    if (published != null) {
      recall(published);
      return;
    }
    Snapshot last = branch.last();
    if (last != null && run.id().equals(last.summary().get(RUN))) {
      recall(last);
      positions.putAll(Json.readMap(Branch.summary(last, POSITIONS), new TypeReference<>() {}));
    }
    new Leftovers(table, run).sweep(branch.files());
  }

  /** Shuts out all earlier holders; one of them may just have made the run land. */
  private @Nullable Snapshot enter() {
    String held = Fence.property(run.id());
    inTurn(() -> table.updateProperties().set(held, Long.toString(run.epoch())).commit());
    Snapshot landed = branch.published();
    if (landed != null) {
      inTurn(() -> table.updateProperties().remove(held).commit());
    }
    return landed;
  }

  /** Whether the run has landed already, in an earlier attempt. */
  public boolean isPublished() {
    return published != null;
  }

  /** What has been committed of the run so far. */
  public synchronized Tally tally() {
    return tally;
  }

  /** Why values and records of what has been committed so far were lost, grouped and counted. */
  public synchronized List<RecordError> reasons() {
    return reasons.all();
  }

  private void recall(Snapshot snapshot) {
    tally = Json.read(Branch.summary(snapshot, TALLY), Tally.class);
    String known = snapshot.summary().getOrDefault(REASONS, "[]");
    reasons = new Reasons().and(List.of(Json.read(known, RecordError[].class)));
  }

  /** How many rows the published run replaced. */
  public synchronized long replaced() {
    boolean own = published != null && run.id().equals(published.summary().get(RUN));
    return own && published != null
        ? Long.parseLong(published.summary().getOrDefault(REPLACED, "0"))
        : 0;
  }

  /** The position that a split has reached, or null if nothing of it is committed. */
  public synchronized @Nullable String position(String split) {
    return positions.get(split);
  }

  /** Opens files for a part of the run. */
  public Rows rows() {
    return new Rows(table, run, row, fileNumber.incrementAndGet());
  }

  /** Commits rows together with the position of the split that follows them. */
  public synchronized void checkpoint(String split, String position, Rows.Files files, Tally part) {
    Map<String, String> reached = new HashMap<>(positions);
    reached.put(split, position);
    Tally sum = tally.plus(part);
    AppendFiles append = table.newFastAppend().toBranch(run.branch());
    files.data().forEach(append::appendFile);
    Reasons all = reasons.and(files.reasons());
    describe(append, sum, all).set(POSITIONS, Json.write(reached));
    if (!files.rejected().isEmpty()) {
      append.set(REJECTED_FILES, Json.write(files.rejected()));
    }
    inTurn(() -> commit(append, run.branch()));
    positions.put(split, position);
    tally = sum;
    reasons = all;
  }

  /**
   * Makes everything visible at once: rows of a record that had landed before are replaced.
   *
   * @param readUntil up to when the flow has read its source, settled after this run was begun;
   *     null if this run does not move that. If a run has been undone since, the mark stays where
   *     that put it.
   */
  public synchronized void publish(@Nullable Instant readUntil) {
    fence.requireHeld();
    quarantine.publish(branch.rejectedFiles());
    for (int attempt = 1; ; attempt++) {
      try {
        inTurn(() -> tryPublish(readUntil));
        return;
      } catch (ValidationException | CommitFailedException e) {
        // Another run, or another program, came between; what it left is looked at afresh.
        if (attempt == PUBLISH_ATTEMPTS) {
          throw e;
        }
        table.refresh();
      } catch (CommitStateUnknownException e) {
        table.refresh();
        published = branch.published();
        if (published != null) {
          return;
        }
        if (attempt == PUBLISH_ATTEMPTS) {
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

  private void tryPublish(@Nullable Instant readUntil) {
    List<DataFile> files = branch.files();
    Transaction transaction = table.newTransaction();
    if (tally.read() > 0) {
      RowDelta delta = transaction.newRowDelta();
      files.forEach(delta::addRows);
      long replaced = new Upsert(table, run).replace(files, delta);
      describe(delta, tally, reasons).set(REPLACED, Long.toString(replaced));
      if (readUntil != null && Marks.of(table, run.flow()).equals(readBefore)) {
        delta.set(Marks.READ_UNTIL, readUntil.toString());
      }
      delta.commit();
    }
    close(transaction);
    published = table.currentSnapshot();
  }

  /** Throws away what the run has gathered; the rejected records are kept. */
  public synchronized void abandon() {
    fence.requireHeld();
    quarantine.publish(branch.rejectedFiles());
    List<DataFile> files = branch.files();
    inTurn(() -> close(table.newTransaction()));
    files.forEach(file -> table.io().deleteFile(file.location()));
  }

  private void close(Transaction transaction) {
    if (branch.last() != null) {
      transaction.manageSnapshots().removeBranch(run.branch()).commit();
    }
    transaction.updateProperties().remove(Fence.property(run.id())).commit();
    transaction.commitTransaction();
    table.refresh();
  }

  private SnapshotUpdate<?> describe(SnapshotUpdate<?> update, Tally sum, Reasons why) {
    update.set(RUN, run.id());
    update.set(FLOW, run.flow());
    update.set(EPOCH, Long.toString(run.epoch()));
    update.set(TALLY, Json.write(sum));
    update.set(REASONS, Json.write(why.all()));
    return update;
  }

  /** Commits; if the answer is lost, looks whether it happened instead of guessing. */
  private void commit(SnapshotUpdate<?> update, String on) {
    String mark = UUID.randomUUID().toString();
    update.set(COMMIT, mark);
    try {
      update.commit();
    } catch (CommitStateUnknownException e) {
      table.refresh();
      if (!branch.holds(on, COMMIT, mark)) {
        throw e;
      }
    }
  }
}
