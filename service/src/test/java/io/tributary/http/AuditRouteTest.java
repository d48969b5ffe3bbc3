package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed, and by whom, as administrators read it. */
final class AuditRouteTest {
  private static final String AUDIT = "/tributary/audit";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient administrator;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
    administrator = service.client();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  private static List<String> told(String query) {
    List<String> told = new ArrayList<>();
    for (JsonNode line : must(200, administrator.get(AUDIT + query)).body().path("items")) {
      told.add(line.path("verb").asText() + " " + line.path("noun").asText());
    }
    return told;
  }

  @Test
  void whatAManagerDoesIsReadByTheAdministrator() {
    TestClient manager = service.client(Role.MANAGE);
    String client = manager.header("x-api-key");
    Answer made =
        must(
            201,
            manager.post(
                FLOW + "/connections", Contacts.account(service.simulator().credentials())));
    String path = FLOW + "/connections/" + made.id();
    String rename = "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Renamed\"}]";
    must(200, manager.patch(path, made.etag(), rename));
    must(204, manager.delete(path));
    refused(manager.delete(path), 404, "FLOW-1439-404");
    assertThat(told("?noun=connection&id=" + made.id()))
        .containsExactly("delete connection", "update connection", "create connection");
    assertThat(told("?who=" + client)).hasSize(3);
    JsonNode update = administrator.get(AUDIT + "?id=" + made.id()).body().at("/items/1");
    assertThat(update.at("/client").asText()).isEqualTo(client);
    assertThat(update.at("/user").asText()).endsWith("@techacct.adobe.com");
    assertThat(update.at("/sandbox").asText()).isEqualTo("prod");
    assertThat(update.at("/before/name").asText()).isEqualTo("HubSpot base connection");
    assertThat(update.at("/after/name").asText()).isEqualTo("Renamed");
    assertThat(update.at("/after/auth/params").properties())
        .isNotEmpty()
        .allSatisfy(field -> assertThat(field.getValue().asText()).isEqualTo("•••"));
  }

  @Test
  void whoMayComeInIsToldToo() {
    Answer made =
        must(
            201,
            administrator.post("/tributary/apiClients", json("{'name':'A','roles':['view']}")));
    Answer rotated =
        must(200, administrator.post("/tributary/apiClients/" + made.id() + "/rotate", json("{}")));
    must(201, administrator.post("/tributary/users", json("{'email':'u@b.c','roles':['view']}")));
    must(201, administrator.post("/tributary/users/u@b.c/invite", json("{}")));
    assertThat(told("?id=u@b.c")).containsExactly("invite user", "create user");
    Answer lines = must(200, administrator.get(AUDIT + "?id=" + made.id()));
    assertThat(lines.text())
        .contains("\"secretVersion\":2")
        .doesNotContain(made.at("/clientSecret"), rotated.at("/clientSecret"));
    String org = service.stranger().header("x-gw-ims-org-id");
    assertThat(told("?noun=organisation&id=" + TestClient.encoded(org)))
        .containsExactly("create organisation");
    assertThat(service.stranger().get(AUDIT).text()).doesNotContain(made.id());
    assertThat(must(200, service.stranger().get(AUDIT + "/verify")).at("/lines")).isEqualTo("3");
  }

  @Test
  void theLogIsReadInPagesToItsEnd() {
    List<String> numbers = new ArrayList<>();
    String path = AUDIT + "?limit=2&noun=apiClient&to=2100-01-01T00:00:00Z";
    for (int i = 0; i < 4; i++) {
      must(201, administrator.post("/tributary/apiClients", json("{'name':'P','roles':['view']}")));
    }
    while (!path.isEmpty()) {
      Answer page = must(200, administrator.get(path));
      assertThat(page.body().path("items").size()).isBetween(1, 2);
      page.body().path("items").forEach(line -> numbers.add(line.path("number").asText()));
      String next = page.at("/_links/next/href");
      path = next.isEmpty() ? "" : "/tributary" + next;
    }
    assertThat(numbers).hasSizeGreaterThan(4).doesNotHaveDuplicates();
    assertThat(told("?noun=apiClient&limit=100")).hasSameSizeAs(numbers);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    refused(administrator.get(AUDIT + "?from=yesterday"), 400, "FLOW-1452-400");
    refused(administrator.get(AUDIT + "?limit=x"), 400, "FLOW-1452-400");
    refused(administrator.get(AUDIT + "?colour=red"), 400, "FLOW-1451-400");
    refused(service.client(Role.MANAGE).get(AUDIT), 403, "FLOW-2121-403");
    refused(service.client(Role.VIEW).get(AUDIT + "/verify"), 403, "FLOW-2121-403");
    assertThat(administrator.delete(AUDIT).status()).isEqualTo(405);
  }

  @Test
  void anAlteredLineIsNamed(@TempDir Path other) {
    try (TestService altered = TestService.start(other, 10)) {
      TestClient client = altered.client();
      must(200, client.get(AUDIT + "/verify"));
      must(201, client.post("/tributary/users", json("{'email':'eve@b.c','roles':['view']}")));
      Answer before = must(200, client.get(AUDIT + "/verify"));
      assertThat(before.at("/intact")).isEqualTo("true");
      String number = client.get(AUDIT + "?id=eve@b.c").at("/items/0/number");
      altered.execute(
          "update audit_lines set after_body = replace(after_body, 'view', 'manage') where number = "
              + number);
      must(201, client.post("/tributary/users", json("{'email':'later@b.c','roles':[]}")));
      Answer after = must(200, client.get(AUDIT + "/verify"));
      assertThat(after.at("/intact")).isEqualTo("false");
      assertThat(after.at("/brokenAt")).isEqualTo(number);
      assertThat(after.at("/reason")).contains("Line " + number);
    }
  }
}
