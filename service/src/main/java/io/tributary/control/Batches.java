package io.tributary.control;

import io.tributary.dataset.Dataset;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Filter;
import io.tributary.model.FlowRun;
import io.tributary.model.Id;
import io.tributary.model.LandedFile;
import io.tributary.model.Query;
import io.tributary.model.Rejection;
import io.tributary.model.RunMetrics;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.model.Undone;
import io.tributary.store.Documents;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Batches: what each run brought into its data set, and the files of it. */
public final class Batches {
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final Documents<Batch> documents;
  private final DataSets dataSets;
  private final Clock clock;

  public Batches(Documents<Batch> documents, DataSets dataSets, Clock clock) {
    this.documents = documents;
    this.dataSets = dataSets;
    this.clock = clock;
  }

  public Query.Page<Stored<Batch>> list(Caller caller, Query query) {
    return documents.list(caller, query);
  }

  public Optional<Stored<Batch>> find(Caller caller, Id<Batch> id) {
    return documents.find(caller, id);
  }

  public Stored<Batch> get(Caller caller, Id<Batch> id) {
    return find(caller, id)
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.CATALOG_NOT_FOUND,
                    "The batch " + id + " is not found.",
                    Map.of("id", id.value()),
                    null));
  }

  /** The files of rows that a batch brought. */
  public List<LandedFile> files(Caller caller, Id<Batch> id) {
    Stored<Batch> batch = get(caller, id);
    return table(caller, batch).filesOf(batch.value().runId());
  }

  /** The files of records that did not land with a batch. */
  public List<LandedFile> rejected(Caller caller, Id<Batch> id) {
    Stored<Batch> batch = get(caller, id);
    return table(caller, batch).rejectedFilesOf(batch.value().runId());
  }

  /**
   * Reads one of those files.
   *
   * @param reader takes a record and says whether it wants another one
   * @return whether it still wanted more at the end
   */
  public boolean readRejected(
      Caller caller, Id<Batch> id, LandedFile file, Predicate<Rejection> reader) {
    return table(caller, get(caller, id)).readRejected(file, reader);
  }

  private Dataset table(Caller caller, Stored<Batch> batch) {
    return dataSets.open(caller, Id.of(batch.value().dataSetId()));
  }

  /** The batch of a run; every attempt of the run finds the same. */
  static Id<Batch> of(Stored<FlowRun> run) {
    return Id.of(ulid(run.createdAt(), UUID.fromString(run.id().value())));
  }

  Id<Batch> begin(Caller caller, Stored<FlowRun> run, Id<DataSet> dataSet) {
    Id<Batch> id = of(run);
    if (documents.find(caller, id).isEmpty()) {
      Map<String, List<String>> tags =
          Map.of(
              "flowId",
              List.of(run.value().flowId().value()),
              "flowRunId",
              List.of(run.id().value()));
      documents.insert(
          caller,
          id,
          new Batch(
              "processing",
              List.of(new Batch.RelatedObject("dataSet", dataSet.value())),
              clock.millis(),
              null,
              0,
              0,
              0,
              tags,
              null,
              null));
    }
    return id;
  }

  /** Ends it as its run ended. */
  void end(Caller caller, Id<Batch> id, RunMetrics metrics) {
    documents.amend(
        caller,
        id,
        batch ->
            new Batch(
                metrics.status(),
                batch.relatedObjects(),
                batch.started(),
                clock.millis(),
                metrics.recordSummary().outputRecordCount(),
                metrics.recordSummary().failedRecordCount(),
                metrics.sizeSummary().outputBytes(),
                batch.tags(),
                figures(metrics),
                problems(metrics)));
  }

  /** Tells that a batch's rows have been taken back; whether that was not told before. */
  boolean undone(Caller caller, Id<Batch> id, Undone undone) {
    if (get(caller, id).value().status().equals(Batch.INACTIVE)) {
      return false;
    }
    documents.amend(caller, id, batch -> batch.undone(undone));
    return true;
  }

  /** The newest batch of a data set whose rows are there, or nothing. */
  Optional<Id<Batch>> lastLanded(Caller caller, Id<DataSet> dataSet) {
    Query landed =
        new Query(
            List.of(
                new Filter("dataSet", Filter.Op.EQ, List.of(dataSet.value())),
                new Filter("status", Filter.Op.EQ, List.of("success"))),
            List.of(),
            List.of(),
            1,
            null);
    return documents.list(caller, landed).items().stream().map(Stored::id).findFirst();
  }

  private static List<Batch.Problem> problems(RunMetrics metrics) {
    return metrics.statusSummary().errors().stream()
        .map(error -> new Batch.Problem(error.code(), error.message(), error.recordCount()))
        .toList();
  }

  private static Map<String, Long> figures(RunMetrics metrics) {
    RunMetrics.RecordSummary records = metrics.recordSummary();
    return Map.of(
        "inputByteSize", metrics.sizeSummary().inputBytes(),
        "inputRecordCount", records.inputRecordCount(),
        "outputRecordCount", records.outputRecordCount(),
        "failedRecordCount", records.failedRecordCount());
  }

  /** A sortable id of 26 letters and digits: 48 bits of time, 80 bits of the run's id. */
  private static String ulid(long millis, UUID random) {
    ByteBuffer bytes = ByteBuffer.allocate(17);
    bytes.put((byte) 0).putShort((short) (millis >>> 32)).putInt((int) millis);
    bytes
        .putShort((short) random.getMostSignificantBits())
        .putLong(random.getLeastSignificantBits());
    java.math.BigInteger value = new java.math.BigInteger(bytes.array());
    char[] text = new char[26];
    for (int i = 25; i >= 0; i--) {
      text[i] = CROCKFORD.charAt(value.intValue() & 31);
      value = value.shiftRight(5);
    }
    return new String(text);
  }
}
