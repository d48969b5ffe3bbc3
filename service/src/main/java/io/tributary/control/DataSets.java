package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.dataset.Dataset;
import io.tributary.dataset.Datasets;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TableFiles;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Data sets: entries of the catalogue, each with a table in the warehouse. */
public final class DataSets {
  private final Documents<DataSet> documents;
  private final DataSetRules rules;
  private final Schemas schemas;
  private final Sandboxes sandboxes;
  private final Datasets datasets;
  private final SecureRandom random = new SecureRandom();

  public DataSets(
      Documents<DataSet> documents,
      DataSetRules rules,
      Schemas schemas,
      Sandboxes sandboxes,
      Datasets datasets) {
    this.documents = documents;
    this.rules = rules;
    this.schemas = schemas;
    this.sandboxes = sandboxes;
    this.datasets = datasets;
  }

  public Stored<DataSet> create(Caller caller, DataSet wanted) {
    rules.requireDescribed(wanted);
    if (wanted.schemaId() == null) {
      throw new TributaryException(
          ErrorCode.CATALOG_INVALID,
          "The data set has no schemaRef: {\"id\":\"<$id of a schema>\",\"contentType\":…}.");
    }
    Field fields = schemas.fields(caller, wanted.schemaId());
    String name = String.valueOf(wanted.name());
    String table = datasets.create(sandboxes.tenant(caller.org()), caller.sandbox(), name, fields);
    ObjectNode files =
        Json.object()
            .put("persisted", true)
            .put("containerFormat", "parquet")
            .put("format", "parquet");
    byte[] id = new byte[12];
    random.nextBytes(id);
    return documents.insert(
        caller,
        Id.of(HexFormat.of().formatHex(id)),
        new DataSet(
            name,
            wanted.description(),
            wanted.schemaRef(),
            DataSetRules.withTable(wanted.tags(), table),
            wanted.enableErrorDiagnostics(),
            files,
            null,
            0,
            null,
            null,
            null,
            null));
  }

  public Query.Page<Stored<DataSet>> list(Caller caller, Query query) {
    return documents.list(caller, query);
  }

  public Stored<DataSet> get(Caller caller, Id<DataSet> id) {
    return documents
        .find(caller, id)
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.CATALOG_NOT_FOUND,
                    "The data set " + id + " is not found. GET /dataSets lists yours.",
                    Map.of("id", id.value()),
                    null));
  }

  /**
   * Changes how a data set is described, by a merge patch (an object) or a JSON Patch (an array).
   *
   * @param ifMatch the version that the change was made from; null for whichever there is
   */
  public Stored<DataSet> patch(
      Caller caller, Id<DataSet> id, @Nullable String ifMatch, JsonNode patch) {
    return change(caller, id, ifMatch, before -> rules.patched(before, patch));
  }

  /** Describes a data set anew. What nobody can change may be in the body and is passed over. */
  public Stored<DataSet> replace(
      Caller caller, Id<DataSet> id, @Nullable String ifMatch, DataSet wanted) {
    return change(caller, id, ifMatch, before -> rules.accept(before, wanted));
  }

  Stored<DataSet> change(
      Caller caller, Id<DataSet> id, @Nullable String ifMatch, UnaryOperator<DataSet> change) {
    Stored<DataSet> stored = get(caller, id);
    DataSetRules.requireVersion(ifMatch, stored);
    return documents
        .update(caller, stored, change.apply(stored.value()))
        .orElseGet(() -> change(caller, id, ifMatch, change));
  }

  /** Removes the entry, and then the table with its rows, rejected records and files. */
  public void delete(Caller caller, Id<DataSet> id) {
    Stored<DataSet> stored = get(caller, id);
    rules.requireUnused(caller, id);
    documents.delete(caller, id);
    datasets.drop(sandboxes.tenant(caller.org()), caller.sandbox(), table(stored));
  }

  /** Notes the latest batch, without a new version of the data set. */
  void noteBatch(Caller caller, Id<DataSet> id, String batch, String status) {
    documents.amend(caller, id, dataSet -> dataSet.withBatch(batch, status));
  }

  /** Notes that a batch was taken back, and which one is the last that is there. */
  void noteUndone(Caller caller, Id<DataSet> id, Id<Batch> batch, Optional<Id<Batch>> last) {
    documents.amend(
        caller,
        id,
        dataSet -> dataSet.withoutBatch(batch.value(), last.map(Id::value).orElse(null)));
  }

  /** The table behind a data set. */
  public Dataset open(Caller caller, Id<DataSet> id) {
    return datasets.open(sandboxes.tenant(caller.org()), caller.sandbox(), table(get(caller, id)));
  }

  /** Where the table's files lie. */
  public String location(Caller caller, Stored<DataSet> dataSet) {
    return datasets.location(sandboxes.tenant(caller.org()), caller.sandbox(), table(dataSet));
  }

  /** What its rows are: {@code record}, {@code time-series} or {@code adhoc}. */
  public String behavior(Caller caller, Stored<DataSet> dataSet) {
    return schemas.behavior(caller, String.valueOf(dataSet.value().schemaId()));
  }

  /** Some rows. */
  public List<Map<String, Object>> preview(Caller caller, Id<DataSet> id, int start, int limit) {
    return open(caller, id).rows(start, limit);
  }

  /** The columns of a table of the caller's sandbox. */
  List<TableFiles.Column> columns(Caller caller, String table) {
    return datasets.columns(sandboxes.tenant(caller.org()), caller.sandbox(), table);
  }

  /** How a table of the caller's sandbox can be read. */
  TableFiles files(Caller caller, String table) {
    return datasets.files(sandboxes.tenant(caller.org()), caller.sandbox(), table);
  }

  static String table(Stored<DataSet> dataSet) {
    return DataSetRules.table(dataSet.value());
  }
}
