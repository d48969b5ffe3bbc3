package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tributary.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The standard XDM resources: classes, field groups and data types, by their {@code $id}. Read on
 * first use.
 */
final class StandardSchemas {
  private static final class Holder {
    static final JsonNode RESOURCES = read();

    private static JsonNode read() {
      try (InputStream stream = StandardSchemas.class.getResourceAsStream("/xdm.json")) {
        return Json.mapper().readTree(Objects.requireNonNull(stream));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private StandardSchemas() {}

  /** The resource with that id; missing if there is none. */
  static JsonNode get(String id) {
    JsonNode found = Holder.RESOURCES.get(id);
    return found == null ? MissingNode.getInstance() : found;
  }

  /** What a reference with a fragment points at within a resource. */
  static JsonNode fragment(JsonNode resource, String fragment) {
    JsonNode node = resource;
    for (String step : fragment.split("/", -1)) {
      if (!step.isEmpty()) {
        node =
            node.path(
                URLDecoder.decode(step, StandardCharsets.UTF_8)
                    .replace("~1", "/")
                    .replace("~0", "~"));
      }
    }
    return node;
  }
}
