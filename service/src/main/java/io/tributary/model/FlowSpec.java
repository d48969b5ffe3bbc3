package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of dataflow: which sources and targets it joins, its schedule, options and
 * transformations.
 */
public record FlowSpec(
    String id,
    String name,
    String providerId,
    String version,
    @Nullable JsonNode attributes,
    List<String> sourceConnectionSpecIds,
    List<String> targetConnectionSpecIds,
    @Nullable JsonNode optionSpec,
    @Nullable JsonNode transformationSpecs,
    @Nullable JsonNode scheduleSpec,
    @Nullable JsonNode runSpec,
    @Nullable JsonNode permissionsInfo) {}
