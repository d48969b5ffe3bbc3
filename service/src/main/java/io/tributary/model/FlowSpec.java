package io.tributary.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of dataflow: which sources and targets it joins, its schedule, options and
 * transformations.
 *
 * @param transformationSpecs a list; the contract also knows it under two other names, and as an
 *     object where there is one
 * @param etag the version of one that an organisation has made or added to; null for the program's
 *     own
 */
public record FlowSpec(
    String id,
    String name,
    String providerId,
    String version,
    @Nullable String type,
    @Nullable JsonNode attributes,
    List<String> sourceConnectionSpecIds,
    List<String> targetConnectionSpecIds,
    @Nullable JsonNode optionSpec,
    @JsonAlias({"transformationSpec", "transformationSpecDTOS"})
        @Nullable JsonNode transformationSpecs,
    @Nullable JsonNode scheduleSpec,
    @Nullable JsonNode runSpec,
    @Nullable JsonNode permissionsInfo,
    @Nullable JsonNode entitlementInfo,
    @Nullable JsonNode policy,
    @Nullable String etag) {

  public FlowSpec {
    id = id == null ? "" : id;
    name = name == null ? "" : name;
    providerId = providerId == null ? "" : providerId;
    version = version == null ? "1.0" : version;
    sourceConnectionSpecIds =
        sourceConnectionSpecIds == null ? List.of() : List.copyOf(sourceConnectionSpecIds);
    targetConnectionSpecIds =
        targetConnectionSpecIds == null ? List.of() : List.copyOf(targetConnectionSpecIds);
    if (transformationSpecs instanceof ObjectNode only) {
      transformationSpecs = Json.mapper().createArrayNode().add(only);
    }
  }

  /** Whether there is something here that can run it. */
  public boolean available() {
    return attributes != null && attributes.path("available").asBoolean();
  }

  /** The same with some of its attributes set. */
  public FlowSpec withAttributes(ObjectNode set) {
    ObjectNode merged = Json.object();
    if (attributes instanceof ObjectNode own) {
      merged.setAll(own);
    }
    merged.setAll(set);
    return with(id, merged, sourceConnectionSpecIds, targetConnectionSpecIds, etag);
  }

  public FlowSpec withEnds(List<String> sources, List<String> targets) {
    return with(id, attributes, sources, targets, etag);
  }

  /** The same as the store has it; what the body said of id and version counts for nothing. */
  public FlowSpec as(String storedId, @Nullable String storedEtag) {
    return with(storedId, attributes, sourceConnectionSpecIds, targetConnectionSpecIds, storedEtag);
  }

  private FlowSpec with(
      String otherId,
      @Nullable JsonNode otherAttributes,
      List<String> sources,
      List<String> targets,
      @Nullable String otherEtag) {
    return new FlowSpec(
        otherId,
        name,
        providerId,
        version,
        type,
        otherAttributes,
        sources,
        targets,
        optionSpec,
        transformationSpecs,
        scheduleSpec,
        runSpec,
        permissionsInfo,
        entitlementInfo,
        policy,
        otherEtag);
  }
}
