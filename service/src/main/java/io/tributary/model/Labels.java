package io.tributary.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What its owner says of how a data set, and single fields of it, may be used. */
public record Labels(List<String> labels, List<OfField> optionalLabels) {

  public Labels {
    labels = labels == null ? List.of() : List.copyOf(labels);
    optionalLabels = optionalLabels == null ? List.of() : List.copyOf(optionalLabels);
  }

  /** The labels of one field. */
  public record OfField(@Nullable Option option, @Nullable List<String> labels) {}

  /**
   * Which field.
   *
   * @param id the schema's {@code $id}
   * @param schemaPath a JSON pointer into the schema: {@code /properties/person/properties/name}
   */
  public record Option(
      @Nullable String id, @Nullable String contentType, @Nullable String schemaPath) {}
}
