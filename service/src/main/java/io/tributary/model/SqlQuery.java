package io.tributary.model;

import org.jspecify.annotations.Nullable;

/**
 * A question to the data sets of a sandbox.
 *
 * @param sql one statement that reads
 * @param limit the most rows that are wanted; null for as many as the service gives unasked
 */
public record SqlQuery(@Nullable String sql, @Nullable Integer limit) {}
