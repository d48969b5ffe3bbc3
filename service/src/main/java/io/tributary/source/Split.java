package io.tributary.source;

import java.util.Map;

/**
 * A part of what is to be read, independent of all others; plain data, so that it can be kept and
 * sent.
 */
public record Split(String id, Map<String, String> bounds) {
  public Split {
    bounds = Map.copyOf(bounds);
  }
}
