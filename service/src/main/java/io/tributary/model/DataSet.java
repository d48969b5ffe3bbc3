package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A data set of the catalogue: a name, the schema of its rows, and what last happened to it.
 *
 * @param revision how often its owner has changed it
 */
public record DataSet(
    @Nullable String name,
    @Nullable String description,
    @Nullable SchemaRef schemaRef,
    @Nullable JsonNode tags,
    @Nullable Boolean enableErrorDiagnostics,
    @Nullable JsonNode fileDescription,
    @Nullable Labels labels,
    int revision,
    @Nullable String lastBatchId,
    @Nullable String lastBatchStatus,
    @Nullable String lastSuccessfulBatch,
    @Nullable String lastFailedBatch) {

  /** Which schema, in which media type and version. */
  public record SchemaRef(@Nullable String id, @Nullable String contentType) {}

  public @Nullable String schemaId() {
    return schemaRef == null ? null : schemaRef.id();
  }

  /** Whose version is told by the contract in three numbers. */
  public String version() {
    return "1.0." + revision;
  }

  /** This data set, described as the other one, as its next revision. */
  public DataSet describedAs(DataSet other) {
    return new DataSet(
        other.name,
        other.description,
        other.schemaRef,
        other.tags,
        other.enableErrorDiagnostics,
        fileDescription,
        labels,
        revision + 1,
        lastBatchId,
        lastBatchStatus,
        lastSuccessfulBatch,
        lastFailedBatch);
  }

  public DataSet withLabels(@Nullable Labels others) {
    return new DataSet(
        name,
        description,
        schemaRef,
        tags,
        enableErrorDiagnostics,
        fileDescription,
        others,
        revision + 1,
        lastBatchId,
        lastBatchStatus,
        lastSuccessfulBatch,
        lastFailedBatch);
  }

  /** The same data set after a batch was taken back. */
  public DataSet withoutBatch(String batch, @Nullable String lastThatIsThere) {
    return new DataSet(
        name,
        description,
        schemaRef,
        tags,
        enableErrorDiagnostics,
        fileDescription,
        labels,
        revision,
        lastBatchId,
        batch.equals(lastBatchId) ? Batch.INACTIVE : lastBatchStatus,
        lastThatIsThere,
        lastFailedBatch);
  }

  public DataSet withBatch(String batch, String status) {
    boolean good = "success".equals(status);
    return new DataSet(
        name,
        description,
        schemaRef,
        tags,
        enableErrorDiagnostics,
        fileDescription,
        labels,
        revision,
        batch,
        status,
        good ? batch : lastSuccessfulBatch,
        "failed".equals(status) ? batch : lastFailedBatch);
  }
}
