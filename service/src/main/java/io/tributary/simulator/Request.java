package io.tributary.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as it arrived.
 *
 * @param path decoded, without the query
 * @param query by name, in the order of arrival
 * @param authorization the header; null if absent
 */
record Request(
    String method,
    String path,
    Map<String, List<String>> query,
    @Nullable String authorization,
    String body,
    String correlationId) {
  private static final ObjectMapper JSON = new ObjectMapper();

  List<String> segments() {
    List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
    segments.removeIf(String::isEmpty);
    return segments;
  }

  @Nullable String first(String name) {
    List<String> values = query.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** A parameter given as a comma list, repeated, or both. */
  List<String> list(String name) {
    List<String> all = new ArrayList<>();
    for (String value : query.getOrDefault(name, List.of())) {
      for (String part : List.of(value.split(",", -1))) {
        if (!part.isBlank()) {
          all.add(part.strip());
        }
      }
    }
    return all;
  }

  boolean flag(String name) {
    return "true".equalsIgnoreCase(first(name));
  }

  /** The body as JSON object; anything else is refused with 400. */
  JsonNode json() {
    if (body.isBlank()) {
      throw Refusal.listing("The request body may not be null");
    }
    try {
      JsonNode node = JSON.readTree(body);
      if (node.isObject()) {
        return node;
      }
      throw Refusal.invalid("Invalid input JSON on line 1, column 1: expected an object");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      throw Refusal.invalid(
          "Invalid input JSON on line "
              + line
              + ", column "
              + column
              + ": "
              + e.getOriginalMessage());
    }
  }

  /** The body as a form: the first value of each name. */
  Map<String, String> form() {
    Map<String, String> form = new LinkedHashMap<>();
    parse(body).forEach((name, values) -> form.put(name, values.get(0)));
    return form;
  }

  /** Reads {@code a=1&b=2}; a name without {@code =} has the empty value. */
  static Map<String, List<String>> parse(@Nullable String encoded) {
    Map<String, List<String>> parsed = new LinkedHashMap<>();
    if (encoded == null || encoded.isEmpty()) {
      return parsed;
    }
    for (String pair : List.of(encoded.split("&", -1))) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parsed.computeIfAbsent(decoded(name), n -> new ArrayList<>()).add(decoded(value));
    }
    return parsed;
  }

  /** The elements of an array member; empty if it is absent. */
  static Iterable<JsonNode> elements(JsonNode node, String member) {
    JsonNode array = node.path(member);
    return array.isArray() ? array : MissingNode.getInstance();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
