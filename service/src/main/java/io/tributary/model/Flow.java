package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataflow: one source connection, one target connection, what happens between them, and when.
 */
public record Flow(
    @Nullable String name,
    @Nullable String description,
    @Nullable SpecRef flowSpec,
    @Nullable List<Id<SourceConnection>> sourceConnectionIds,
    @Nullable List<Id<TargetConnection>> targetConnectionIds,
    @Nullable ArrayNode transformations,
    @Nullable ObjectNode scheduleParams,
    @Nullable ObjectNode options,
    @Nullable List<String> labels,
    @Nullable String state,
    @Nullable String providerRefId,
    @Nullable JsonNode inheritedAttributes,
    @Nullable String runs,
    @Nullable JsonNode lastOperation,
    @Nullable JsonNode lastRunDetails) {

  /**
   * The parameters of the transformation with that name ({@code Copy}, {@code Mapping}), or null.
   */
  public @Nullable JsonNode transformation(String wanted) {
    if (transformations != null) {
      for (JsonNode transformation : transformations) {
        if (wanted.equals(transformation.path("name").asText())) {
          return transformation.path("params");
        }
      }
    }
    return null;
  }

  public String specId() {
    return flowSpec == null || flowSpec.id() == null ? "" : flowSpec.id();
  }

  public Flow withState(String other, @Nullable JsonNode operation) {
    return new Flow(
        name,
        description,
        flowSpec,
        sourceConnectionIds,
        targetConnectionIds,
        transformations,
        scheduleParams,
        options,
        labels,
        other,
        providerRefId,
        inheritedAttributes,
        runs,
        operation,
        lastRunDetails);
  }

  /** The flow with a Copy transformation that names that column. */
  public Flow withDeltaColumn(JsonNode column) {
    ArrayNode others = Json.mapper().createArrayNode();
    if (transformations != null) {
      transformations.forEach(
          one -> {
            if (!"Copy".equals(one.path("name").asText())) {
              others.add(one);
            }
          });
    }
    ObjectNode params =
        transformation("Copy") instanceof ObjectNode given ? given.deepCopy() : Json.object();
    ObjectNode copy = Json.object().put("name", "Copy");
    copy.set("params", params.set("deltaColumn", column));
    return new Flow(
        name,
        description,
        flowSpec,
        sourceConnectionIds,
        targetConnectionIds,
        others.insert(0, copy),
        scheduleParams,
        options,
        labels,
        state,
        providerRefId,
        inheritedAttributes,
        runs,
        lastOperation,
        lastRunDetails);
  }

  public Flow withLastRun(JsonNode details) {
    return new Flow(
        name,
        description,
        flowSpec,
        sourceConnectionIds,
        targetConnectionIds,
        transformations,
        scheduleParams,
        options,
        labels,
        state,
        providerRefId,
        inheritedAttributes,
        runs,
        lastOperation,
        details);
  }
}
