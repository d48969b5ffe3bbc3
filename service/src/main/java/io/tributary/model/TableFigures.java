package io.tributary.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a data set's table holds now. Times in milliseconds since the epoch.
 *
 * @param rows rows that can be read
 * @param hiddenRows rows that have been replaced or undone and still lie in the files
 * @param deleteFiles files that say which rows are hidden
 * @param bytes of all files, hidden rows and delete files among them
 * @param smallFiles files that compaction would put together
 * @param rejectedRows reasons in the table of rejected records
 * @param snapshots that are kept, and can be read or undone
 * @param lastLandedAt when a run last landed, as far as its snapshot is kept
 * @param newestChangeAt when the newest row changed at its source
 * @param columns of its rows, each with its type in SQL
 */
public record TableFigures(
    String table,
    long rows,
    long hiddenRows,
    long files,
    long deleteFiles,
    long bytes,
    long smallFiles,
    long rejectedRows,
    int snapshots,
    @Nullable Long lastLandedAt,
    @Nullable Long newestChangeAt,
    List<SqlResult.Column> columns) {}
