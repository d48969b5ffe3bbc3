package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How source columns become fields of a schema. Both published dialects are read, even mixed; what
 * was sent is kept, and shown in both.
 */
public record MappingSet(
    @Nullable String name,
    @Nullable Integer version,
    @Nullable String supportVersion,
    @Nullable String xdmSchema,
    @Nullable String xdmVersion,
    @Nullable JsonNode outputSchema,
    @Nullable JsonNode inputSchema,
    @Nullable Boolean allowNullValues,
    @Nullable Boolean strictMapping,
    @Nullable List<Tag> tags,
    @Nullable List<Rule> mappings) {
  private static final String CONTENT_TYPE = "application/vnd.adobe.xed-full+json;version=1";

  /** A word to find sets by, with its values. */
  public record Tag(@Nullable String name, @Nullable List<String> values) {}

  /** One field: where its value comes from and where it goes. */
  public record Rule(
      @Nullable String id,
      @Nullable Integer version,
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
      @Nullable Double matchScore,
      @Nullable Integer functionVersion,
      @Nullable List<String> expressionAttributes) {

    /** A rule of which nothing else is said. */
    public static Rule of(@Nullable String sourceType, String source, String destination) {
      return new Rule(
          null,
          null,
          null,
          null,
          sourceType,
          source,
          null,
          destination,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }

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

    /** Whether its two dialects say two things. */
    public boolean contradictsItself() {
      return (sourceAttribute != null && !sourceAttribute.equals(from()))
          || (destinationXdmPath != null && !destinationXdmPath.equals(to()));
    }

    /** This rule under that id. */
    public Rule identified(String other, int number) {
      return new Rule(
          other,
          number,
          name,
          description,
          sourceType,
          source,
          sourceAttribute,
          destination,
          destinationXdmPath,
          identity,
          primaryIdentity,
          identityGroup,
          namespaceCode,
          matchScore,
          functionVersion,
          expressionAttributes);
    }

    /**
     * This rule as clients of either dialect expect to read it.
     *
     * @param type what a source without a type is
     */
    public Rule inBothDialects(UnaryOperator<String> type) {
      return new Rule(
          id,
          version,
          name,
          description,
          sourceType == null ? type.apply(from()) : sourceType,
          from(),
          from(),
          to(),
          to(),
          Boolean.TRUE.equals(identity),
          Boolean.TRUE.equals(primaryIdentity),
          identityGroup,
          namespaceCode,
          matchScore == null ? 0.0 : matchScore,
          functionVersion == null ? 1 : functionVersion,
          expressionAttributes);
    }
  }

  /** The rules; none where none were sent. */
  public List<Rule> rules() {
    return mappings == null ? List.of() : mappings;
  }

  /** The {@code $id} of the schema that it maps to, or null. */
  public @Nullable String schemaId() {
    if (xdmSchema != null) {
      return xdmSchema;
    }
    String id = outputSchema == null ? "" : outputSchema.path("schemaRef").path("id").asText("");
    return id.isEmpty() ? null : id;
  }

  /** Whether its two dialects name two schemas. */
  public boolean namesTwoSchemas() {
    String other = outputSchema == null ? "" : outputSchema.path("schemaRef").path("id").asText("");
    return xdmSchema != null && !other.isEmpty() && !other.equals(xdmSchema);
  }

  /** The set with other rules. */
  public MappingSet withRules(List<Rule> others) {
    return asVersion(version, others);
  }

  /** The set as that version, with these rules. */
  public MappingSet asVersion(@Nullable Integer other, List<Rule> rules) {
    return new MappingSet(
        name,
        other,
        supportVersion,
        xdmSchema,
        xdmVersion,
        outputSchema,
        inputSchema,
        allowNullValues,
        strictMapping,
        tags,
        rules);
  }

  /**
   * The same set as clients of either dialect expect to read it.
   *
   * @param type what a source without a type is
   */
  public MappingSet inBothDialects(UnaryOperator<String> type) {
    ObjectNode schema = outputSchema instanceof ObjectNode known ? known.deepCopy() : Json.object();
    ObjectNode reference =
        schema.path("schemaRef") instanceof ObjectNode sent ? sent : schema.putObject("schemaRef");
    reference.put("id", schemaId());
    if (!reference.has("contentType")) {
      reference.put("contentType", CONTENT_TYPE);
    }
    return new MappingSet(
        name,
        version,
        supportVersion == null ? "1.1" : supportVersion,
        schemaId(),
        xdmVersion == null ? "1.0" : xdmVersion,
        schema,
        inputSchema,
        Boolean.TRUE.equals(allowNullValues),
        Boolean.TRUE.equals(strictMapping),
        tags,
        rules().stream().map(rule -> rule.inBothDialects(type)).toList());
  }
}
