package io.tributary.mapping;

import org.jspecify.annotations.Nullable;

/** Takes one value out of a source record. */
@FunctionalInterface
interface Reading {

  /**
   * The value in this record.
   *
   * @throws Unmappable if the value cannot be computed
   */
  @Nullable Object read(@Nullable Object[] values);
}
