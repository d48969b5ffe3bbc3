package io.tributary.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A value as the store holds it, written flat: the shared fields first, then the value's own.
 *
 * @param id its identifier
 * @param etag its version, with the double quotes that are part of it on the wire
 * @param createdAt milliseconds since the epoch, as is {@code updatedAt}
 * @param sandboxId empty, as is {@code sandboxName}, for what belongs to the organisation as a
 *     whole
 */
public record Stored<T>(
    Id<T> id,
    String etag,
    long createdAt,
    long updatedAt,
    String createdBy,
    String updatedBy,
    String createdClient,
    String updatedClient,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String sandboxId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String sandboxName,
    String imsOrgId,
    @JsonUnwrapped T value) {

  /** The contract prints the etag twice. */
  @JsonProperty
  public String version() {
    return etag;
  }

  public <U> Stored<U> with(U other) {
    return new Stored<>(
        Id.of(id.value()),
        etag,
        createdAt,
        updatedAt,
        createdBy,
        updatedBy,
        createdClient,
        updatedClient,
        sandboxId,
        sandboxName,
        imsOrgId,
        other);
  }
}
