package io.tributary.model;

import org.jspecify.annotations.Nullable;

/**
 * One step in the history of a data set's table. Times in milliseconds since the epoch.
 *
 * @param operation {@code run}, {@code undo}, {@code compaction} or {@code other}
 * @param runId the run that landed or, of an undo, that was undone
 * @param by who asked for an undo
 * @param addedRows rows that can be read since then and could not before
 * @param removedRows rows that could be read before and cannot since then
 */
public record TableSnapshot(
    String id,
    @Nullable String parentId,
    long createdAt,
    String operation,
    @Nullable String runId,
    @Nullable String batchId,
    @Nullable String by,
    long addedRows,
    long removedRows,
    long addedFiles,
    long removedFiles,
    long addedBytes,
    long totalRows,
    long totalFiles,
    long totalBytes) {

  public TableSnapshot withBatch(@Nullable String batch) {
    return new TableSnapshot(
        id,
        parentId,
        createdAt,
        operation,
        runId,
        batch,
        by,
        addedRows,
        removedRows,
        addedFiles,
        removedFiles,
        addedBytes,
        totalRows,
        totalFiles,
        totalBytes);
  }
}
