package io.tributary.control;

import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.Compacted;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.FlowRun;
import io.tributary.model.FoundRow;
import io.tributary.model.Id;
import io.tributary.model.Rejection;
import io.tributary.model.Stored;
import io.tributary.model.TableFigures;
import io.tributary.model.TableSnapshot;
import io.tributary.model.TributaryException;
import io.tributary.model.Undone;
import io.tributary.store.AuditLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The history of data sets: looking at it, finding a record in it, taking a run back. */
public final class Snapshots {
  private static final int MOST_REJECTIONS = 100;

  private final DataSets dataSets;
  private final Batches batches;
  private final Runs runs;
  private final AuditLog audit;

  public Snapshots(DataSets dataSets, Batches batches, Runs runs, AuditLog audit) {
    this.dataSets = dataSets;
    this.batches = batches;
    this.runs = runs;
    this.audit = audit;
  }

  /** The newest first, as far back as they are kept. */
  public List<TableSnapshot> list(Caller caller, Id<DataSet> dataSet, int start, int limit) {
    return dataSets.open(caller, dataSet).snapshots().stream()
        .skip(start)
        .limit(limit)
        .map(snapshot -> snapshot.withBatch(batchOf(caller, snapshot.runId())))
        .toList();
  }

  public TableFigures figures(Caller caller, Id<DataSet> dataSet) {
    return dataSets.open(caller, dataSet).figures();
  }

  /** Some rows as they were when a snapshot was the newest. */
  public List<Map<String, Object>> rows(
      Caller caller, Id<DataSet> dataSet, String snapshot, int start, int limit) {
    return dataSets.open(caller, dataSet).rowsAt(snapshot, start, limit);
  }

  /** Puts the files of a data set together; its rows stay the same. */
  public Compacted compact(Caller caller, Id<DataSet> dataSet) {
    Compacted compacted = dataSets.open(caller, dataSet).compact();
    audit.record(
        caller,
        () -> new AuditLog.Change("compact", "dataSet", dataSet.value(), null, compacted),
        () -> compacted.snapshotId() != null);
    return compacted;
  }

  /** The rows of a record: one for each source that has its id. */
  public List<FoundRow> find(Caller caller, Id<DataSet> dataSet, String recordId) {
    return dataSets.open(caller, dataSet).find(recordId).stream()
        .map(row -> row.withBatch(batchOf(caller, row.runId())))
        .toList();
  }

  /** Why a record was rejected, run by run; not more than a hundred times. */
  public List<Rejected> rejections(Caller caller, Id<DataSet> dataSet, String recordId) {
    return dataSets.open(caller, dataSet).rejections(recordId, MOST_REJECTIONS).stream()
        .map(
            found -> new Rejected(found.runId(), batchOf(caller, found.runId()), found.rejection()))
        .toList();
  }

  /** A record that a run rejected. */
  public record Rejected(String runId, @Nullable String batchId, Rejection rejection) {}

  private @Nullable String batchOf(Caller caller, @Nullable String run) {
    return run == null
        ? null
        : runs.find(caller, Id.of(run)).map(found -> Batches.of(found).value()).orElse(null);
  }

  /**
   * Undoes a run that has landed, once however often it is asked for: whoever comes after a crash
   * finds the table undone and tells the batch.
   */
  public Undone undo(Caller caller, Id<FlowRun> id) {
    Stored<FlowRun> run = runs.get(caller, id);
    Stored<Batch> batch = batches.find(caller, Batches.of(run)).orElse(null);
    if (batch == null || !batch.value().landed() || batch.value().recordCount() == 0) {
      throw new TributaryException(
          ErrorCode.UNDO_NOT_LANDED,
          "The run "
              + id
              + " is '"
              + run.value().metrics().status()
              + "' and has landed no records. There is nothing to undo.");
    }
    Id<DataSet> dataSet = Id.of(batch.value().dataSetId());
    Undone undone = dataSets.open(caller, dataSet).undo(id.value(), caller.user());
    audit.record(
        caller,
        () -> new AuditLog.Change("undo", "run", id.value(), null, undone),
        () -> batches.undone(caller, batch.id(), undone));
    dataSets.noteUndone(caller, dataSet, batch.id(), batches.lastLanded(caller, dataSet));
    return undone;
  }
}
