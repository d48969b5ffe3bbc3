package io.tributary.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of a connection: the name of one of the specification's {@code authSpec}s and its
 * parameters. In a stored connection the secret parameters hold {@link #MASK}; the values lie
 * encrypted elsewhere.
 */
public record Auth(@Nullable String specName, @Nullable ObjectNode params) {
  /** What stands in place of a secret wherever a connection is shown. */
  public static final String MASK = "**********";

  /** The text of a parameter, or null when it is absent or not a scalar. */
  public @Nullable String param(String name) {
    return params == null || !params.hasNonNull(name) ? null : params.get(name).asText();
  }

  /** Never shows values: this record may hold credentials in the clear. */
  @Override
  public String toString() {
    return "Auth[" + specName + ", ***]";
  }
}
