package io.tributary.model;

import org.jspecify.annotations.Nullable;

/** A base connection: one account at a source, with its credentials. */
public record Connection(
    @Nullable String name,
    @Nullable String description,
    @Nullable Auth auth,
    @Nullable SpecRef connectionSpec,
    @Nullable String state) {

  public Connection withAuth(@Nullable Auth other) {
    return new Connection(name, description, other, connectionSpec, state);
  }

  public Connection withState(String other) {
    return new Connection(name, description, auth, connectionSpec, other);
  }

  /** The id of the connection specification; empty when the body named none. */
  public String specId() {
    return connectionSpec == null || connectionSpec.id() == null ? "" : connectionSpec.id();
  }

  /** The text of a credential; empty when it is absent. */
  public String credential(String parameter) {
    String value = auth == null ? null : auth.param(parameter);
    return value == null ? "" : value;
  }
}
