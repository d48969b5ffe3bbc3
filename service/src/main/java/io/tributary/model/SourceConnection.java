package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What is read from an account: the object, its columns and the format of its data. */
public record SourceConnection(
    @Nullable String name,
    @Nullable String description,
    @Nullable Id<Connection> baseConnectionId,
    @Nullable JsonNode data,
    @Nullable ObjectNode params,
    @Nullable SpecRef connectionSpec,
    @Nullable String state,
    @Nullable String providerRefId,
    @Nullable JsonNode inheritedAttributes) {

  /**
   * The table that is read. The published HubSpot guide calls the parameter {@code path}, all
   * others {@code tableName}.
   */
  public @Nullable String object() {
    for (String key : new String[] {"tableName", "path"}) {
      if (params != null && params.path(key).isTextual()) {
        return params.get(key).textValue();
      }
    }
    return null;
  }

  public String specId() {
    return connectionSpec == null || connectionSpec.id() == null ? "" : connectionSpec.id();
  }
}
