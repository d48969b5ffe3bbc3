package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source is: how one signs in, what it offers, how it is shown. Those that come with the
 * program are everybody's; others belong to an organisation, and to all of its sandboxes.
 *
 * @param etag the version of one that an organisation has made, with its quotes; null for the
 *     program's own
 */
public record ConnectionSpec(
    String id,
    String name,
    String providerId,
    String version,
    @Nullable String type,
    List<AuthSpec> authSpec,
    @Nullable JsonNode sourceSpec,
    @Nullable JsonNode targetSpec,
    @Nullable JsonNode exploreSpec,
    @Nullable JsonNode encryptionSpecs,
    @Nullable JsonNode attributes,
    @Nullable JsonNode permissionsInfo,
    @Nullable JsonNode entitlementInfo,
    @Nullable JsonNode settings,
    @Nullable JsonNode policy,
    @Nullable String etag) {

  public ConnectionSpec {
    id = id == null ? "" : id;
    name = name == null ? "" : name;
    providerId = providerId == null ? "" : providerId;
    version = version == null ? "1.0" : version;
    authSpec = authSpec == null ? List.of() : List.copyOf(authSpec);
    sourceSpec = given(sourceSpec);
    targetSpec = given(targetSpec);
    exploreSpec = given(exploreSpec);
    attributes = given(attributes);
  }

  /** Null sent for a part says the same as its absence. */
  private static @Nullable JsonNode given(@Nullable JsonNode part) {
    return part == null || part.isNull() ? null : part;
  }

  /**
   * One way to sign in; {@code spec} is a JSON Schema (draft-07) of its parameters, secrets with
   * {@code format: password}.
   */
  public record AuthSpec(String name, String type, JsonNode spec) {
    /** Whether it may be shown to nobody; what the specification does not know is taken for one. */
    public boolean isSecret(String parameter) {
      JsonNode known = spec.path("properties").path(parameter);
      return known.isMissingNode() || "password".equals(known.path("format").asText());
    }
  }

  public SourceKind kind() {
    if ("generic-rest".equals(type)) {
      return SourceKind.REST;
    }
    return SourceKind.of(sourceSpec == null ? "" : sourceSpec.path("type").asText());
  }

  /** Whether there is something here that can read from it. */
  public boolean available() {
    return attributes != null && attributes.path("available").asBoolean();
  }

  /** Whether one signs in at an account to read from it. */
  public boolean needsAccount() {
    return attributes == null || attributes.path("baseConnectionRequired").asBoolean(true);
  }

  /** What people call it. */
  public String label() {
    String label = attributes == null ? "" : attributes.path("connectorName").asText();
    return label.isEmpty() ? name : label;
  }

  /** The same with some of its attributes set. */
  public ConnectionSpec withAttributes(ObjectNode set) {
    ObjectNode merged = Json.object();
    if (attributes instanceof ObjectNode own) {
      merged.setAll(own);
    }
    merged.setAll(set);
    return new ConnectionSpec(
        id,
        name,
        providerId,
        version,
        type,
        authSpec,
        sourceSpec,
        targetSpec,
        exploreSpec,
        encryptionSpecs,
        merged,
        permissionsInfo,
        entitlementInfo,
        settings,
        policy,
        etag);
  }

  /** The same as the store has it; what the body said of id and version counts for nothing. */
  public ConnectionSpec as(String storedId, @Nullable String storedEtag) {
    return new ConnectionSpec(
        storedId,
        name,
        providerId,
        version,
        type,
        authSpec,
        sourceSpec,
        targetSpec,
        exploreSpec,
        encryptionSpecs,
        attributes,
        permissionsInfo,
        entitlementInfo,
        settings,
        policy,
        storedEtag);
  }
}
