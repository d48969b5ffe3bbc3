package io.tributary.http;

import static io.tributary.Contacts.must;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.Estate;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route that changes something leaves lines in the audit log, with who, what was before and
 * what is after; every other one leaves none. The cases are the routes that there are.
 */
final class AuditedRoutesTest {
  /** A browser's own session is no fact of the organisation's. */
  private static final String NOT_TOLD = "POST /tributary/session/end";

  /** Told without what was made, which is a secret. */
  private static final String WITHOUT_VALUE = "POST /tributary/users/{id}/invite";

  @TempDir static Path home;
  private static TestService service;
  private static Estate estate;
  private static Estate gone;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 3);
    estate = Estate.create(service, service.client(), "Audited");
    gone = Estate.create(service, service.client(), "Gone");
    String union = TestClient.encoded(gone.id("unionSchemas"));
    must(204, gone.api().delete("/data/foundation/schemaregistry/tenant/schemas/" + union));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static List<String> routes() {
    List<String> routes = new ArrayList<>();
    OpenApi.described().fieldNames().forEachRemaining(routes::add);
    routes.removeIf(route -> !route.matches("\\w+ /(data|tributary)/.*"));
    return routes;
  }

  private static boolean changes(String route) {
    String[] parts = route.split(" ", 2);
    var method = io.javalin.http.HandlerType.findOrCreate(parts[0]);
    boolean read = parts[0].matches("GET|HEAD");
    return !read && (parts[0].matches("PUT|PATCH|DELETE") || !asks(method, parts[1]));
  }

  /** A POST that a viewer may send only asks. */
  private static boolean asks(io.javalin.http.HandlerType method, String path) {
    return Permissions.needed(method, path) == Role.VIEW;
  }

  /** Deletions last, each behind what rests on it, and of what nobody else uses. */
  static Stream<String> changing() {
    Stream<String> others =
        routes().stream()
            .filter(route -> changes(route) && !route.startsWith("DELETE"))
            .filter(route -> !ForeignIdsTest.REFUSED_ANYWAY.containsKey(route))
            .sorted(Comparator.comparing((String route) -> route.matches(".*/(action|undo)")));
    return Stream.concat(others, Estate.DELETIONS.stream().map(path -> "DELETE " + path));
  }

  private static List<JsonNode> lines() {
    List<JsonNode> lines = new ArrayList<>();
    must(200, service.client().get("/tributary/audit?limit=20"))
        .body()
        .path("items")
        .forEach(lines::add);
    return lines;
  }

  @Test
  void everyRouteThatChangesSomethingIsTried() {
    List<String> missed =
        new ArrayList<>(routes().stream().filter(AuditedRoutesTest::changes).toList());
    missed.removeAll(changing().toList());
    missed.removeAll(ForeignIdsTest.REFUSED_ANYWAY.keySet());
    assertThat(missed).containsExactly("DELETE /data/foundation/schemaregistry/tenant/mixins/{id}");
  }

  @ParameterizedTest
  @MethodSource("changing")
  void aChangeIsTold(String route) {
    long before = lines().get(0).path("number").asLong();
    Answer answer = (route.startsWith("DELETE") ? gone : estate).call(route, -1, "");
    List<JsonNode> told =
        lines().stream().filter(line -> line.path("number").asLong() > before).toList();
    if (route.equals(NOT_TOLD)) {
      assertThat(answer.status()).isEqualTo(401); // An API client has none.
      assertThat(told).isEmpty();
      return;
    }
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    assertThat(told).as(route).isNotEmpty();
    JsonNode line = told.get(0);
    assertThat(line.path("client").asText()).isEqualTo(service.client().header("x-api-key"));
    assertThat(line.path("user").asText()).isNotEmpty();
    assertThat(line.path("noun").asText()).isNotEmpty();
    boolean had = !line.path("before").isMissingNode() && !line.path("before").isNull();
    boolean has = !line.path("after").isMissingNode() && !line.path("after").isNull();
    assertThat(had || has).as(route + line).isEqualTo(!route.equals(WITHOUT_VALUE));
    assertThat(had && line.path("before").equals(line.path("after"))).as(route + line).isFalse();
    if (route.startsWith("PUT") || route.startsWith("PATCH")) {
      assertThat(had && has).as(route + " " + line).isTrue();
    }
    told.forEach(one -> assertThat(estate.secretsIn(one.toString())).as(route).isEmpty());
  }

  static Stream<String> asking() {
    return routes().stream().filter(route -> !changes(route)).filter(r -> !r.contains("/global/"));
  }

  @Test
  void whoOnlyAsksLeavesNoLine() {
    long before = lines().get(0).path("number").asLong();
    asking().forEach(route -> estate.call(route, -1, ""));
    assertThat(lines().get(0).path("number").asLong()).isEqualTo(before);
  }
}
