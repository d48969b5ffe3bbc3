package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How source columns become fields of a schema. Both published dialects are read; what was sent is
 * kept.
 */
public record MappingSet(
    @Nullable String name,
    @Nullable Integer version,
    @Nullable String xdmSchema,
    @Nullable String xdmVersion,
    @Nullable JsonNode outputSchema,
    @Nullable JsonNode inputSchema,
    @Nullable Boolean allowNullValues,
    @Nullable Boolean strictMapping,
    @Nullable List<Rule> mappings) {

  /** One field: where its value comes from and where it goes. */
  public record Rule(
      @Nullable String id,
      @Nullable String name,
      @Nullable String description,
      @Nullable String sourceType,
      @Nullable String source,
      @Nullable String sourceAttribute,
      @Nullable String destination,
      @Nullable String destinationXdmPath,
      @Nullable Boolean identity,
      @Nullable Boolean primaryIdentity,
      @Nullable String identityGroup,
      @Nullable String namespaceCode,
      @Nullable Integer version) {

    /** The source path or expression, in whichever dialect it was written. */
    public String from() {
      return source != null ? source : sourceAttribute != null ? sourceAttribute : "";
    }

    /** The destination path, in whichever dialect it was written. */
    public String to() {
      return destination != null
          ? destination
          : destinationXdmPath != null ? destinationXdmPath : "";
    }
  }

  /** The {@code $id} of the schema that it maps to, or null. */
  public @Nullable String schemaId() {
    if (xdmSchema != null) {
      return xdmSchema;
    }
    String id = outputSchema == null ? "" : outputSchema.path("schemaRef").path("id").asText("");
    return id.isEmpty() ? null : id;
  }

  public MappingSet withVersion(int other) {
    return new MappingSet(
        name,
        other,
        xdmSchema,
        xdmVersion,
        outputSchema,
        inputSchema,
        allowNullValues,
        strictMapping,
        mappings);
  }
}
