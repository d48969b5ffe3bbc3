package io.tributary.model;

import org.jspecify.annotations.Nullable;

/**
 * A run that was undone: the records whose rows it had landed have the rows again that they had
 * before. Times in milliseconds since the epoch.
 *
 * @param snapshotId the snapshot that says so
 * @param removedRows rows of the run that were there and are gone
 * @param restoredRows rows that the run had replaced and that are back
 * @param readUntil up to when the flow has read its source now; null if it begins anew
 */
public record Undone(
    String runId,
    String snapshotId,
    long undoneAt,
    String undoneBy,
    long removedRows,
    long restoredRows,
    @Nullable Long readUntil) {}
