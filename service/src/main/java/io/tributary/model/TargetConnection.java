package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Where rows land: a data set. */
public record TargetConnection(
    @Nullable String name,
    @Nullable String description,
    @Nullable JsonNode data,
    @Nullable ObjectNode params,
    @Nullable SpecRef connectionSpec,
    @Nullable String state,
    @Nullable String providerRefId,
    @Nullable JsonNode inheritedAttributes) {

  public @Nullable Id<DataSet> dataSetId() {
    String value = params == null ? "" : params.path("dataSetId").asText("");
    return value.isBlank() ? null : Id.of(value);
  }

  public String specId() {
    return connectionSpec == null || connectionSpec.id() == null ? "" : connectionSpec.id();
  }
}
