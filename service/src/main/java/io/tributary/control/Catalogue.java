package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is published of all there is to connect to, whether it works here or not. The resource
 * {@code catalogue.json} holds it as facts; {@link CatalogueSource} and {@link CatalogueFlow} make
 * specifications of them.
 *
 * @param documentation where the documents lie that the sources name
 * @param types the JSON Schemas behind the types of parameters
 */
record Catalogue(
    String documentation,
    Map<String, JsonNode> types,
    Map<String, Kind> kinds,
    Answers exploreAnswers,
    Map<String, JsonNode> transformations,
    JsonNode optionSpec,
    JsonNode scheduleSpec,
    List<CatalogueFlow> flowSpecs,
    Map<String, String> categories,
    List<CatalogueSource> sources) {

  private static final String DRAFT_7 = "http://json-schema.org/draft-07/schema#";

  /**
   * What sources of one kind have in common.
   *
   * @param flowSpec the kind of flow that reads them; null where each names its own
   */
  record Kind(
      String type,
      String providerId,
      String permission,
      @Nullable String flowSpec,
      Map<String, String> params,
      @Nullable Exploring explore) {}

  /** What can be asked while exploring. */
  record Exploring(List<String> objectTypes, Map<String, String> params) {}

  /** The JSON Schemas of what exploring answers: of a place with things in it, and of a thing. */
  record Answers(JsonNode list, JsonNode view) {
    JsonNode of(String objectType) {
      return objectType.equals("root") || objectType.equals("folder") ? list : view;
    }
  }

  static Catalogue load() {
    return resource("catalogue.json", Catalogue.class);
  }

  static <T> T resource(String name, Class<T> type) {
    try (InputStream stream = Catalogue.class.getResourceAsStream("specs/" + name)) {
      return Json.mapper().readValue(Objects.requireNonNull(stream, name), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Kind kind(String name) {
    return Objects.requireNonNull(kinds.get(name), name);
  }

  /**
   * The JSON Schema of an object with these parameters.
   *
   * @param params the type of each by its name; those that end in {@code ?} may be left out
   */
  ObjectNode schema(Map<String, String> params) {
    ObjectNode schema = Json.object().put("$schema", DRAFT_7).put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = Json.mapper().createArrayNode();
    params.forEach(
        (name, type) -> {
          boolean optional = type.endsWith("?");
          String key = optional ? type.substring(0, type.length() - 1) : type;
          ObjectNode property = Json.object().put("title", words(name));
          property.setAll((ObjectNode) Objects.requireNonNull(types.get(key), type));
          properties.set(name, property);
          if (!optional) {
            required.add(name);
          }
        });
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  /** {@code clientSecret} as people write it: Client secret. */
  private static String words(String name) {
    String spaced = name.replace('_', ' ').replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
    StringBuilder words = new StringBuilder();
    for (String word : spaced.split(" ", -1)) {
      boolean shorthand = word.equals(word.toUpperCase(Locale.ROOT));
      words.append(words.isEmpty() ? "" : " ");
      words.append(shorthand ? word : word.toLowerCase(Locale.ROOT));
    }
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  static ObjectNode permissions(String name) {
    ObjectNode permissions = Json.object();
    for (String[] pair : new String[][] {{"view", "read"}, {"manage", "write"}}) {
      ObjectNode permission =
          permissions.putArray(pair[0]).addObject().put("@type", "lowLevel").put("name", name);
      permission.putArray("permissions").add(pair[1]);
    }
    return permissions;
  }
}
