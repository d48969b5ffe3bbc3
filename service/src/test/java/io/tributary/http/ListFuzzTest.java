package io.tributary.http;

import static io.tributary.Contacts.account;
import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists asked for at random, over HTTP: well-formed conditions find what {@link Oracle} says, and
 * no text at all is a defect. The number of requests is {@code -Dcases}, the seed {@code -Dseed}.
 */
final class ListFuzzTest {
  private static final int CASES = Integer.getInteger("cases", 400);
  private static final String CONNECTIONS = FLOW + "/connections";

  /** Among them what means something to SQL, to JSON, to the grammar, and in addresses. */
  private static final String[] PIECES = {
    "'",
    "\"",
    "\\",
    ";",
    "--",
    "/*",
    "%",
    "_",
    "\u0000",
    "(",
    ")",
    "[",
    "]",
    "[]",
    ".",
    "..",
    ",",
    "=",
    "==",
    "!=",
    "<",
    ">=",
    "~",
    "&",
    "+",
    " ",
    "\n",
    "é",
    "\uD83D\uDE00",
    "\uD83D",
    "name",
    "state",
    "auth.params",
    "createdAt",
    "null",
    "true",
    "1e999999999",
    "-0",
    "9223372036854775808",
    "' or 1=1 --",
    "\"; drop table documents; --",
    "union select",
    "id",
    "${name}",
    "{",
    "}",
    ":org",
    "?",
    "*",
    "a".repeat(500)
  };

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;
  private static List<JsonNode> all;
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @BeforeAll
  static void start() {
    service = TestService.start(home, 1);
    api = service.client();
    String[] names = {
      "alpha",
      "ALPHA",
      "b%",
      "b_",
      "c'd",
      "7",
      "a, b",
      "x==y",
      " inner space ",
      "Ärger",
      "\uD83D\uDE00"
    };
    for (int i = 0; i < 44; i++) {
      ObjectNode body =
          account(service.simulator().credentials()).put("name", names[i % names.length]);
      body.put("description", i % 3 == 0 ? null : "number " + i % 5);
      must(201, api.post(CONNECTIONS + (i % 4 == 0 ? "" : "?mode=draft"), body));
    }
    List<JsonNode> shown = new ArrayList<>();
    must(200, api.get(CONNECTIONS)).body().path("items").forEach(shown::add);
    all = shown;
    assertThat(all).hasSize(44);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void conditionsFindWhatAnOracleFinds() {
    int found = 0;
    for (int i = 0; i < CASES; i++) {
      List<Oracle> conditions = new ArrayList<>();
      for (int n = random.nextInt(3); n >= 0; n--) {
        conditions.add(Oracle.generate(random, all.get(random.nextInt(all.size()))));
      }
      List<String> expected =
          all.stream()
              .filter(item -> conditions.stream().allMatch(condition -> condition.holds(item)))
              .sorted(Comparator.comparing(ListFuzzTest::age).reversed())
              .map(item -> item.path("id").asText())
              .toList();
      StringBuilder query = new StringBuilder("?limit=" + (1 + random.nextInt(20)));
      conditions.forEach(
          condition -> query.append("&property=").append(encoded(condition.text(random))));
      assertThat(walk(query.toString())).as("seed %d: %s", seed, conditions).isEqualTo(expected);
      found += expected.isEmpty() ? 0 : 1;
    }
    assertThat(found).as("seed %d: cases that found something", seed).isGreaterThan(CASES / 5);
  }

  private static String age(JsonNode item) {
    return String.format("%020d", item.path("createdAt").asLong()) + item.path("id").asText();
  }

  /** The ids of all pages. */
  private List<String> walk(String query) {
    List<String> ids = new ArrayList<>();
    String next = CONNECTIONS + query;
    while (!next.isEmpty()) {
      Answer page = api.get(next);
      assertThat(page.status()).as("seed %d: %s: %s", seed, next, page.text()).isEqualTo(200);
      page.body().path("items").forEach(item -> ids.add(item.path("id").asText()));
      String href = page.at("/_links/next/href");
      next = href.isEmpty() ? "" : FLOW + href;
    }
    return ids;
  }

  @Test
  void noTextIsADefect() {
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      Oracle condition = Oracle.generate(random, all.get(random.nextInt(all.size())));
      String text = random.nextBoolean() ? spoilt(condition.text(random)) : spoilt("");
      String name =
          List.of("property", "orderby", "limit", "continuationToken", "count")
              .get(random.nextInt(8) % 5);
      Answer answer =
          random.nextInt(4) == 0
              ? search(name, text)
              : api.get(CONNECTIONS + "?" + name + "=" + encoded(text));
      assertThat(answer.status())
          .as("seed %d: %s %s: %s", seed, name, text, answer.text())
          .isIn(200, 400);
      assertThat(answer.status() == 200 || answer.code().startsWith("FLOW-"))
          .as(answer.text())
          .isTrue();
      assertThat(answer.text().toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("sqlite", "psql", "syntax error");
      refused += answer.status() == 400 ? 1 : 0;
    }
    assertThat(refused).as("seed %d", seed).isGreaterThan(CASES / 4);
    assertThat(must(200, api.get(CONNECTIONS + "?count=true")).at("/count")).isEqualTo("44");
  }

  private static Answer search(String name, String text) {
    ObjectNode body = io.tributary.model.Json.object();
    boolean inQuery = Set.of("property", "continuationToken").contains(name);
    return api.post(CONNECTIONS + "/search", body.put(inQuery ? "queryString" : name, text));
  }

  /** With pieces put in, taken out and doubled anywhere. */
  private String spoilt(String text) {
    StringBuilder spoilt = new StringBuilder(text);
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(spoilt.length() + 1);
      if (random.nextInt(3) > 0 || spoilt.isEmpty()) {
        spoilt.insert(at, PIECES[random.nextInt(PIECES.length)]);
      } else {
        spoilt.delete(at, Math.min(spoilt.length(), at + 1 + random.nextInt(5)));
      }
    }
    return spoilt.toString();
  }

  @Test
  void onlyATokenThatWasGivenOutForTheListIsRead() {
    String token = token(CONNECTIONS + "?limit=3&property=state==draft");
    String other = token(CONNECTIONS + "?limit=3");
    String page = must(200, api.get(CONNECTIONS + "?continuationToken=" + token)).text();
    assertThat(token).doesNotContain("=");
    for (int i = 0; i < CASES; i++) {
      String forged = forged(token, other);
      Answer answer = api.get(CONNECTIONS + "?continuationToken=" + encoded(forged));
      String read = forged.strip(); // white space around a parameter means nothing
      if (read.equals(token)) {
        assertThat(answer.text()).isEqualTo(page);
      } else if (!read.equals(other) && !read.isEmpty()) {
        assertThat(answer.status()).as("seed %d: %s", seed, forged).isEqualTo(400);
      }
    }
    assertThat(api.get(FLOW + "/flows?continuationToken=" + token).status()).isEqualTo(400);
    assertThat(service.stranger().get(CONNECTIONS + "?continuationToken=" + token).status())
        .isEqualTo(400);
  }

  private static String token(String list) {
    return must(200, api.get(list))
        .at("/_links/next/href")
        .replaceFirst(".*continuationToken=", "");
  }

  /** Cut, joined with another one, or with other characters in it. */
  private String forged(String token, String other) {
    int at = random.nextInt(token.length());
    return switch (random.nextInt(4)) {
      case 0 -> token.substring(0, at);
      case 1 -> token.substring(0, at) + other.substring(Math.min(at, other.length()));
      case 2 ->
          token.substring(0, at) + (char) ('A' + random.nextInt(58)) + token.substring(at + 1);
      default -> spoilt(token);
    };
  }
}
