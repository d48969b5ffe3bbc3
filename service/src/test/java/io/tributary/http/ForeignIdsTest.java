package io.tributary.http;

import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.Estate;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route, at every position of an id in its path, its body and its filters: an id of another
 * organisation, of another sandbox, of what was deleted, and what is no id, are unknown. The cases
 * come from the routes that there are; a new one that takes a body needs a line in {@code
 * requests.json}.
 */
final class ForeignIdsTest {
  /** Kept for the organisation and not for one of its sandboxes. */
  private static final Set<String> OF_THE_ORGANISATION =
      Set.of("apiClients", "connectionSpecs", "flowSpecs", "organisations", "sandboxes", "users");

  private static final List<String> NO_IDS =
      List.of("not-an-id", "' OR '1'='1", "../../flows", "%00", "${id}", "x".repeat(2000));

  /** Routes whose own answer to a valid call is a refusal, with the reason. */
  static final Map<String, String> REFUSED_ANYWAY =
      Map.of(
          "POST /data/foundation/flowservice/runs/{id}/action",
          "only what failed can be triggered again",
          "GET /data/foundation/flowservice/connectionSpecs/{id}/explore",
          "only sources without accounts are explored so",
          "PUT /data/foundation/flowservice/runs/{id}",
          "only the service writes what a run did",
          "POST /data/foundation/flowservice/connections/{id}/action",
          "only drafts can be published",
          "POST /data/foundation/flowservice/sourceConnections/{id}/action",
          "only drafts can be published",
          "POST /data/foundation/flowservice/targetConnections/{id}/action",
          "only drafts can be published");

  /** A place whose id is kept as it was sent and followed nowhere: the data set has the schema. */
  private static final String KEPT_AS_SENT = "POST /data/foundation/flowservice/targetConnections";

  /** What no route deletes, with what there is to say of it once what it belongs to is gone. */
  private static final Map<String, String> NEVER_DELETED =
      Map.of(
          "batches", "the catalogue keeps them, as a history",
          "runs", "are kept, as a history",
          "mappingSets", "are kept, for runs to be explained by",
          "mappings", "are kept with their set",
          "connectionSpecs", "are replaced and not removed",
          "flowSpecs", "are replaced and not removed",
          "organisations", "are founded and not dissolved");

  private static final Map<String, String> DELETED = new LinkedHashMap<>();

  @TempDir private static Path home;
  private static TestService service;
  private static Estate own;
  private static Estate otherSandbox;
  private static Estate victim;
  private static Estate gone;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 5);
    victim = Estate.create(service, service.stranger(), "Victim");
    otherSandbox =
        Estate.create(service, service.stranger().with("x-sandbox-name", "dev"), "Neighbour");
    own = Estate.create(service, service.client(), "Own");
    gone = Estate.create(service, service.client(), "Gone");
    delete();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void delete() {
    String schemas = "/data/foundation/schemaregistry/tenant/schemas/";
    assertThat(gone.api().delete(schemas + encoded(gone.id("unionSchemas"))).status())
        .isEqualTo(204);
    for (String path : Estate.DELETIONS) {
      String noun = Estate.positions("DELETE " + path).get(0);
      Answer answer = gone.call("DELETE " + path, -1, "");
      assertThat(answer.status()).as(path + ": " + answer.text()).isBetween(200, 204);
      if (path.endsWith("}")) {
        DELETED.put(noun, gone.id(noun));
      }
    }
    DELETED.put("tables", gone.id("tables"));
    DELETED.put("unions", gone.id("unions"));
    for (String call : List.of("auditlog", "export", "sampledata")) {
      DELETED.put(call, gone.id("schemas"));
    }
    for (String part : List.of("datasets", "files", "snapshots", "mixins", "unionSchemas")) {
      DELETED.put(part, gone.id(part));
    }
  }

  static Stream<String> routes() {
    List<String> routes = new ArrayList<>();
    OpenApi.described().fieldNames().forEachRemaining(routes::add);
    return routes.stream().filter(route -> !route.contains("/global/"));
  }

  static Stream<Arguments> positions() {
    return routes()
        .flatMap(
            route -> {
              List<String> nouns = Estate.positions(route);
              return Stream.iterate(0, i -> i < nouns.size(), i -> i + 1)
                  .filter(i -> !route.equals(KEPT_AS_SENT) || !nouns.get(i).equals("schemas"))
                  .map(i -> Arguments.of(route, i, nouns.get(i)));
            });
  }

  @ParameterizedTest(name = "{0}, position {1}, of the {2}")
  @MethodSource("positions")
  void whatIsOfOthersOrGoneOrNoIdIsUnknown(String route, int position, String noun) {
    if (noun.equals("organisations")) { // The home's own organisation may see all others.
      likeNone(victim, route, position, own.id(noun));
    } else {
      likeNone(own, route, position, victim.id(noun));
    }
    if (!OF_THE_ORGANISATION.contains(noun)) {
      likeNone(otherSandbox, route, position, victim.id(noun));
    }
    if (DELETED.containsKey(noun)) {
      unknown(own, route, position, Objects.requireNonNull(DELETED.get(noun)));
    }
    NO_IDS.forEach(id -> unknown(own, route, position, id));
  }

  /** What others have is answered with the very text that stands for what nobody has. */
  private static void likeNone(Estate caller, String route, int position, String id) {
    char last = id.charAt(id.length() - 1);
    String none = id.substring(0, id.length() - 1) + (last == '1' ? '2' : '1');
    assertThat(unknown(caller, route, position, id))
        .as(route)
        .isEqualTo(unknown(caller, route, position, none));
  }

  /** The text of the refusal, without what differs from call to call. */
  private static String unknown(Estate caller, String route, int position, String id) {
    Answer answer = caller.call(route, position, id);
    assertThat(answer.status())
        .as("%s with %s at %d: %s", route, id, position, answer.text())
        .isIn(400, 404);
    return answer
        .text()
        .replace(id, "ID")
        .replace(encoded(id), "ID")
        .replaceAll("\"(request-id|registryRequestId)\":\"[^\"]*\"", "");
  }

  static Stream<String> routesWithIds() {
    return routes()
        .filter(route -> !Estate.positions(route).isEmpty() && !route.startsWith("DELETE"))
        .sorted(Comparator.comparing((String route) -> route.matches(".*/(action|undo)")));
  }

  /** Without this the refusals above could have any other reason. */
  @ParameterizedTest
  @MethodSource("routesWithIds")
  void theSameCallWithOwnIdsIsAnswered(String route) {
    Answer answer = victim.call(route, -1, "");
    if (REFUSED_ANYWAY.containsKey(route)) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    } else {
      assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }
  }

  @Test
  void everyRouteWithABodyHasARequest() {
    assertThat(routes().filter(route -> route.matches("(POST|PUT|PATCH) /(data|tributary)/.*")))
        .allMatch(route -> !Estate.request(route).isMissingNode());
  }

  @Test
  void everyRouteThatDeletesHasBeenTried() {
    assertThat(
            routes()
                .filter(route -> route.matches("DELETE .*}"))
                .map(route -> Estate.positions(route).get(0)))
        .allMatch(DELETED::containsKey)
        .noneMatch(NEVER_DELETED::containsKey);
  }

  @Test
  void everyPositionIsTriedWithWhatWasDeletedOrIsNeverDeleted() {
    assertThat(routes().flatMap(route -> Estate.positions(route).stream()).distinct())
        .allMatch(noun -> DELETED.containsKey(noun) != NEVER_DELETED.containsKey(noun));
  }

  /** Of what belongs to a deleted thing, its history answers, and nothing else of it. */
  @Test
  void whatIsKeptOfADeletedFlowIsItsHistory() {
    assertThat(own.api().get(FLOW + "/runs/" + gone.id("runs")).status()).isEqualTo(200);
    Answer files =
        own.api().get("/data/foundation/export/batches/" + gone.id("batches") + "/files");
    assertThat(files.status()).isEqualTo(404);
  }

  static Stream<String> lists() {
    JsonNode described = OpenApi.described();
    return routes()
        .filter(route -> route.startsWith("GET ") && described.path(route).has("query"))
        .filter(route -> !described.path(route).path("open").asBoolean())
        .filter(route -> Estate.positions(route).isEmpty());
  }

  /** Parameters that say how much, in which order and from where on, and not of what. */
  private static final Set<String> NO_CONDITIONS =
      Set.of("count", "expandSchema", "from", "limit", "orderBy", "orderby", "properties", "to");

  /** Each condition that a list knows, with an id of each kind. */
  private static List<String> conditions(String route, String noun) {
    List<String> ids = new ArrayList<>(NO_IDS.subList(0, 4));
    ids.addAll(DELETED.values());
    Stream.of(noun, "flows", "connections", "dataSets", "schemas", "runs")
        .filter(victim::has)
        .forEach(known -> ids.add(victim.id(known)));
    List<String> queries = new ArrayList<>(List.of("", "?limit=100"));
    queries.add("?limit=1&continuationToken=" + encoded(token(victim.api(), route.substring(4))));
    for (JsonNode parameter : OpenApi.described().path(route).path("query")) {
      String name = parameter.asText();
      if (name.equals("property")) {
        for (String field : FIELDS) {
          ids.forEach(id -> queries.add("?property=" + encoded(field + "==" + id)));
        }
      } else if (!NO_CONDITIONS.contains(name)) {
        ids.forEach(id -> queries.add("?" + name + "=" + encoded(id)));
      }
    }
    return queries;
  }

  /** Fields by which what belongs together is found. */
  private static final List<String> FIELDS =
      List.of(
          "id", "$id", "flowId", "baseConnectionId", "sourceConnectionIds[]", "params.dataSetId");

  @ParameterizedTest
  @MethodSource("lists")
  void noListShowsWhatIsOfOthers(String route) {
    String path = route.substring(4);
    String noun = path.substring(path.lastIndexOf('/') + 1);
    boolean shared = noun.equals("audit") || OF_THE_ORGANISATION.contains(noun);
    for (String query : conditions(route, noun)) {
      for (TestClient client : List.of(own.api(), otherSandbox.api())) {
        Answer answer = client.get(path + query);
        assertThat(answer.status()).as(route + query + answer.text()).isLessThan(500);
        if (client == own.api() || !shared) {
          assertThat(answer.text()).as(route + query).doesNotContain("Victim");
        }
        if (!NEVER_DELETED.containsKey(noun) && !noun.equals("audit")) {
          assertThat(answer.text()).as(route + query).doesNotContain("\"Gone");
        }
      }
    }
  }

  private static String token(TestClient client, String path) {
    String next = client.get(path + "?limit=1").at("/_links/next/href");
    int at = next.indexOf("continuationToken=");
    return at < 0 ? "none" : next.substring(at + 18).replaceFirst("&.*", "");
  }

  /**
   * The organisation of the test's own client never heard the name that all of the other's bear.
   */
  @Test
  void nothingOfTheOtherOrganisationWasHeard() {
    routesWithIds().limit(20).forEach(route -> own.call(route, 0, victim.id("flows")));
    assertThat(own.api().heard()).isNotEmpty().noneMatch(text -> text.contains("Victim"));
  }
}
