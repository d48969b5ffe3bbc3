package io.tributary.model;

import org.jspecify.annotations.Nullable;

/**
 * A reference to a connection or flow specification.
 *
 * @param version 1.0 if none is given
 */
public record SpecRef(@Nullable String id, @Nullable String version) {
  public SpecRef {
    version = version == null || version.isBlank() ? "1.0" : version;
  }
}
