package io.tributary.mapping;

import org.jspecify.annotations.Nullable;

/** A part of a compiled expression. */
@FunctionalInterface
interface Node {

  /**
   * Its value for one record.
   *
   * @throws Unmappable if it has none
   */
  @Nullable Object in(Scope scope);
}
