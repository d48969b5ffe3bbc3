package io.tributary.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a source.
 *
 * @param id what identifies it in its object; empty if nothing does
 * @param changedAt when it last changed there, if the source says so
 * @param values by the columns of the selection: {@code String Boolean Long Double}, {@code
 *     LocalDate} for dates, {@code Instant} for date-times, or null
 */
public record SourceRecord(String id, @Nullable Instant changedAt, @Nullable Object[] values) {}
