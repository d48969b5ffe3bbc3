package io.tributary.http;

import static io.tributary.TestClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.Estate;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route that reads is asked with values that its parameters cannot mean, and with a parameter
 * that it does not have: none of it is a failure of the service, and a refusal is a problem
 * document.
 */
final class BadQueryTest {
  /** What each parameter is set to in turn. */
  private static final List<String> VALUES =
      List.of("-1", "99999999999999999999", "\u0000", "'%[", "a==", "id==null", "a[].b>1", "../..");

  @TempDir private static Path home;
  private static TestService service;
  private static Estate estate;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 5);
    estate = Estate.create(service, service.client(), "Own");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** All but the open ones, the session, which is a browser's, and the library of standards. */
  static Stream<String> routes() {
    return OpenApi.described()
        .propertyStream()
        .filter(route -> route.getKey().startsWith("GET ") && !route.getValue().has("open"))
        .map(Map.Entry::getKey)
        .filter(route -> !route.equals("GET /tributary/session") && !route.contains("/global/"));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void noParameterOfTheQueryIsADefect(String route) {
    List<String> names = new ArrayList<>(List.of("unknown"));
    OpenApi.described().path(route).path("query").forEach(name -> names.add(name.asText()));
    for (String name : names) {
      for (String value : VALUES) {
        requireSense(name + "=" + value, estate.read(route, name + "=" + encoded(value)));
      }
      String tooLong = name + "=" + "x".repeat(6000);
      requireSense(name + "=xxx…", estate.read(route, tooLong));
    }
  }

  private static void requireSense(String query, Answer answer) {
    assertThat(answer.status()).as("%s: %s", query, answer.text()).isLessThan(500);
    if (answer.status() >= 400) {
      JsonNode problem = answer.body();
      assertThat(problem.path("status").asInt()).as(query).isEqualTo(answer.status());
      assertThat(problem.path("title").asText()).as(query).isNotBlank();
      assertThat(problem.path("detail").asText() + problem.at("/report/detailed-message").asText())
          .as(query)
          .isNotBlank();
    }
  }
}
