package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Canary;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Json;
import io.tributary.simulator.Credentials;
import io.tributary.simulator.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets are put wherever one can be put, and looked for wherever one could come out: answers,
 * log, meters, audit log, database and tables.
 */
final class CanaryTest {
  private static final String CONNECTIONS = FLOW + "/connections";

  @TempDir Path home;
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<Canary> canaries = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // Set before anything is asked.
  private TestClient listening;

  /** With characters that are written otherwise in URLs and in JSON. */
  private String canary(String name) {
    String secret = "cnry/" + Long.toString(random.nextLong() >>> 1, 36) + "+\"&=\\ä";
    canaries.add(new Canary(name, secret));
    return secret;
  }

  @Test
  void noSecretIsFoundAnywhereBesideItsPlace() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    Options portal = Options.defaults().withContacts(10).withRateLimit(0).withSeed(seed);
    try (TestService service = TestService.start(home, portal, Map.of())) {
      listening = service.client();
      keep("access token", listening.header("Authorization").substring("Bearer ".length()));
      wrongCredentialsOfEverySource();
      goodCredentials(service);
      clients(service);
      look();
      List<String> found = new ArrayList<>(Canary.found(canaries, home));
      for (String answer : listening.heard()) {
        found.addAll(Canary.found(canaries, "an answer: " + answer, answer));
      }
      String rows = service.table("hubspot_contacts").rows(100).toString();
      assertThat(service.table("hubspot_contacts").rows(100)).hasSize(10);
      found.addAll(Canary.found(canaries, "a row", rows));
      String logged = log.toString(StandardCharsets.UTF_8);
      assertThat(logged).contains("landed 10 of 10 records");
      found.addAll(Canary.found(canaries, "the log", logged));
      String database = String.join("\n", service.everything());
      found.addAll(Canary.found(canaries, "the database", database));
      List<Canary> control = List.of(new Canary("what is no secret", "HubSpot base connection"));
      assertThat(Canary.found(control, "the database", database)).isNotEmpty();
      List<Canary> tables = List.of(new Canary("what is no secret", "hubspot_contacts"));
      assertThat(Canary.found(tables, home)).isNotEmpty();
      assertThat(Canary.found(control, "", listening.heard().toString())).isNotEmpty();
      assertThat(found).as("seed %d", seed).isEmpty();
      assertThat(canaries).hasSizeGreaterThan(15);
      assertThat(listening.heard()).hasSizeGreaterThan(60);
    } finally {
      System.setErr(before);
    }
  }

  private void keep(String name, String secret) {
    canaries.add(new Canary(name, secret));
  }

  /** One in each secret field of each way to sign in, sent in every way that must fail. */
  private void wrongCredentialsOfEverySource() {
    String working = "?property=" + encoded("attributes.available==true") + "&limit=100";
    JsonNode specs = must(200, listening.get(FLOW + "/connectionSpecs" + working)).body();
    int fields = 0;
    for (JsonNode spec : specs.path("items")) {
      for (JsonNode way : spec.path("authSpec")) {
        ObjectNode params = Json.object();
        for (Map.Entry<String, JsonNode> field : way.at("/spec/properties").properties()) {
          boolean secret = field.getValue().path("format").asText().equals("password");
          String name = spec.path("name").asText() + "." + field.getKey();
          params.put(field.getKey(), secret ? canary(name) : "x");
          fields += secret ? 1 : 0;
        }
        tried(spec.path("id").asText(), way.path("name").asText(), params);
      }
    }
    assertThat(fields).isGreaterThan(4);
  }

  private void tried(String spec, String way, ObjectNode params) {
    ObjectNode body = Json.object().put("name", "Canary");
    body.putObject("connectionSpec").put("id", spec).put("version", "1.0");
    body.putObject("auth").put("specName", way).set("params", params);
    refused(listening.post(CONNECTIONS, body));
    draft(body);
    ObjectNode unknownWay = body.deepCopy();
    ((ObjectNode) unknownWay.path("auth")).put("specName", "Another");
    refused(listening.post(CONNECTIONS, unknownWay));
    ObjectNode list = body.deepCopy();
    ((ObjectNode) list.path("auth")).putArray("params").addAll(params.findValues("accessToken"));
    refused(listening.post(CONNECTIONS, list));
    ObjectNode nested = body.deepCopy();
    for (String name : params.propertyStream().map(Map.Entry::getKey).toList()) {
      ((ObjectNode) nested.at("/auth/params")).putObject(name).set("value", params.path(name));
    }
    refused(listening.post(CONNECTIONS, nested));
    String broken = Json.write(body);
    refused(sent(broken.substring(0, broken.length() - 1)));
    refused(sent(broken.replace("\"params\":{", "\"params\":{,")));
  }

  /** A draft is kept as it is, and its credentials are tried when it is published. */
  private void draft(ObjectNode body) {
    Answer made = listening.post(CONNECTIONS + "?mode=draft", body);
    if (made.status() != 201) {
      refused(made);
      return;
    }
    String path = CONNECTIONS + "/" + made.id();
    must(200, listening.get(path));
    refused(listening.send("POST", path + "/action?op=publish", "", Map.of()));
    assertThat(listening.send("DELETE", path, "", Map.of()).status()).isEqualTo(204);
  }

  private Answer sent(String body) {
    return listening.send("POST", CONNECTIONS, body, Map.of("Content-Type", "application/json"));
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
  }

  /** Real ones: kept, changed, tested, read with, and then refused by the source in a run. */
  private void goodCredentials(TestService service) {
    Credentials credentials = service.simulator().credentials();
    keep("client secret", credentials.clientSecret());
    keep("refresh token", credentials.refreshToken());
    keep("first access token", credentials.accessToken());
    Contacts contacts = Contacts.create(service, listening);
    String path = CONNECTIONS + "/" + contacts.connection();
    must(200, listening.get(path + "/test"));
    String preview = path + "/explore?objectType=table&object=Hubspot.Contacts&preview=true";
    must(200, listening.get(preview));
    contacts.ended(contacts.flow(), 0);
    patches(path);
    String later = contacts.flow("{'startTime':'4102444800','frequency':'once'}");
    service.simulator().expireAccessTokens();
    must(201, listening.post(FLOW + "/runs", json("{'flowId':'" + later + "'}")));
    contacts.ended(later, 0);
    service.simulator().expireAccessTokens();
    service.simulator().revokeRefreshToken();
    must(201, listening.post(FLOW + "/runs", json("{'flowId':'" + later + "'}")));
    assertThat(contacts.ended(later, 1).at("/metrics/statusSummary/status").asText())
        .isEqualTo("failed");
    refused(listening.get(path + "/test"));
    refused(listening.get(preview));
  }

  private void patches(String path) {
    String rename = "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Renamed\"}]";
    must(200, listening.patch(path, "*", rename));
    for (String field : List.of("accessToken", "clientSecret", "refreshToken")) {
      ObjectNode operation = Json.object().put("op", "replace").put("value", canary("patch"));
      operation.put("path", "/auth/params/" + field);
      Answer answer = listening.patch(path, "*", "[" + operation + "]");
      assertThat(answer.status()).isIn(200, 400);
      refused(listening.patch(path, "*", "[" + operation.put("path", "/auth/params") + "]"));
      refused(listening.patch(path, "*", "[" + operation.put("path", "/auth") + "]"));
      refused(listening.patch(path, "*", "[" + operation.put("op", "move") + "]"));
    }
  }

  /** Secrets of API clients, which are shown once to whoever made them. */
  private void clients(TestService service) {
    TestClient shown = service.client();
    String clients = "/tributary/apiClients";
    Answer made = must(201, shown.post(clients, json("{'name':'A','roles':['view']}")));
    keep("first secret of a client", made.at("/clientSecret"));
    keep("token of a client", service.token(made.id(), made.at("/clientSecret")));
    String rotate = clients + "/" + made.id() + "/rotate";
    keep("secret of a client", must(200, shown.post(rotate, json("{}"))).at("/clientSecret"));
    String form = "grant_type=client_credentials&client_id=" + made.id() + "&client_secret=";
    refused(
        listening.send(
            "POST",
            "/ims/token/v3",
            form + encoded(canary("wrong secret")),
            Map.of("Content-Type", "application/x-www-form-urlencoded")));
    must(201, shown.post("/tributary/users", json("{'email':'a@b.c','roles':[]}")));
    String path = must(201, shown.post("/tributary/users/a@b.c/invite", json("{}"))).at("/path");
    keep("sign-in code", path.replaceFirst(".*code=", ""));
    String cookie = shown.bare().get(path).header("Set-Cookie").split(";", -1)[0];
    keep("session", cookie.replaceFirst(".*?=", ""));
  }

  /** Everything that can be read. */
  private void look() {
    for (String noun :
        List.of("connections", "sourceConnections", "targetConnections", "flows", "runs")) {
      must(200, listening.get(FLOW + "/" + noun));
    }
    must(200, listening.get("/tributary/apiClients"));
    must(200, listening.get("/tributary/users"));
    must(200, listening.get("/metrics"));
    must(200, listening.get("/openapi.json"));
    String next = "/audit?limit=100";
    while (!next.isEmpty()) {
      next = must(200, listening.get("/tributary" + next)).at("/_links/next/href");
    }
    must(200, listening.get("/tributary/audit/verify"));
  }

  @Test
  void aSecretThatIsSomewhereIsFound() throws Exception {
    String secret = canary("it");
    for (int offset = 0; offset < 3; offset++) {
      String before = "x".repeat(offset);
      byte[] text = (before + secret + "after").getBytes(StandardCharsets.UTF_8);
      assertThat(Canary.found(canaries, "", Base64.getEncoder().encodeToString(text))).isNotEmpty();
      String urlSafe = Base64.getUrlEncoder().encodeToString(text);
      assertThat(Canary.found(canaries, "", urlSafe)).isNotEmpty();
    }
    assertThat(Canary.found(canaries, "", "a=" + encoded(secret) + "&b")).isNotEmpty();
    assertThat(Canary.found(canaries, "", Json.write(Map.of("a", secret)))).isNotEmpty();
    assertThat(Canary.found(canaries, "", "a" + secret.substring(1))).isEmpty();
    Files.write(home.resolve("file"), ("\u0000" + secret).getBytes(StandardCharsets.UTF_8));
    assertThat(Canary.found(canaries, home)).isNotEmpty();
  }
}
