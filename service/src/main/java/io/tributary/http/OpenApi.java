package io.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Our own description of the API, OpenAPI 3.1: the routes are those that the server has, what they
 * are about stands in {@code routes.json}, the nouns are the records themselves.
 */
final class OpenApi {
  static final String PATH = "/openapi.json";

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final String JSON = "application/json";

  /** One route: {@code GET}, {@code /flows/{id}}. */
  record Route(String method, String path) {
    String key() {
      return method + " " + path;
    }
  }

  private final List<Route> routes;
  private final String version;
  private @Nullable ObjectNode document;

  OpenApi(List<Route> routes, String version) {
    this.routes = new ArrayList<>(routes);
    this.routes.add(new Route("GET", PATH));
    this.version = version;
  }

  /** What is written of each route, by its key. */
  static JsonNode described() {
    try (InputStream stream = OpenApi.class.getResourceAsStream("routes.json")) {
      return Json.mapper().readTree(Objects.requireNonNull(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document; put together when it is first asked for. */
  synchronized ObjectNode document() {
    if (document == null) {
      document = composed(described());
    }
    return document;
  }

  private ObjectNode composed(JsonNode described) {
    ObjectNode document = Json.object().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Tributary")
        .put("version", version)
        .put("description", "The open Flow Service and the services beside it.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    ObjectNode paths = document.putObject("paths");
    TreeMap<String, ObjectNode> byPath = new TreeMap<>();
    for (Route route : routes) {
      byPath
          .computeIfAbsent(route.path(), path -> parameters(Json.object(), path))
          .set(
              route.method().toLowerCase(java.util.Locale.ROOT),
              operation(route, described.path(route.key())));
    }
    byPath.forEach(paths::set);
    ObjectNode components = document.putObject("components");
    components.set("schemas", NounSchemas.schemas());
    security(document, components);
    return document;
  }

  private static ObjectNode parameters(ObjectNode item, String path) {
    Matcher matcher = PARAMETER.matcher(path);
    while (matcher.find()) {
      item.withArray("parameters")
          .addObject()
          .put("name", matcher.group(1))
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
    return item;
  }

  private static ObjectNode operation(Route route, JsonNode words) {
    ObjectNode operation = Json.object().put("summary", words.path("summary").asText());
    operation.putArray("tags").add(tag(route.path()));
    for (JsonNode name : words.path("query")) {
      operation
          .withArray("parameters")
          .addObject()
          .put("name", name.asText())
          .put("in", "query")
          .putObject("schema")
          .put("type", "string");
    }
    if (words.has("body")) {
      content(operation.putObject("requestBody").put("required", true), words.path("body"));
    }
    ObjectNode responses = operation.putObject("responses");
    String status = words.path("status").asText("200");
    ObjectNode success = responses.putObject(status).put("description", "Done.");
    if (!status.equals("204")) {
      content(success, words.path("answer"));
    }
    content(
        responses.putObject("default").put("description", "Refused: what, why, and what next."),
        Json.mapper().getNodeFactory().textNode("Problem"));
    if (words.path("open").asBoolean()) {
      operation.putArray("security");
    }
    return operation;
  }

  /** A noun's name, or a media type where the answer is not JSON. */
  private static void content(ObjectNode holder, JsonNode noun) {
    String name = noun.asText();
    boolean otherType = name.contains("/");
    ObjectNode schema =
        holder.putObject("content").putObject(otherType ? name : JSON).putObject("schema");
    if (!otherType && !name.isEmpty()) {
      schema.put("$ref", "#/components/schemas/" + name);
    }
  }

  private static String tag(String path) {
    String[] steps = path.split("/", -1);
    Set<String> groups = Set.of("data", "foundation", "infrastructure");
    for (String step : steps) {
      if (!step.isEmpty() && !groups.contains(step)) {
        return step;
      }
    }
    return "pages";
  }

  private static void security(ObjectNode document, ObjectNode components) {
    ObjectNode schemes = components.putObject("securitySchemes");
    schemes.putObject("token").put("type", "http").put("scheme", "bearer");
    header(schemes, "client", "x-api-key");
    header(schemes, "organisation", "x-gw-ims-org-id");
    ObjectNode all = document.putArray("security").addObject();
    List.of("token", "client", "organisation").forEach(all::putArray);
  }

  private static void header(ObjectNode schemes, String name, String header) {
    schemes.putObject(name).put("type", "apiKey").put("in", "header").put("name", header);
  }
}
