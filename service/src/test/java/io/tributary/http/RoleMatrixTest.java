package io.tributary.http;

import static io.tributary.Contacts.must;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route, called by whoever has no role, and by whoever has each of them: {@code roles.txt}
 * says what comes of it, route by route. A route that is not in it fails.
 */
final class RoleMatrixTest {
  /** The words of {@code roles.txt} for a role, from the least on, and how the lack is told. */
  private static final List<String> LADDER = List.of("view", "manage", "administrator");

  private static final List<String> REFUSALS =
      List.of("FLOW-2118-403", "FLOW-2120-403", "FLOW-2121-403");

  @TempDir static Path home;
  private static TestService service;

  /** Callers by how many of the roles, from the least on, they hold. */
  private static final List<TestClient> CALLERS = new ArrayList<>();

  @BeforeAll
  static void start() {
    service = TestService.start(home, 1);
    TestClient nobody = service.client(Role.VIEW);
    String path = "/tributary/apiClients/" + nobody.header("x-api-key");
    String patch = "[{\"op\":\"replace\",\"path\":\"/roles\",\"value\":[]}]";
    must(200, service.client().patch(path, "*", patch));
    CALLERS.add(nobody);
    for (Role role : List.of(Role.VIEW, Role.MANAGE, Role.ADMINISTRATOR)) {
      CALLERS.add(service.client(role));
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Map<String, String> roles() {
    Map<String, String> roles = new TreeMap<>();
    try (var stream = RoleMatrixTest.class.getResourceAsStream("roles.txt")) {
      new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" +", 2))
          .forEach(parts -> roles.put(parts[1], parts[0]));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return roles;
  }

  static Stream<String> routes() {
    List<String> routes = new ArrayList<>();
    OpenApi.described().fieldNames().forEachRemaining(routes::add);
    return routes.stream();
  }

  @Test
  void everyRouteIsDecided() {
    assertThat(roles().keySet()).containsExactlyInAnyOrderElementsOf(routes().toList());
    assertThat(roles().values()).containsOnly("open", "session", "view", "manage", "administrator");
  }

  private static Answer call(TestClient client, String route) {
    String[] parts = route.replaceAll("\\{\\w+}", "none").split(" ", 2);
    return client.send(parts[0], parts[1], null, Map.of());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void isAnsweredToThoseWhoMayAndRefusedToAllOthers(String route) {
    String word = String.valueOf(roles().get(route));
    if (word.equals("open") || word.equals("session")) {
      int expected = word.equals("open") ? 0 : 401;
      int status = call(service.client().bare(), route).status();
      assertThat(status == 401 || status == 403 ? status : 0).as(route).isEqualTo(expected);
      return;
    }
    assertThat(call(service.client().bare(), route).status()).as(route).isIn(401, 403);
    int needed = LADDER.indexOf(word) + 1;
    for (int held = 0; held < CALLERS.size(); held++) {
      Answer answer = call(CALLERS.get(held), route);
      String cell = route + " by a holder of " + LADDER.subList(0, held) + ": " + answer.text();
      if (held >= needed) {
        assertThat(answer.status()).as(cell).isNotIn(401, 403).isLessThan(500);
      } else {
        assertThat(answer.status()).as(cell).isEqualTo(403);
        if (!route.startsWith("HEAD")) {
          assertThat(answer.code())
              .as(cell)
              .isEqualTo(held == 0 ? REFUSALS.get(0) : REFUSALS.get(needed - 1));
        }
      }
    }
  }
}
