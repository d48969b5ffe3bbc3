package io.tributary.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * The identifier of a stored {@code T}: the text that stands in paths and references.
 *
 * @param <T> what it identifies; a phantom, so that ids of different nouns do not mix
 */
@SuppressWarnings("UnusedTypeParameter") // The parameter is the point of the type.
public record Id<T>(@JsonValue String value) {

  @JsonCreator
  public static <T> Id<T> of(String value) {
    return new Id<>(value);
  }

  /** A new random identifier in the form of a UUID. */
  public static <T> Id<T> random() {
    return new Id<>(UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
