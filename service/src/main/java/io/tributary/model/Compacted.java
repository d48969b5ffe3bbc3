package io.tributary.model;

import org.jspecify.annotations.Nullable;

/**
 * What compaction has put together.
 *
 * @param snapshotId the snapshot that it made; null if there was nothing to do
 * @param rows rows that were written once more, as they were
 * @param filesBefore files that are no longer read, those that hide rows among them
 * @param filesAfter files that are read in their place
 * @param remaining files that are worth another compaction; one takes no more than a gibibyte
 */
public record Compacted(
    @Nullable String snapshotId,
    long rows,
    int filesBefore,
    int filesAfter,
    long bytesBefore,
    long bytesAfter,
    int remaining) {
  public static final Compacted NOTHING = new Compacted(null, 0, 0, 0, 0, 0, 0);
}
