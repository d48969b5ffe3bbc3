package io.tributary.model;

import org.jspecify.annotations.Nullable;

/** A reference to a connection or flow specification. */
public record SpecRef(@Nullable String id, @Nullable String version) {}
