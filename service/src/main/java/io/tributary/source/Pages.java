package io.tributary.source;

import org.jspecify.annotations.Nullable;

/** The pages of a split, one after the other; closed when no longer read. */
public interface Pages extends AutoCloseable {
  /** The next page, or null when the split is exhausted. */
  @Nullable Page next();

  @Override
  default void close() {}
}
