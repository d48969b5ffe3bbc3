package io.tributary.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the row of a record is, and where it came from. Times in milliseconds since the epoch.
 *
 * @param source connection and table
 * @param file the name of the file, and {@code position} the row's number in it, from 0
 * @param snapshotId the snapshot with which its run landed; null if it is not kept any more
 */
public record FoundRow(
    String source,
    String recordId,
    @Nullable Long changedAt,
    @Nullable String runId,
    @Nullable String batchId,
    String file,
    long position,
    @Nullable String snapshotId,
    @Nullable Long landedAt,
    Map<String, Object> row) {

  public FoundRow withBatch(@Nullable String batch) {
    return new FoundRow(
        source, recordId, changedAt, runId, batch, file, position, snapshotId, landedAt, row);
  }
}
