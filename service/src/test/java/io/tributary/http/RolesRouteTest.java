package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role may do what it says, and no more; a change of roles counts at once. */
final class RolesRouteTest {
  private static final String CLIENTS = "/tributary/apiClients";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient administrator;
  private static TestClient viewer;
  private static TestClient manager;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
    administrator = service.client();
    viewer = service.client(Role.VIEW);
    manager = service.client(Role.MANAGE);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /data/foundation/flowservice/flows, VIEW",
    "HEAD, /data/foundation/flowservice/flows, VIEW",
    "POST, /data/foundation/flowservice/flows, MANAGE",
    "POST, /data/foundation/flowservice/flows/search, VIEW",
    "POST, /data/foundation/flowservice/flows/{id}/action, MANAGE",
    "PATCH, /data/foundation/flowservice/flows/{id}, MANAGE",
    "DELETE, /data/foundation/flowservice/flows/{id}, MANAGE",
    "PUT, /data/foundation/conversion/mappingSets/{id}, MANAGE",
    "POST, /data/foundation/conversion/mappingSets/validate, VIEW",
    "POST, /data/foundation/conversion/mappingSets/preview, VIEW",
    "POST, /data/foundation/conversion/mappingSets/suggestions, VIEW",
    "DELETE, /data/foundation/conversion/mappingSets/preview, MANAGE",
    "POST, /data/infrastructure/observability/insights/metrics, VIEW",
    "POST, /data/foundation/access-control/acl/effective-policies, VIEW",
    "GET, /data/foundation/sandbox-management/sandboxes/{name}, VIEW",
    "POST, /data/foundation/sandbox-management/sandboxes, ADMINISTRATOR",
    "DELETE, /data/foundation/sandbox-management/sandboxes/{name}, ADMINISTRATOR",
    "GET, /data/foundation/flowservice/connectionSpecs/{id}, VIEW",
    "POST, /data/foundation/flowservice/connectionSpecs, ADMINISTRATOR",
    "PUT, /data/foundation/flowservice/connectionSpecs/{id}, ADMINISTRATOR",
    "POST, /data/foundation/flowservice/flowSpecs, ADMINISTRATOR",
    "PUT, /data/foundation/flowservice/flowSpecs/{id}, ADMINISTRATOR",
    "POST, /data/foundation/flowservice/flowSpecs/search, VIEW",
    "GET, /tributary/roles, VIEW",
    "GET, /tributary/users, ADMINISTRATOR",
    "POST, /tributary/users, ADMINISTRATOR",
    "GET, /tributary/apiClients/{id}, ADMINISTRATOR",
    "POST, /tributary/apiClients/{id}/rotate, ADMINISTRATOR",
    "POST, /tributary/organisations, ADMINISTRATOR",
    "GET, /tributary/audit, ADMINISTRATOR",
    "GET, /tributary/audit/verify, ADMINISTRATOR",
    "BREW, /data/foundation/flowservice/flows, MANAGE"
  })
  void aRouteNeedsARole(String method, String route, Role role) {
    assertThat(Permissions.needed(HandlerType.findOrCreate(method), route)).isEqualTo(role);
  }

  @Test
  void whoMayViewReadsAndChangesNothing() {
    must(200, viewer.get(FLOW + "/connections"));
    must(
        200,
        viewer.post(
            "/data/foundation/conversion/languages/el/validate", json("{'expression':'1'}")));
    refused(viewer.post(FLOW + "/connections", json("{'name':'x'}")), 403, "FLOW-2120-403");
    refused(viewer.delete(FLOW + "/connections/x"), 403, "FLOW-2120-403");
    refused(viewer.patch(FLOW + "/flows/x", "*", "[]"), 403, "FLOW-2120-403");
    refused(viewer.get("/tributary/users"), 403, "FLOW-2121-403");
  }

  @Test
  void whoMayManageChangesSourcesAndNotWhoMayDoSo() {
    Answer made =
        manager.post(FLOW + "/connections", Contacts.account(service.simulator().credentials()));
    must(201, made);
    must(204, manager.delete(FLOW + "/connections/" + made.id()));
    refused(manager.get(CLIENTS), 403, "FLOW-2121-403");
    Answer spec = manager.post(FLOW + "/connectionSpecs", json("{'name':'x','providerId':'p'}"));
    refused(spec, 403, "FLOW-2121-403");
    refused(manager.post(CLIENTS, json("{'name':'x','roles':['view']}")), 403, "FLOW-2121-403");
    refused(
        manager.post("/tributary/users", json("{'email':'a@b.c','roles':['administrator']}")),
        403,
        "FLOW-2121-403");
  }

  @Test
  void theRolesAreListed() {
    Answer roles = must(200, viewer.get("/tributary/roles"));
    assertThat(roles.body().findValuesAsText("id"))
        .containsExactly("view", "manage", "administrator");
  }

  @Test
  void anotherRoleCountsAtOnce() {
    TestClient changing = service.client(Role.MANAGE);
    String path = CLIENTS + "/" + changing.header("x-api-key");
    assertThat(changing.delete(FLOW + "/flows/x").status()).isEqualTo(404);
    roles(path, "['view']");
    refused(changing.delete(FLOW + "/flows/x"), 403, "FLOW-2120-403");
    roles(path, "[]");
    refused(changing.get(FLOW + "/flows"), 403, "FLOW-2118-403");
    roles(path, "['administrator']");
    must(200, changing.get("/tributary/users"));
  }

  private static void roles(String path, String roles) {
    String patch = "[{'op':'replace','path':'/roles','value':" + roles + "}]";
    must(200, administrator.patch(path, "*", patch.replace('\'', '"')));
  }

  @Test
  void aRemovedClientIsOutAtOnce() {
    TestClient leaving = service.client(Role.ADMINISTRATOR);
    must(200, leaving.get(FLOW + "/flows"));
    must(204, administrator.delete(CLIENTS + "/" + leaving.header("x-api-key")));
    refused(leaving.get(FLOW + "/flows"), 401, "401013");
    refused(
        leaving.with("x-api-key", viewer.header("x-api-key")).get(FLOW + "/flows"), 401, "401013");
    refused(
        viewer.with("x-api-key", leaving.header("x-api-key")).get(FLOW + "/flows"), 403, "403003");
  }

  @Test
  void aNewSecretVoidsTheOldOneAndItsTokens() {
    Answer made = must(201, administrator.post(CLIENTS, json("{'name':'A','roles':['view']}")));
    String id = made.at("/clientId");
    TestClient before =
        viewer.with("Authorization", "Bearer " + service.token(id, made.at("/clientSecret")));
    must(200, before.get(FLOW + "/flows"));
    Answer rotated = must(200, administrator.post(CLIENTS + "/" + id + "/rotate", json("{}")));
    refused(before.get(FLOW + "/flows"), 401, "401013");
    assertThat(rotated.at("/clientSecret")).isNotEqualTo(made.at("/clientSecret"));
    String token = service.token(id, rotated.at("/clientSecret"));
    must(200, viewer.with("Authorization", "Bearer " + token).get(FLOW + "/flows"));
  }

  @Test
  void aSecretIsShownWhenItIsMadeAndNeverAgain() {
    Answer made = must(201, administrator.post(CLIENTS, json("{'name':'Once','roles':['view']}")));
    String secret = made.at("/clientSecret");
    assertThat(secret).hasSizeGreaterThan(20);
    assertThat(administrator.get(CLIENTS + "/" + made.id()).text())
        .contains("Once")
        .doesNotContain(secret);
    assertThat(administrator.get(CLIENTS).text()).contains("Once").doesNotContain(secret);
  }

  @Test
  void nobodyTakesTheirOwnAdministrationAway() {
    String self = CLIENTS + "/" + administrator.header("x-api-key");
    refused(administrator.delete(self), 400, "TRIBUTARY-1000-400");
    String demotion = "[{\"op\":\"replace\",\"path\":\"/roles\",\"value\":[\"manage\"]}]";
    refused(administrator.patch(self, "*", demotion), 400, "TRIBUTARY-1000-400");
  }

  @Test
  void aUserIsCreatedReadChangedAndDeleted() {
    Answer made =
        must(
            201,
            administrator.post(
                "/tributary/users",
                json("{'email':'Ann@Example.com','name':'Ann','roles':['view']}")));
    assertThat(made.id()).isEqualTo("ann@example.com");
    String path = "/tributary/users/ann@example.com";
    assertThat(must(200, administrator.get(path)).at("/items/0/roles/0")).isEqualTo("view");
    assertThat(administrator.get("/tributary/users").text()).contains("ann@example.com");
    refused(
        administrator.post("/tributary/users", json("{'email':'ann@example.COM','roles':[]}")),
        409,
        "TRIBUTARY-1001-409");
    refused(
        administrator.post("/tributary/users", json("{'email':'ann','roles':[]}")),
        400,
        "FLOW-1312-400");
    assertThat(
            administrator
                .post("/tributary/users", json("{'email':'b@c.d','roles':['king']}"))
                .status())
        .isEqualTo(400);
    String rename = "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Ann B.\"}]";
    refused(administrator.patch(path, "stale", rename), 412, "FLOW-1404-412");
    must(200, administrator.patch(path, made.etag(), rename));
    assertThat(administrator.get(path).at("/items/0/name")).isEqualTo("Ann B.");
    must(204, administrator.delete(path));
    refused(administrator.get(path), 404, "FLOW-1439-404");
  }

  @Test
  void administratorsSeeTheirOwnOrganisationAndOnlyThoseOfTheHomeMakeOthers() {
    TestClient stranger = service.stranger();
    String org = administrator.header("x-gw-ims-org-id");
    String other = stranger.header("x-gw-ims-org-id");
    assertThat(administrator.get("/tributary/organisations").text()).contains(org, other);
    assertThat(stranger.get("/tributary/organisations").text()).contains(other).doesNotContain(org);
    refused(stranger.get("/tributary/organisations/" + org), 404, "FLOW-1439-404");
    refused(stranger.post("/tributary/organisations", json("{'name':'X'}")), 403, "FLOW-2121-403");
    refused(
        administrator.post("/tributary/organisations", json("{'name':'Strangers'}")),
        409,
        "TRIBUTARY-1001-409");
    assertThat(stranger.get(CLIENTS).text()).doesNotContain(administrator.header("x-api-key"));
    refused(stranger.delete(CLIENTS + "/" + viewer.header("x-api-key")), 404, "FLOW-1439-404");
    refused(
        stranger.post(CLIENTS + "/" + viewer.header("x-api-key") + "/rotate", json("{}")),
        404,
        "FLOW-1439-404");
  }

  @Test
  void aUserSignsInWithTheirRolesAndIsOutWhenRemoved() {
    must(
        201,
        administrator.post(
            "/tributary/users", json("{'email':'eve@example.com','roles':['view']}")));
    String user = "/tributary/users/eve@example.com";
    String path = must(201, administrator.post(user + "/invite", json("{}"))).at("/path");
    String cookie = administrator.bare().get(path).header("Set-Cookie").split(";", -1)[0];
    TestClient browser =
        administrator
            .bare()
            .with("Cookie", cookie)
            .with("x-gw-ims-org-id", administrator.header("x-gw-ims-org-id"));
    assertThat(browser.get("/tributary/session").at("/roles/0")).isEqualTo("view");
    must(200, browser.get(FLOW + "/flows"));
    refused(browser.delete(FLOW + "/flows/x"), 403, "FLOW-2120-403");
    String promotion = "[{\"op\":\"replace\",\"path\":\"/roles\",\"value\":[\"manage\"]}]";
    must(200, administrator.patch(user, "*", promotion));
    refused(browser.delete(FLOW + "/flows/x"), 404, "FLOW-1439-404");
    must(204, administrator.delete(user));
    refused(browser.get(FLOW + "/flows"), 401, "401013");
    refused(browser.get("/tributary/session"), 401, "401013");
    refused(administrator.post(user + "/invite", json("{}")), 404, "FLOW-1439-404");
  }
}
