package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients ask for tokens: in every version, and in every way that libraries do. */
final class ImsRouteTest {
  private static final String GRANT = "grant_type=client_credentials";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient nobody;
  private static String id;
  private static String secret;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
    nobody = service.client().bare();
    Answer made =
        must(
            201,
            service.client().post("/tributary/apiClients", json("{'name':'A','roles':['view']}")));
    id = made.at("/clientId");
    secret = made.at("/clientSecret");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Answer form(String path, String form) {
    return nobody.send(
        "POST", path, form, Map.of("Content-Type", "application/x-www-form-urlencoded"));
  }

  private static void letsIn(Answer answer) {
    must(200, answer);
    assertThat(answer.at("/token_type")).isEqualTo("bearer");
    assertThat(answer.body().path("expires_in").asLong()).isEqualTo(86_399);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    String bearer = "Bearer " + answer.at("/access_token");
    must(
        200,
        service.client().with("Authorization", bearer).with("x-api-key", id).get(FLOW + "/flows"));
  }

  private static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2", "v3"})
  void everyVersionTakesFormQueryAndBasic(String version) {
    String path = "/ims/token/" + version;
    String client = "client_id=" + id + "&client_secret=" + secret;
    letsIn(form(path, GRANT + "&" + client + "&scope=openid,AdobeID,read_organizations"));
    letsIn(nobody.send("POST", path + "?" + GRANT + "&" + client, null, Map.of()));
    letsIn(form(path + "?client_id=" + id, GRANT + "&client_secret=" + secret));
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            basic(id, secret));
    letsIn(nobody.send("POST", path, GRANT, headers));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400, invalid_request",
    "grant_type=, 400, invalid_request",
    "grant_type=password, 400, unsupported_grant_type",
    "grant_type=authorization_code, 400, unsupported_grant_type",
    "grant_type=client_credentials, 401, invalid_client",
    "grant_type=client_credentials&client_id=x&client_secret=y, 401, invalid_client"
  })
  void aRefusalIsInTheWordsOfOAuth(String form, int status, String error) {
    Answer answer = form("/ims/token/v3", form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.at("/error")).isEqualTo(error);
    assertThat(answer.at("/error_description")).isNotBlank();
    assertThat(answer.text()).doesNotContain("access_token");
  }

  @Test
  void aWrongBasicIsRefused() {
    for (String authorization : new String[] {"Basic !", basic(id, "wrong"), basic("%", secret)}) {
      Answer answer =
          nobody
              .with("Authorization", authorization)
              .send("POST", "/ims/token/v3?" + GRANT, null, Map.of());
      assertThat(answer.status()).as(authorization).isIn(400, 401);
      assertThat(answer.text()).contains("\"error\"").doesNotContain(secret);
    }
  }
}
