package io.tributary.http;

import static io.tributary.Contacts.account;
import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Json;
import io.tributary.simulator.Credentials;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Base connections over HTTP: created, changed and deleted by the rules, and silent on secrets. */
final class ConnectionsRouteTest {
  private static final String PATH = FLOW + "/connections";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
    api = service.client();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ObjectNode body() {
    return account(service.simulator().credentials());
  }

  private static Answer created() {
    return must(201, api.post(PATH, body()));
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.at("/errorMessage")).isNotBlank();
    assertThat(answer.at("/report/request-id")).isEqualTo(answer.header("x-request-id"));
  }

  @Test
  void refusedCredentialsLeaveNothingBehind() {
    long secrets = service.count("select count(*) from secrets");
    long documents = service.count("select count(*) from documents");
    ObjectNode body = body();
    ((ObjectNode) body.at("/auth/params")).put("refreshToken", "na1-wrong-refresh-token");
    ((ObjectNode) body.at("/auth/params")).put("accessToken", "wrong");
    Answer answer = api.post(PATH, body);
    assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
    assertThat(answer.at("/errorMessage")).isNotBlank();
    assertThat(answer.text()).doesNotContain("na1-wrong-refresh-token");
    assertThat(service.count("select count(*) from secrets")).isEqualTo(secrets);
    assertThat(service.count("select count(*) from documents")).isEqualTo(documents);
  }

  @Test
  void noAnswerEverHoldsASecret() {
    TestClient listening = service.client();
    Credentials secret = service.simulator().credentials();
    Answer created = listening.post(PATH, body());
    String path = PATH + "/" + created.id();
    listening.get(path);
    listening.get(PATH);
    listening.get(path + "/test");
    listening.get(path + "/explore?objectType=root");
    listening.get(path + "/explore?objectType=table&object=Hubspot.Contacts&preview=true");
    listening.get(PATH + "?property=auth.params.clientSecret==" + secret.clientSecret());
    listening.patch(path, "*", "[{\"op\":\"move\"}]");
    listening.patch(path, "*", "[{\"op\":\"remove\",\"path\":\"/auth/params/accessToken\"}]");
    String value = ",\"value\":\"" + secret.clientSecret() + "\"}]";
    listening.patch(path, "*", "[{\"op\":\"replace\",\"path\":\"/auth\"" + value);
    listening.patch(path, "*", "[{\"op\":\"replace\",\"path\":\"auth\"" + value);
    listening.patch(path, "*", "[{\"op\":\"replace\",\"path\":\"/auth/params/no\"" + value);
    listening.patch(path, "*", "[{\"op\":\"add\",\"path\":\"/name/first\"" + value);
    ObjectNode broken = body();
    ((ObjectNode) broken.at("/auth/params")).put("clientSecret", 1);
    listening.post(PATH, broken);
    listening.send(
        "POST", PATH, Json.write(body()) + "x", Map.of("Content-Type", "application/json"));
    listening.send(
        "POST",
        PATH,
        "{\"auth\":\"" + secret.refreshToken() + "\"}",
        Map.of("Content-Type", "application/json"));
    assertThat(listening.heard()).hasSizeGreaterThan(9);
    assertThat(listening.heard())
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain(secret.clientSecret())
                    .doesNotContain(secret.refreshToken())
                    .doesNotContain(secret.accessToken()));
  }

  @Test
  void ofTwoSimultaneousChangesOneIsRefusedAndItsSecretForgotten() {
    Answer created = created();
    String path = PATH + "/" + created.id();
    String again = "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"again\"}]";
    List<Integer> statuses =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> api.patch(path, created.etag(), again).status())
            .toList();
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 412).hasSize(7);
    must(200, api.get(path + "/test"));
  }

  @Test
  void aDeletedConnectionIsGoneWithItsSecrets() {
    Answer created = created();
    String where = "select count(*) from secrets where connection_id = '" + created.id() + "'";
    assertThat(service.count(where)).isEqualTo(3);
    Answer deleted = api.delete(PATH + "/" + created.id());
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.text()).isEmpty();
    Answer gone = api.get(PATH + "/" + created.id());
    refused(gone, 404, "FLOW-1439-404");
    assertThat(gone.at("/title")).isEqualTo("Resource not found");
    assertThat(gone.at("/report/id")).isEqualTo(created.id());
    assertThat(gone.at("/report/type")).isEqualTo("connections");
    refused(api.delete(PATH + "/" + created.id()), 404, "FLOW-1439-404");
    assertThat(service.count(where)).isZero();
  }
}
