package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTest {
  private static final String CONTACTS = "/crm/v3/objects/contacts";
  private final Portal portal = new Portal(Options.defaults().withRateLimit(20));
  private final Credentials credentials = portal.simulator.credentials();

  @AfterEach
  void close() {
    portal.close();
  }

  private Map<String, String> refresh() {
    return new HashMap<>(
        Map.of(
            "grant_type", "refresh_token",
            "client_id", credentials.clientId(),
            "client_secret", credentials.clientSecret(),
            "refresh_token", credentials.refreshToken()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v3", "2026-03", "2026-09"})
  void refreshesAnExpiredToken(String version) {
    portal.as(credentials.accessToken());
    assertThat(portal.send(CONTACTS).statusCode()).isEqualTo(200);
    portal.time.advance(Duration.ofMinutes(30));
    var expired = portal.send(CONTACTS);
    JsonNode token = Portal.json(portal.form("/oauth/" + version + "/token", refresh()));

    assertThat(expired.statusCode()).isEqualTo(401);
    assertThat(Portal.json(expired).path("category").asText()).isEqualTo("EXPIRED_AUTHENTICATION");
    assertThat(Portal.json(expired).at("/context/expire time/0").asText())
        .isEqualTo("2026-06-01T12:30:00Z");
    assertThat(token.path("expires_in").asInt()).isEqualTo(1_800);
    assertThat(token.path("refresh_token").asText()).isEqualTo(credentials.refreshToken());
    assertThat(token.has("hub_id")).isEqualTo(!version.equals("v1"));
    portal.as(token.path("access_token").asText());
    assertThat(portal.send(CONTACTS).statusCode()).isEqualTo(200);
    assertThat(
            portal
                .get("/oauth/v1/access-tokens/" + token.path("access_token").asText())
                .path("hub_id")
                .asLong())
        .isEqualTo(portal.simulator.portalId());
  }

  @ParameterizedTest
  @CsvSource({
    "client_id,BAD_CLIENT_ID",
    "client_secret,BAD_CLIENT_SECRET",
    "refresh_token,BAD_REFRESH_TOKEN"
  })
  void saysWhichCredentialIsWrong(String field, String status) {
    Map<String, String> form = refresh();
    form.put(field, "wrong");
    var answer = portal.form("/oauth/2026-03/token", form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Portal.json(answer).path("status").asText()).isEqualTo(status);
    assertThat(Portal.json(answer).path("message"))
        .isEqualTo(Portal.json(answer).path("error_description"));
    assertThat(Portal.json(answer).has("error")).isTrue();
  }

  @Test
  void introspectsTokens() {
    Map<String, String> form = refresh();
    form.put("token", credentials.accessToken());
    JsonNode state = Portal.json(portal.form("/oauth/2026-03/token/introspect", form));

    assertThat(state.path("active").asBoolean()).isTrue();
    assertThat(state.path("expires_in").asInt()).isEqualTo(1_800);
  }

  @Test
  void refusesAStrangerAndARevokedRefreshToken() {
    var answer = portal.as("nonsense").send(CONTACTS);
    portal.simulator.revokeRefreshToken();

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Portal.json(answer).path("category").asText()).isEqualTo("INVALID_AUTHENTICATION");
    assertThat(portal.form("/oauth/v1/token", refresh()).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesTheCallBeyondTheBudgetUntilTheWindowHasRolledOn() {
    for (int i = 0; i < 20; i++) {
      var answer = portal.send(CONTACTS + "?limit=1");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("X-HubSpot-RateLimit-Remaining"))
          .contains(Integer.toString(19 - i));
    }
    var refused = portal.send(CONTACTS);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Portal.json(refused).path("policyName").asText()).isEqualTo("TEN_SECONDLY_ROLLING");
    assertThat(Portal.json(refused).path("message").asText())
        .isEqualTo("You have reached your ten_secondly_rolling limit.");
    assertThat(portal.search("{}").has("total")).isTrue();
    portal.time.advance(Duration.ofSeconds(10));
    assertThat(portal.send(CONTACTS).statusCode()).isEqualTo(200);
    assertThat(portal.simulator.calls().withStatus(429)).isEqualTo(1);
  }

  @Test
  void answersFiveSearchesASecond() {
    for (int i = 0; i < 5; i++) {
      assertThat(portal.search("{}").has("total")).isTrue();
    }
    assertThat(portal.search("{}").path("policyName").asText()).isEqualTo("SECONDLY");
    portal.time.advance(Duration.ofSeconds(1));
    assertThat(portal.search("{}").has("total")).isTrue();
  }

  @Test
  void tellsTheAccount() {
    assertThat(portal.get("/account-info/2026-03/details").path("portalId").asLong())
        .isEqualTo(portal.simulator.portalId());
  }

  @Test
  void answersUnknownPathsWithJson() {
    var answer = portal.send("/crm/v9/nowhere");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Portal.json(answer).path("status").asText()).isEqualTo("error");
    assertThat(portal.send("HEAD", CONTACTS, "").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesUrlsAndBodiesThatAreTooLong() {
    assertThat(portal.send(CONTACTS + "?properties=" + "x".repeat(16_000)).statusCode())
        .isEqualTo(414);
    assertThat(portal.send("POST", CONTACTS, "x".repeat(4_000_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void failsAsOftenAsAsked() {
    portal.simulator.faults(Faults.none().failing(2, 502).withRetryAfter(Duration.ofSeconds(3)));
    var failed = portal.send(CONTACTS);

    assertThat(failed.statusCode()).isEqualTo(502);
    assertThat(failed.headers().firstValue("Retry-After")).contains("3");
    assertThat(portal.send(CONTACTS).statusCode()).isEqualTo(502);
    assertThat(portal.send(CONTACTS).statusCode()).isEqualTo(200);
  }

  @Test
  void breaksOffInTheMiddleWhereAsked() {
    portal.simulator.faults(Faults.none().cutting(1));

    assertThatThrownBy(() -> portal.send(CONTACTS)).hasCauseInstanceOf(IOException.class);
    assertThat(portal.send(CONTACTS).statusCode()).isEqualTo(200);
  }

  @Test
  void compressesForThoseWhoAsk() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(portal.simulator.url() + CONTACTS))
            .header("Authorization", "Bearer " + credentials.accessToken())
            .header("Accept-Encoding", "gzip")
            .build();
    var answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    try (var in = new GZIPInputStream(answer.body())) {
      assertThat(Portal.JSON.readTree(in).path("results")).hasSize(10);
    }
  }

  @Test
  void sendsTheHeadersThatWereRecorded() throws IOException {
    Path recordings =
        Path.of(
            System.getProperty("tributary.oracles", "../../shared"), "recordings", "hubspot.jsonl");
    assumeTrue(Files.isReadable(recordings));
    List<String> lines = Files.readAllLines(recordings);

    assertThat(headers(portal.send(CONTACTS)))
        .isEqualTo(recorded(lines, "GET", "/crm/v3/objects/contacts?limit=1"));
    assertThat(headers(portal.send("POST", CONTACTS + "/search", "{}")))
        .isEqualTo(recorded(lines, "POST", CONTACTS + "/search"));
    assertThat(headers(portal.send("DELETE", CONTACTS + "/51", "")))
        .isEqualTo(recorded(lines, "DELETE", CONTACTS + "/"));
  }

  @Test
  void hidesTheDailyLimitFromOAuthTokens() {
    assertThat(headers(portal.as(credentials.accessToken()).send(CONTACTS)))
        .contains("x-hubspot-ratelimit-max")
        .doesNotContain("x-hubspot-ratelimit-daily", "x-hubspot-ratelimit-daily-remaining");
  }

  @Test
  void saysInOneLineThatItIsReady() throws IOException {
    JsonNode line = Portal.JSON.readTree(portal.simulator.readyLine());

    assertThat(line.fieldNames())
        .toIterable()
        .containsExactly(
            "ready",
            "url",
            "clientId",
            "clientSecret",
            "accessToken",
            "refreshToken",
            "contacts",
            "seed",
            "rateLimit");
    assertThat(line.path("url").asText()).isEqualTo(portal.simulator.url());
  }

  private static Set<String> recorded(List<String> lines, String method, String path)
      throws IOException {
    for (String line : lines) {
      JsonNode call = Portal.JSON.readTree(line);
      if (call.at("/request/method").asText().equals(method)
          && call.at("/request/uri").asText().startsWith("https://api.hubapi.com" + path)) {
        Set<String> names = new TreeSet<>();
        call.at("/response/headers").fieldNames().forEachRemaining(names::add);
        return names;
      }
    }
    throw new AssertionError("No recording of " + method + " " + path);
  }

  private static Set<String> headers(HttpResponse<String> answer) {
    Set<String> names = new TreeSet<>();
    answer.headers().map().keySet().forEach(n -> names.add(n.toLowerCase(Locale.ROOT)));
    names.remove("content-length");
    return names;
  }
}
