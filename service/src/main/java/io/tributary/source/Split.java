package io.tributary.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of what is to be read, independent of all others; plain data, so that it can be kept and
 * sent.
 *
 * @param records about how many records it has; null where the source does not say
 */
public record Split(String id, Map<String, String> bounds, @Nullable Long records) {
  public Split {
    bounds = Map.copyOf(bounds);
  }

  public Split(String id, Map<String, String> bounds) {
    this(id, bounds, null);
  }
}
