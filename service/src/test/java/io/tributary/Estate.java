package io.tributary;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.TestClient.Answer;
import io.tributary.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of everything that somebody can have at a service, made with the requests in {@code
 * requests.json}: for each route that takes a body, one that it accepts, with <code>${noun}</code>
 * wherever an id stands.
 */
public final class Estate {
  private static final String REGISTRY = "/data/foundation/schemaregistry/tenant";
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
  private static final Pattern IN_PATH = Pattern.compile("/(\\w+(?:-\\w+)?)/\\{\\w+}");
  private static final Pattern IN_BODY = Pattern.compile("\\$\\{(\\w+s)}");

  /** What some routes want beside ids. */
  private static final Map<String, String> QUERIES =
      Map.of(
          "POST /data/foundation/flowservice/flows/{id}/action", "?op=disable",
          "POST /data/foundation/flowservice/runs/{id}/action", "?op=RE_TRIGGER",
          "POST /data/foundation/flowservice/connections/{id}/action", "?op=publish",
          "POST /data/foundation/flowservice/sourceConnections/{id}/action", "?op=publish",
          "POST /data/foundation/flowservice/targetConnections/{id}/action", "?op=publish",
          "GET /tributary/dataSets/{id}/records", "?recordId=1");

  /** The paths of what can be deleted, each behind what rests on it. */
  public static final List<String> DELETIONS =
      List.of(
          "/data/foundation/flowservice/flows/{id}",
          "/data/foundation/flowservice/targetConnections/{id}",
          "/data/foundation/flowservice/sourceConnections/{id}",
          "/data/foundation/flowservice/connections/{id}",
          "/data/foundation/dataset/datasets/{id}/labels",
          "/data/foundation/catalog/dataSets/{id}",
          "/data/foundation/schemaregistry/tenant/descriptors/{id}",
          "/data/foundation/schemaregistry/tenant/schemas/{id}",
          "/data/foundation/schemaregistry/tenant/fieldgroups/{id}",
          "/data/foundation/schemaregistry/tenant/classes/{id}",
          "/data/foundation/schemaregistry/tenant/datatypes/{id}",
          "/tributary/apiClients/{id}",
          "/tributary/users/{id}",
          "/data/foundation/sandbox-management/sandboxes/{name}");

  private static final AtomicInteger UNIQUE = new AtomicInteger();
  private static final JsonNode REQUESTS = requests();

  private final TestClient api;
  private final Map<String, String> ids = new TreeMap<>();
  private final Map<String, String> words = new TreeMap<>();

  private Estate(TestClient api, String mark) {
    this.api = api;
    words.put("mark", mark);
    words.put("small", mark.toLowerCase(Locale.ROOT));
    words.put(
        "tenant", "_" + must(200, api.get(REGISTRY.replace("tenant", "stats"))).at("/tenantId"));
  }

  private static JsonNode requests() {
    try (InputStream stream = Estate.class.getResourceAsStream("http/requests.json")) {
      return Json.mapper().readTree(Objects.requireNonNull(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body of a route as it is written, by {@code POST /path}; nothing where none is known. */
  public static JsonNode request(String route) {
    return REQUESTS.path(route);
  }

  /** Makes one of everything; each name begins with the mark. */
  public static Estate create(TestService service, TestClient api, String mark) {
    Estate estate = new Estate(api, mark);
    var portal = service.simulator().credentials();
    estate.words.put("clientId", portal.clientId());
    estate.words.put("clientSecret", portal.clientSecret());
    estate.words.put("accessToken", portal.accessToken());
    estate.words.put("refreshToken", portal.refreshToken());
    for (String noun : List.of("datatypes", "classes", "fieldgroups", "schemas", "descriptors")) {
      estate.create(noun, REGISTRY + "/" + noun);
    }
    estate.union();
    estate.create("dataSets", "/data/foundation/catalog/dataSets");
    estate.create("mappingSets", "/data/foundation/conversion/mappingSets");
    for (String noun :
        List.of(
            "connectionSpecs",
            "flowSpecs",
            "connections",
            "sourceConnections",
            "targetConnections",
            "flows")) {
      estate.create(noun, FLOW + "/" + noun);
    }
    estate.create("apiClients", "/tributary/apiClients");
    estate.create("users", "/tributary/users");
    estate.create("sandboxes", "/data/foundation/sandbox-management/sandboxes");
    estate.found();
    return estate;
  }

  /** What there is without having been made by a request of one's own. */
  private void found() {
    ids.put("organisations", api.header("x-gw-ims-org-id"));
    ids.put(
        "mappings",
        must(
                200,
                api.get(
                    "/data/foundation/conversion/mappingSets/" + id("mappingSets") + "/mappings"))
            .at("/0/id"));
    ids.put("datasets", id("dataSets"));
    ids.put("mixins", id("fieldgroups"));
    for (String call : List.of("auditlog", "export", "sampledata")) {
      ids.put(call, id("schemas"));
    }
    landed();
  }

  private void landed() {
    Contacts contacts = new Contacts(api, "", "", "", "", "", "");
    JsonNode run = contacts.ended(id("flows"), 0);
    ids.put("runs", run.path("id").asText());
    String batch = run.at("/activities/1/targetInfo/0/reference/ids/0").asText();
    ids.put("batches", batch);
    ids.put(
        "files",
        must(200, api.get("/data/foundation/export/batches/" + batch + "/files"))
            .at("/data/0/dataSetFileId"));
    ids.put(
        "snapshots",
        must(200, api.get("/tributary/dataSets/" + id("dataSets") + "/snapshots"))
            .at("/items/0/id"));
    for (JsonNode table : must(200, api.get("/tributary/query/tables")).body().path("items")) {
      if (table.path("dataSetId").asText().equals(id("dataSets"))) {
        ids.putIfAbsent("tables", table.path("name").asText());
      }
    }
  }

  private void union() {
    String body =
        """
        {"title":"${mark} ${unique}","type":"object",
         "allOf":[{"$ref":"${classes}"},{"$ref":"https://ns.adobe.com/xdm/context/identitymap"}],
         "meta:immutableTags":["union"]}
        """;
    Answer answer =
        must(201, api.post(REGISTRY + "/schemas", Json.read(filled(body), JsonNode.class)));
    ids.put("unionSchemas", answer.at("/$id"));
    ids.put("unions", id("classes") + "__union");
  }

  private void create(String noun, String path) {
    Answer answer =
        api.post(path, Json.read(filled(request("POST " + path).toString()), JsonNode.class));
    assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
    String name = noun.equals("sandboxes") ? "/name" : "/id";
    for (String at : List.of("/$id", "/@id", "/clientId", name, "/0")) {
      if (!ids.containsKey(noun) && answer.body().at(at).isTextual()) {
        ids.put(noun, answer.at(at).replace("@/dataSets/", ""));
      }
    }
    id(noun);
  }

  /** The id of the one thing of that kind. */
  public String id(String noun) {
    return Objects.requireNonNull(ids.get(noun), () -> "The estate has none of the " + noun);
  }

  public boolean has(String noun) {
    return ids.containsKey(noun);
  }

  public TestClient api() {
    return api;
  }

  /** Which of the secrets that it was made with stand in a text. */
  public List<String> secretsIn(String text) {
    return Stream.of("clientSecret", "accessToken", "refreshToken")
        .filter(name -> text.contains(Objects.requireNonNull(words.get(name))))
        .toList();
  }

  /**
   * Calls a route with this estate's own ids, but for one position.
   *
   * @param route {@code PUT /path/{id}}
   * @param position of the id that is not its own, counted through path and body; -1 for none
   * @param foreign what stands there
   */
  public Answer call(String route, int position, String foreign) {
    int inPath = (int) IN_PATH.matcher(route).results().count();
    JsonNode body = request(route);
    String text = body.isMissingNode() || body.isNull() ? null : body.toString();
    if (text != null) {
      text = filled(swapped(text, position - inPath, foreign));
    }
    return send(route, path(route, position, foreign), text, Map.of());
  }

  /** Calls a route with this estate's own ids and any body, of JSON unless a header says other. */
  public Answer send(String route, @Nullable String body, Map<String, String> headers) {
    return send(route, path(route, -1, ""), body, headers);
  }

  /** Reads a route with this estate's own ids and that at the end of its query. */
  public Answer read(String route, String query) {
    String path = path(route, -1, "");
    return send(route, path + (path.contains("?") ? "&" : "?") + query, null, Map.of());
  }

  /** A body that the route accepts, with this estate's own ids. */
  public JsonNode body(String route) {
    return Json.read(filled(request(route).toString()), JsonNode.class);
  }

  private String path(String route, int position, String foreign) {
    String path = route.substring(route.indexOf(' ') + 1);
    List<String> nouns = positions(route);
    int inPath = (int) IN_PATH.matcher(route).results().count();
    for (int i = 0; i < inPath; i++) {
      String id = i == position ? foreign : id(nouns.get(i));
      path = path.replaceFirst("\\{\\w+}", Matcher.quoteReplacement(encoded(id)));
    }
    return path + QUERIES.getOrDefault(route, "");
  }

  private Answer send(String route, String path, @Nullable String body, Map<String, String> more) {
    String method = route.substring(0, route.indexOf(' '));
    Map<String, String> headers = new TreeMap<>();
    if (body != null) {
      headers.put("Content-Type", "application/json");
    }
    if (route.matches("GET .*/schemaregistry/(tenant|rpc)/(?!descriptors).*")) {
      headers.put("Accept", "application/vnd.adobe.xed+json; version=1");
    }
    if (method.matches("PUT|PATCH|DELETE")) {
      headers.put("If-Match", "*");
    }
    headers.putAll(more);
    return api.send(method, path, body, headers);
  }

  private String swapped(String text, int position, String foreign) {
    String id = Json.write(Json.mapper().getNodeFactory().textNode(foreign));
    words.put("foreign", id.substring(1, id.length() - 1));
    StringBuilder swapped = new StringBuilder();
    Matcher matcher = IN_BODY.matcher(text);
    int seen = 0;
    while (matcher.find()) {
      String place = seen++ == position ? "${foreign}" : matcher.group();
      matcher.appendReplacement(swapped, Matcher.quoteReplacement(place));
    }
    return matcher.appendTail(swapped).toString();
  }

  private String filled(String text) {
    int number = UNIQUE.incrementAndGet();
    words.put("unique", "no" + number);
    words.put("hex", String.format(Locale.ROOT, "%032x", number));
    StringBuilder filled = new StringBuilder();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      String word = matcher.group(1);
      String value = words.getOrDefault(word, ids.get(word));
      matcher.appendReplacement(
          filled, Matcher.quoteReplacement(Objects.requireNonNull(value, () -> word)));
    }
    return matcher.appendTail(filled).toString();
  }

  /** The nouns whose ids stand in the path and then in the body of a route, in their order. */
  public static List<String> positions(String route) {
    return Stream.concat(
            IN_PATH.matcher(route).results(), IN_BODY.matcher(request(route).toString()).results())
        .map(match -> match.group(1))
        .toList();
  }
}
