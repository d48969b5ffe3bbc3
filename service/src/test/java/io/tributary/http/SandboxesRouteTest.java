package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestDatabase;
import io.tributary.TestService;
import io.tributary.control.Sandboxes;
import io.tributary.model.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sandboxes are made, told apart, emptied and removed; none sees into another. */
final class SandboxesRouteTest {
  private static final String BASE = "/data/foundation/sandbox-management";
  private static final String SANDBOXES = BASE + "/sandboxes";
  private static final String RESET = "{'action':'reset'}";

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

  private static TestClient made(String name) {
    must(202, create(api, name, "development"));
    return api.with("x-sandbox-name", name);
  }

  private static Answer create(TestClient client, String name, String type) {
    return client.post(
        SANDBOXES, json("{'name':'" + name + "','title':'T " + name + "','type':'" + type + "'}"));
  }

  private static Answer reset(String name) {
    return put(name, RESET);
  }

  private static Answer put(String name, String body) {
    return api.send(
        "PUT",
        SANDBOXES + "/" + name,
        body.replace('\'', '"'),
        java.util.Map.of("Content-Type", "application/json"));
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void oneIsMadeReadRenamedAndDeleted() {
    Answer made = must(202, create(api, "one", "development"));
    assertThat(made.at("/state")).isEqualTo("active");
    Answer read = must(200, api.get(SANDBOXES + "/one"));
    assertThat(read.at("/title")).isEqualTo("T one");
    assertThat(read.at("/isDefault")).isEqualTo("false");
    Answer renamed = must(200, api.patch(SANDBOXES + "/one", "", "{\"title\":\"Another\"}"));
    assertThat(renamed.at("/title")).isEqualTo("Another");
    assertThat(renamed.at("/etag")).isEqualTo("2");
    assertThat(must(202, api.delete(SANDBOXES + "/one")).at("/state")).isEqualTo("deleted");
    refused(api.get(SANDBOXES + "/one"), 404, "SANDBOX-1050-404");
    refused(api.with("x-sandbox-name", "one").get(FLOW + "/flows"), 404, "FLOW-2100-404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Dev", "a_b", "a--b", "a-", "-a", "1a", "a.b", "a/b", "../x", "a b"})
  void aNameThatIsNoFolderIsRefused(String name) {
    refused(create(api, name, "development"), 400, "SANDBOX-1051-400");
  }

  @Test
  void whatCannotBeIsRefused() {
    refused(create(api, "kind", "staging"), 400, "SANDBOX-1051-400");
    refused(api.post(SANDBOXES, json("{'name':'x','type':'production'}")), 400, "SANDBOX-1051-400");
    refused(create(api, "prod", "production"), 409, "SANDBOX-1054-409");
    refused(api.delete(SANDBOXES + "/prod"), 400, "SANDBOX-1052-400");
    refused(api.delete(SANDBOXES + "/nowhere"), 404, "SANDBOX-1050-404");
    refused(put("prod", "{'action':'explode'}"), 400, "SANDBOX-1051-400");
    refused(reset("nowhere"), 404, "SANDBOX-1050-404");
    refused(api.patch(SANDBOXES + "/prod", "", "{\"title\":\"\"}"), 400, "SANDBOX-1051-400");
    refused(create(service.client(Role.MANAGE), "mine", "development"), 403, "FLOW-2121-403");
  }

  @Test
  void listsAreFilteredSortedAndPaged() {
    made("list-a");
    made("list-b");
    assertThat(names(SANDBOXES + "?property=name==list-b")).containsExactly("list-b");
    assertThat(names(SANDBOXES + "?property=type==production")).contains("prod");
    List<String> backwards = names(SANDBOXES + "?orderBy=desc:name");
    assertThat(backwards.indexOf("list-b")).isLessThan(backwards.indexOf("list-a"));
    assertThat(names(SANDBOXES + "?limit=1&offset=1")).hasSize(1);
    refused(api.get(SANDBOXES + "?orderBy=name"), 400, "SANDBOX-1051-400");
    assertThat(names(BASE + "/")).contains("prod", "list-a");
    assertThat(api.get(BASE + "/").at("/sandboxes/0/id")).isEmpty();
    assertThat(api.get(BASE + "/sandboxTypes").at("/sandboxTypes/1/id")).isEqualTo("development");
  }

  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    must(200, api.get(path))
        .body()
        .path("sandboxes")
        .forEach(s -> names.add(s.path("name").asText()));
    return names;
  }

  @Test
  void noOneSeesTheSandboxesOfAnotherOrganisation() {
    TestClient stranger = service.stranger();
    assertThat(must(200, stranger.get(SANDBOXES)).text()).contains("dev");
    assertThat(names(SANDBOXES)).doesNotContain("dev");
    refused(api.get(SANDBOXES + "/dev"), 404, "SANDBOX-1050-404");
    refused(api.delete(SANDBOXES + "/dev"), 404, "SANDBOX-1050-404");
    must(200, stranger.with("x-sandbox-name", "dev").get(FLOW + "/flows"));
  }

  @Test
  void aResetRemovesAllThatASandboxHoldsAndNothingOfAnother() {
    TestClient inside = made("full");
    Contacts neighbour = Contacts.create(service);
    String flow = neighbour.flow();
    neighbour.ended(flow, 0);
    Contacts full = Contacts.create(service, inside);
    full.ended(full.flow(), 0);
    assertThat(home.resolve("warehouse/acme/full")).isDirectory();
    assertThat(inside.get(FLOW + "/flows/" + flow).status()).isEqualTo(404);
    assertThat(neighbour.api().get(FLOW + "/connections/" + full.connection()).status())
        .isEqualTo(404);

    assertThat(must(202, reset("full")).at("/state")).isEqualTo("active");

    for (String noun :
        List.of("connections", "sourceConnections", "targetConnections", "flows", "runs")) {
      assertThat(must(200, inside.get(FLOW + "/" + noun)).body().path("items")).as(noun).isEmpty();
    }
    assertThat(rowsIn("full")).isZero();
    assertThat(home.resolve("warehouse/acme/full")).doesNotExist();
    must(200, neighbour.api().get(FLOW + "/flows/" + flow));
    assertThat(service.table("hubspot_contacts").rows(100)).hasSize(10);
    Contacts again = Contacts.create(service, inside);
    again.ended(again.flow(), 0);
  }

  /**
   * In every table that has a column for the sandbox, also in those that are yet to come; only what
   * was changed there stays told.
   */
  private static long rowsIn(String sandbox) {
    long rows = 0;
    for (String table : service.texts(TestDatabase.tablesWith("sandbox"))) {
      if (!table.equals("audit_lines")) {
        rows +=
            service.count("select count(*) from " + table + " where sandbox = '" + sandbox + "'");
      }
    }
    return rows;
  }

  @Test
  void aResetThatWasBrokenOffIsFinishedAtTheNextStart() throws Exception {
    try (TestService other = TestService.start(Files.createTempDirectory(home, "home"), 10)) {
      TestClient client = other.client();
      must(202, create(client, "half", "development"));
      must(202, create(client, "gone", "development"));
      other.execute(
          "update documents set body = replace(body, '\"active\"', '\"resetting\"')"
              + " where kind = 'sandbox' and id = 'half'");
      other.execute(
          "update documents set body = replace(body, '\"active\"', '\"deleting\"')"
              + " where kind = 'sandbox' and id = 'gone'");
      refused(client.with("x-sandbox-name", "half").get(FLOW + "/flows"), 404, "FLOW-2100-404");
      other.restart();
      must(200, other.client().with("x-sandbox-name", "half").get(FLOW + "/flows"));
      refused(other.client().get(SANDBOXES + "/gone"), 404, "SANDBOX-1050-404");
    }
  }

  @Test
  void thereIsALimit() throws Exception {
    try (TestService other = TestService.start(Files.createTempDirectory(home, "home"), 10)) {
      TestClient client = other.client();
      for (int i = 1; i < Sandboxes.MOST; i++) {
        must(202, create(client, "s" + i, "development"));
      }
      refused(create(client, "more", "development"), 400, "SANDBOX-1053-400");
    }
  }
}
