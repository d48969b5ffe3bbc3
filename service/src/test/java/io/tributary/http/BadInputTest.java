package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Estate;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route that takes a body is sent what is no body of it: none of it is a failure of the
 * service, and what is refused is refused in a problem document. The cases are made of the bodies
 * in {@code requests.json}, each field in turn.
 */
final class BadInputTest {
  private static final String LONG = "x".repeat(100_000);

  /** What stands in place of each field in turn. */
  private static final List<String> VALUES =
      List.of(
          "null", "-1.5", "1e400", "true", "\"\"", "[]", "[[null]]", "{}", "{\"a\":{\"b\":[1]}}");

  @TempDir private static Path home;
  private static TestService service;
  private static Estate estate;
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<String> wrong = new ArrayList<>();

  @BeforeAll
  static void start() {
    service = TestService.start(home, 5);
    estate = Estate.create(service, service.client(), "Own");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  static Stream<String> routes() {
    List<String> routes = new ArrayList<>();
    OpenApi.described().fieldNames().forEachRemaining(routes::add);
    return routes.stream().filter(route -> Estate.request(route).isContainerNode());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void whatIsNoBodyIsRefused(String route) {
    String body = Json.write(estate.body(route));
    boolean object = estate.body(route).isObject();
    for (String text :
        List.of(
            "",
            "null",
            "1",
            "true",
            "\"text\"",
            object ? "[" + body + "]" : "{\"a\":" + body + "}",
            object ? "[]" : "{}",
            "not JSON",
            "\u0000",
            body.substring(0, body.length() - 1),
            "[".repeat(100_000),
            "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
            "\"" + "x".repeat(2_000_000) + "\"")) {
      refused(route, text, Map.of());
    }
    for (String type : List.of("text/plain", "application/xml", "image/png", "nonsense", ";")) {
      refused(route, body, Map.of("Content-Type", type));
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void noFieldWithAnotherValueIsADefect(String route) {
    for (String pointer : pointers(estate.body(route), "")) {
      for (String value : VALUES) {
        answered(route, with(route, pointer, value));
      }
      answered(route, with(route, pointer, "\"" + LONG + "\""));
      answered(route, with(route, pointer, "[".repeat(900) + "]".repeat(900)));
      answered(route, with(route, pointer, null));
    }
    String body = Json.write(estate.body(route));
    for (int i = 0; i < 20; i++) {
      int at = random.nextInt(body.length());
      String other = Character.toString("\"{}[],:0\\e\u0007\ud800".charAt(random.nextInt(12)));
      answered(route, body.substring(0, at) + other + body.substring(at + 1));
    }
    assertThat(wrong).as("seed %d", seed).isEmpty();
  }

  /**
   * What is no patch is told by the field of the body, a patch by the field that it would change.
   */
  @ParameterizedTest
  @MethodSource("routes")
  void aRefusalNamesTheFieldAtFault(String route) {
    JsonNode body = estate.body(route);
    List<String> pointers =
        body.isObject()
            ? body.propertyStream().map(field -> "/" + field.getKey()).toList()
            : body.path(0).has("op") ? List.of("/0/value") : List.of();
    for (String pointer : pointers) {
      String field = body.isObject() ? pointer : body.at("/0/path").asText();
      String value = body.at(pointer).isContainerNode() ? "1" : "{\"a\":{\"b\":[1]}}";
      String sent = with(route, pointer, value);
      Answer answer = estate.send(route, sent, Map.of());
      String name = field.replaceAll(".*/", "");
      if (answer.status() == 400 && !plain(answer.text()).contains(plain(name))) {
        note(route, sent, answer, "a field that is not named");
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The mapping set is mappingSet to a program. */
  private static String plain(String text) {
    return text.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  private void refused(String route, String body, Map<String, String> headers) {
    Answer answer = estate.send(route, body, headers);
    if (answer.status() < 400) {
      note(route, body, answer, "accepted");
    }
    judge(route, body, answer);
  }

  private void answered(String route, String body) {
    try {
      judge(route, body, estate.send(route, body, Map.of()));
    } catch (AssertionError e) { // An answer that is not as published.
      wrong.add("\nagainst the contract: " + route + "\n  " + shortened(body, 600) + "\n  " + e);
    }
  }

  /** A refusal is a problem document: its status, a title, and words for a reader. */
  private void judge(String route, String body, Answer answer) {
    if (answer.status() >= 500) {
      note(route, body, answer, "a defect");
    } else if (answer.status() >= 400) {
      JsonNode problem = answer.body();
      boolean titled = problem.path("status").asInt() == answer.status() && problem.has("title");
      String words = problem.path("detail").asText() + problem.at("/report/detailed-message");
      if (!titled || words.isEmpty()) {
        note(route, body, answer, "no problem document");
      }
    }
  }

  private void note(String route, String body, Answer answer, String what) {
    wrong.add(
        "\n%s: %s\n  %s\n  %d %s"
            .formatted(
                what, route, shortened(body, 600), answer.status(), shortened(answer.text(), 300)));
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  /** The body with that value at a pointer, or without the field where the value is null. */
  private static String with(String route, String pointer, @Nullable String value) {
    JsonNode body = estate.body(route);
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = body.at(pointer.substring(0, slash));
    String last = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ArrayNode array) {
      int index = Integer.parseInt(last);
      if (value == null) {
        array.remove(index);
      } else {
        array.set(index, "@");
      }
    } else if (parent instanceof ObjectNode object) {
      object.remove(last);
      if (value != null) {
        object.put(last, "@");
      }
    }
    return value == null ? Json.write(body) : Json.write(body).replace("\"@\"", value);
  }

  private static List<String> pointers(JsonNode node, String at) {
    List<String> pointers = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        pointers.add(at + "/" + i);
        pointers.addAll(pointers(node.path(i), at + "/" + i));
      }
    }
    node.properties()
        .forEach(
            field -> {
              String inner = at + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
              pointers.add(inner);
              pointers.addAll(pointers(field.getValue(), inner));
            });
    return pointers;
  }
}
