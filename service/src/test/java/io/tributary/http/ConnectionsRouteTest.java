package io.tributary.http;

import static io.tributary.Contacts.account;
import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static Answer item(String id) {
    return must(200, api.get(PATH + "/" + id));
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.at("/errorMessage")).isNotBlank();
    assertThat(answer.at("/report/request-id")).isEqualTo(answer.header("x-request-id"));
  }

  @Test
  void aCreatedConnectionAnswersWithIdQuotedEtagAndLocation() {
    Answer created = created();
    assertThat(created.body().size()).isEqualTo(2);
    assertThat(created.etag()).matches("\"[^\"]+\"");
    assertThat(created.header("ETag")).isEqualTo(created.etag());
    assertThat(created.header("Location")).endsWith(PATH + "/" + created.id());

    Answer found = item(created.id());
    assertThat(found.body().path("items")).hasSize(1);
    assertThat(found.at("/items/0/etag")).isEqualTo(created.etag());
    assertThat(found.at("/items/0/version")).isEqualTo(created.etag());
    assertThat(found.at("/items/0/state")).isEqualTo("enabled");
    assertThat(found.at("/items/0/name")).isEqualTo("HubSpot base connection");
    assertThat(found.at("/items/0/sandboxName")).isEqualTo("prod");
    assertThat(found.at("/items/0/imsOrgId")).isEqualTo(api.header("x-gw-ims-org-id"));
    assertThat(found.at("/items/0/auth/params/clientSecret")).isEqualTo("**********");
    assertThat(api.get(PATH + "/" + created.id() + "/test").text()).isEqualTo("{\"result\":true}");
  }

  @Test
  void aPrivateAppTokenIsEnough() {
    ObjectNode body = body();
    body.set("auth", json("{'specName':'Private App Token','params':{}}"));
    ((ObjectNode) body.at("/auth/params"))
        .put("accessToken", service.simulator().privateAppToken());
    Answer created = must(201, api.post(PATH, body));
    must(200, api.get(PATH + "/" + created.id() + "/test"));
  }

  @Test
  void whatCannotBeAConnectionIsRefusedWithTheCodeOfTheContract() {
    refused(api.post(PATH, Json.object()), 400, "FLOW-1405-400");
    refused(api.post(PATH, specified("unknown")), 400, "FLOW-1413-400");
    ObjectNode noSpec = body();
    noSpec.remove("connectionSpec");
    refused(api.post(PATH, noSpec), 400, "FLOW-1413-400");
    ObjectNode wrongName = body();
    ((ObjectNode) wrongName.at("/auth")).put("specName", "Magic");
    refused(api.post(PATH, wrongName), 400, "FLOW-1415-400");
    ObjectNode noAuth = body();
    noAuth.remove("auth");
    refused(api.post(PATH, noAuth), 400, "FLOW-1304-400");
    for (String field : List.of("clientId", "clientSecret", "accessToken", "refreshToken")) {
      ObjectNode missing = body();
      ((ObjectNode) missing.at("/auth/params")).remove(field);
      Answer answer = api.post(PATH, missing);
      refused(answer, 400, "FLOW-1304-400");
      assertThat(answer.at("/errorMessage")).contains("'" + field + "'");
    }
    ObjectNode wrongType = body();
    ((ObjectNode) wrongType.at("/auth/params")).put("clientId", 7);
    refused(api.post(PATH, wrongType), 400, "FLOW-1312-400");
    refused(api.post(PATH + "?mode=trial", body()), 400, "FLOW-1368-400");
  }

  private static ObjectNode specified(String spec) {
    ObjectNode body = body();
    body.set("connectionSpec", json("{'id':'" + spec + "','version':'1.0'}"));
    return body;
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
  void nobodyCanAskWhatASecretIs() {
    created();
    Answer answer =
        api.get(
            PATH
                + "?count=true&property=auth.params.refreshToken=="
                + service.simulator().credentials().refreshToken());
    refused(answer, 400, "FLOW-1449-400");
  }

  @Test
  void aPatchNeedsTheCurrentVersionInWhateverQuotes() {
    Answer created = created();
    String path = PATH + "/" + created.id();
    String rename = "[{\"op\":\"Replace\",\"path\":\"/name\",\"value\":\"%s\"}]";
    Answer missing =
        api.send("PATCH", path, rename.formatted("x"), Map.of("Content-Type", "application/json"));
    refused(missing, 400, "FLOW-1403-400");
    Answer first = must(200, api.patch(path, created.etag(), rename.formatted("quoted")));
    assertThat(first.etag()).isNotEqualTo(created.etag());
    assertThat(first.id()).isEqualTo(created.id());
    Answer stale = api.patch(path, created.etag(), rename.formatted("late"));
    refused(stale, 412, "FLOW-1404-412");
    assertThat(stale.at("/errorMessage")).contains(created.etag()).contains(first.etag());

    String unquoted = first.etag().replace("\"", "");
    Answer second = must(200, api.patch(path, unquoted, rename.formatted("unquoted")));
    Answer third = must(200, api.patch(path, "W/" + second.etag(), rename.formatted("weak")));
    must(200, api.patch(path, "*", rename.formatted("any")));
    refused(api.patch(path, third.etag(), rename.formatted("late")), 412, "FLOW-1404-412");
    String etag = item(created.id()).at("/items/0/etag");
    Answer byQuery =
        api.send(
            "PATCH",
            path + "?if-match=" + TestClient.encoded(etag),
            rename.formatted("by query"),
            Map.of("Content-Type", "application/json"));
    must(200, byQuery);
    assertThat(item(created.id()).at("/items/0/name")).isEqualTo("by query");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{'op':'move','from':'/name','path':'/description'}]        | FLOW-1434-400
          [{'op':'copy','from':'/name','path':'/description'}]        | FLOW-1434-400
          [{'op':'test','path':'/name','value':'x'}]                  | FLOW-1434-400
          [{'path':'/name','value':'x'}]                              | FLOW-1455-400
          [{'op':'replace','path':'name','value':'x'}]                | FLOW-1365-400
          [{'op':'replace','path':'/nothing/here','value':'x'}]       | FLOW-1365-400
          [{'op':'remove','path':'/nothing'}]                         | FLOW-1365-400
          [{'op':'remove','path':'/auth/params/nothing'}]             | FLOW-1455-400
          [{'op':'replace','path':'/auth','value':'text'}]            | FLOW-1455-400
          [{'op':'replace','path':'/connectionSpec/id','value':'x'}]  | FLOW-1414-400
          [{'op':'remove','path':'/auth/params/clientId'}]            | FLOW-1304-400
          []                                                          | FLOW-1405-400
          {}                                                          | FLOW-1405-400
          [1]                                                         | FLOW-1455-400
          """)
  void aPatchThatCannotBeAppliedChangesNothing(String operations, String code) {
    Answer created = created();
    String path = PATH + "/" + created.id();
    refused(api.patch(path, created.etag(), operations.replace('\'', '"')), 400, code);
    assertThat(item(created.id()).at("/items/0/etag")).isEqualTo(created.etag());
  }

  @Test
  void operationsOfAPatchApplyTogetherOrNotAtAll() {
    Answer created = created();
    String path = PATH + "/" + created.id();
    String half =
        "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"half\"},{\"op\":\"remove\",\"path\":\"/no\"}]";
    assertThat(api.patch(path, "*", half).status()).isEqualTo(400);
    assertThat(item(created.id()).at("/items/0/name")).isEqualTo("HubSpot base connection");
    must(200, api.patch(path, "*", "[{\"op\":\"REMOVE\",\"path\":\"/description\"}]"));
    assertThat(item(created.id()).body().at("/items/0/description").isMissingNode()).isTrue();
    String add = "[{\"op\":\"Add\",\"path\":\"/description\",\"value\":\"new\"}]";
    must(200, api.patch(path, "*", add));
    assertThat(item(created.id()).at("/items/0/description")).isEqualTo("new");
  }

  @Test
  void aMaskThatIsSentBackKeepsTheStoredSecret() {
    Answer created = created();
    String path = PATH + "/" + created.id();
    String shown = item(created.id()).body().at("/items/0/auth/params").toString();
    assertThat(shown).contains("**********");
    String operations = "[{\"op\":\"replace\",\"path\":\"/auth/params\",\"value\":" + shown + "}]";
    must(200, api.patch(path, "*", operations));
    must(200, api.get(path + "/test"));
    String wrong =
        "[{\"op\":\"replace\",\"path\":\"/auth/params/refreshToken\",\"value\":\"wrong\"}]";
    assertThat(api.patch(path, "*", wrong).status()).isBetween(400, 499);
    assertThat(api.get(path + "/test").status()).as("the old one still works").isEqualTo(200);
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
  void aDraftNeedsNoCredentials() {
    ObjectNode body = body();
    body.remove("auth");
    Answer created = must(201, api.post(PATH + "?mode=draft", body));
    assertThat(item(created.id()).at("/items/0/state")).isEqualTo("draft");
    assertThat(api.get(PATH + "?count=true&property=state==draft").body().path("count").asInt())
        .isPositive();
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
