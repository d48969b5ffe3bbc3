package io.tributary.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schema demands of the values of one field, beyond their kind. An absent one demands
 * nothing.
 *
 * @param allowed the only values, as text; empty for any
 * @param pattern a regular expression that text must contain a match of
 * @param minLength of text, in characters, as is {@code maxLength}
 * @param minimum of numbers, as is {@code maximum}
 * @param minItems of arrays, as is {@code maxItems}
 * @param identity what the values identify; null for nothing
 */
public record Constraints(
    List<String> allowed,
    @Nullable String pattern,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable Limit minimum,
    @Nullable Limit maximum,
    @Nullable Integer minItems,
    @Nullable Integer maxItems,
    @Nullable Identity identity) {
  public static final Constraints NONE =
      new Constraints(List.of(), null, null, null, null, null, null, null, null);

  /** The end of a range of numbers, and whether it lies outside itself. */
  public record Limit(BigDecimal value, boolean exclusive) {
    @Override
    public String toString() {
      return value.toPlainString();
    }
  }

  /**
   * A namespace of identities.
   *
   * @param primary whether it is what tells rows of the schema apart; every row has one then
   */
  public record Identity(String namespace, boolean primary) {}

  public Constraints {
    allowed = List.copyOf(allowed);
  }

  public Constraints with(@Nullable Identity other) {
    return new Constraints(
        allowed, pattern, minLength, maxLength, minimum, maximum, minItems, maxItems, other);
  }
}
