package io.tributary.http;

import static io.tributary.Contacts.account;
import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as clients ask for them, and requests that cannot be read. */
final class ListsRouteTest {
  private static final int COUNT = 7;

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
    api = service.client();
    for (int i = 0; i < COUNT; i++) {
      ObjectNode body = account(service.simulator().credentials()).put("name", "Account " + i);
      must(201, api.post(FLOW + "/connections", body));
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Answer list(String query) {
    return api.get(FLOW + "/connections" + query);
  }

  /** A query string as curl sends it: not encoded. */
  private static String raw(String pathAndQuery) throws IOException {
    URI uri = URI.create(api.url());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      StringBuilder request = new StringBuilder("GET " + pathAndQuery + " HTTP/1.1\r\nHost: x\r\n");
      for (String name :
          List.of("Authorization", "x-api-key", "x-gw-ims-org-id", "x-sandbox-name")) {
        request.append(name).append(": ").append(api.header(name)).append("\r\n");
      }
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      try (InputStream answer = socket.getInputStream()) {
        return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/connectionSpecs?property=name==\"hubspot\"",
        "/connectionSpecs?property=name==%22hubspot%22",
        "/connectionSpecs/?property=name==hubspot",
        "/connectionSpecs?property=name==\"HubSpot\"&limit=&orderby="
      })
  void aSpecIsFoundByItsNameInRawQuotes(String query) throws IOException {
    String answer = raw(FLOW + query);
    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"id\":\"" + Contacts.HUBSPOT + "\"");
    assertThat(answer).doesNotContain(Contacts.LAKE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections",
        "sourceConnections",
        "targetConnections",
        "flows",
        "runs",
        "flowSpecs"
      })
  void everyListHasItemsAndLinks(String resource) {
    Answer answer = must(200, api.get(FLOW + "/" + resource));
    assertThat(answer.body().path("items").isArray()).isTrue();
    assertThat(answer.body().path("_links").isObject()).isTrue();
    must(200, api.get(FLOW + "/" + resource + "/"));
    Answer count = must(200, api.get(FLOW + "/" + resource + "?count=True"));
    assertThat(count.body().size()).isEqualTo(1);
    assertThat(count.body().path("count").asInt()).isEqualTo(answer.body().path("items").size());
    must(200, api.get(FLOW + "/" + resource + "?count=False&limit=3"));
    assertThat(api.get(FLOW + "/" + resource + "?count=true&limit=3").code())
        .isEqualTo("FLOW-1401-400");
    assertThat(api.get(FLOW + "/" + resource + "?start=3").code()).isEqualTo("FLOW-1451-400");
    assertThat(api.get(FLOW + "/" + resource + "/unknown").code()).isEqualTo("FLOW-1439-404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "e30", "eyJsaW1pdCI6MX0", "bnVsbA", "W10", "%20%20x"})
  void aTokenThatIsNotOursIsRefused(String token) {
    Answer answer = list("?continuationToken=" + token);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("FLOW-1452-400");
  }

  private static Answer post(String type, String body) {
    return api.send("POST", FLOW + "/connections", body, Map.of("Content-Type", type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{'a':1}", "nonsense", "{\"a\":1}x", "{\"name\":{}}", "[1,"})
  void aBodyThatCannotBeReadIsRefused(String body) {
    Answer answer = post("application/json; charset=utf-8", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.at("/title")).isEqualTo("BadRequestError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "{}", "[]", "\"text\""})
  void anEmptyBodyIsRefused(String body) {
    assertThat(post("application/json", body).code()).isEqualTo("FLOW-1405-400");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    Answer answer = post("application/json", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}");
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void aBodyNestedTooDeeplyIsRefused() {
    assertThat(post("application/json", "[".repeat(5_000)).status()).isEqualTo(400);
    assertThat(post("application/json", "{\"a\":".repeat(5_000)).status()).isEqualTo(400);
  }
}
