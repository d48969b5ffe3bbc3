package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.dataset.Dataset;
import io.tributary.dataset.Datasets;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Documents;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Data sets: entries of the catalogue, each with a table in the warehouse. */
public final class DataSets {
  /** The tag that holds the name by which query engines know the table. */
  private static final String TABLE_TAG = "adobe/pqs/table";

  private final Documents<DataSet> documents;
  private final Schemas schemas;
  private final Sandboxes sandboxes;
  private final Datasets datasets;
  private final SecureRandom random = new SecureRandom();

  public DataSets(
      Documents<DataSet> documents, Schemas schemas, Sandboxes sandboxes, Datasets datasets) {
    this.documents = documents;
    this.schemas = schemas;
    this.sandboxes = sandboxes;
    this.datasets = datasets;
  }

  public Stored<DataSet> create(Caller caller, DataSet wanted) {
    if (wanted.name() == null || wanted.name().isBlank()) {
      throw new TributaryException(ErrorCode.CATALOG_INVALID, "The data set has no name.");
    }
    if (wanted.schemaId() == null) {
      throw new TributaryException(
          ErrorCode.CATALOG_INVALID,
          "The data set has no schemaRef: {\"id\":\"<$id of a schema>\",\"contentType\":…}.");
    }
    Field fields = schemas.fields(caller, wanted.schemaId());
    String table =
        datasets.create(sandboxes.tenant(caller.org()), caller.sandbox(), wanted.name(), fields);
    ObjectNode tags = wanted.tags() instanceof ObjectNode given ? given.deepCopy() : Json.object();
    tags.putArray(TABLE_TAG).add(table);
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
            wanted.name(),
            wanted.description(),
            wanted.schemaRef(),
            tags,
            wanted.enableErrorDiagnostics(),
            files,
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

  public Stored<DataSet> patch(Caller caller, Id<DataSet> id, JsonNode merge) {
    Stored<DataSet> stored = get(caller, id);
    DataSet before = stored.value();
    DataSet after =
        new DataSet(
            merge.path("name").asText(before.name()),
            merge.path("description").asText(before.description()),
            before.schemaRef(),
            merged(before.tags(), merge.path("tags")),
            merge.has("enableErrorDiagnostics")
                ? Boolean.valueOf(merge.path("enableErrorDiagnostics").asBoolean())
                : before.enableErrorDiagnostics(),
            before.fileDescription(),
            before.lastBatchId(),
            before.lastBatchStatus(),
            before.lastSuccessfulBatch(),
            before.lastFailedBatch());
    return documents.update(caller, stored, after).orElseGet(() -> patch(caller, id, merge));
  }

  private static JsonNode merged(
      @org.jspecify.annotations.Nullable JsonNode before, JsonNode change) {
    ObjectNode tags = before instanceof ObjectNode given ? given.deepCopy() : Json.object();
    change
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals(TABLE_TAG)) {
                tags.set(entry.getKey(), entry.getValue());
              }
            });
    return tags;
  }

  public void delete(Caller caller, Id<DataSet> id) {
    Stored<DataSet> stored = get(caller, id);
    documents.delete(caller, id);
    datasets.drop(sandboxes.tenant(caller.org()), caller.sandbox(), table(stored.value()));
  }

  /** Notes the latest batch, without a new version of the data set. */
  void noteBatch(Caller caller, Id<DataSet> id, String batch, String status) {
    documents.amend(caller, id, dataSet -> dataSet.withBatch(batch, status));
  }

  /** The table behind a data set. */
  public Dataset open(Caller caller, Id<DataSet> id) {
    return datasets.open(
        sandboxes.tenant(caller.org()), caller.sandbox(), table(get(caller, id).value()));
  }

  /** Where the table's files lie. */
  public String location(Caller caller, Id<DataSet> id) {
    return open(caller, id).location();
  }

  /** The first rows. */
  public List<Map<String, Object>> preview(Caller caller, Id<DataSet> id, int limit) {
    return open(caller, id).rows(limit);
  }

  static String table(DataSet dataSet) {
    JsonNode tags = dataSet.tags() == null ? Json.object() : dataSet.tags();
    return tags.path(TABLE_TAG).path(0).asText();
  }
}
