package io.tributary.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The span of change that a run reads: after {@code from} (or everything, when null) up to {@code
 * to}.
 */
public record Window(@Nullable Instant from, Instant to) {}
