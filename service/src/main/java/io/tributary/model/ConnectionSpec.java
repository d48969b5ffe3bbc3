package io.tributary.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source is: how one signs in, what it offers, how it is shown. Global, not of a sandbox.
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
    @Nullable JsonNode attributes,
    @Nullable JsonNode permissionsInfo) {

  public ConnectionSpec {
    authSpec = authSpec == null ? List.of() : List.copyOf(authSpec);
  }

  /**
   * One way to sign in; {@code spec} is a JSON Schema (draft-07) of its parameters, secrets with
   * {@code format: password}.
   */
  public record AuthSpec(String name, String type, JsonNode spec) {
    public boolean isSecret(String parameter) {
      return "password".equals(spec.path("properties").path(parameter).path("format").asText());
    }
  }
}
