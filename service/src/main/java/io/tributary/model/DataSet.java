package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A data set of the catalogue: a name, the schema of its rows, and what last happened to it. */
public record DataSet(
    @Nullable String name,
    @Nullable String description,
    @Nullable SchemaRef schemaRef,
    @Nullable JsonNode tags,
    @Nullable Boolean enableErrorDiagnostics,
    @Nullable JsonNode fileDescription,
    @Nullable String lastBatchId,
    @Nullable String lastBatchStatus,
    @Nullable String lastSuccessfulBatch,
    @Nullable String lastFailedBatch) {

  /** Which schema, in which media type and version. */
  public record SchemaRef(@Nullable String id, @Nullable String contentType) {}

  public @Nullable String schemaId() {
    return schemaRef == null ? null : schemaRef.id();
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
        batch,
        status,
        good ? batch : lastSuccessfulBatch,
        good ? lastFailedBatch : batch);
  }
}
