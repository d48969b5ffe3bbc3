package io.tributary.http;

import static io.tributary.Contacts.must;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Json;
import io.tributary.model.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may do, in the words of the published Access Control. */
final class AccessControlRouteTest {
  private static final String ACL = "/data/foundation/access-control/acl";

  @TempDir static Path home;
  private static TestService service;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Answer asked(TestClient client, String body) {
    return client.send(
        "POST",
        ACL + "/effective-policies",
        body.replace('\'', '"'),
        Map.of("Content-Type", "application/json"));
  }

  private static JsonNode policies(Role role, String body) {
    return must(200, asked(service.client(role), body)).body().path("policies");
  }

  @Test
  void theReferenceNamesPermissionsAndTypesWithTheirActions() {
    JsonNode reference =
        must(200, service.client(Role.VIEW).without("x-sandbox-name").get(ACL + "/reference"))
            .body();
    assertThat(reference.at("/permissions/manage-datasets/datasets").toString())
        .isEqualTo("[\"read\",\"write\",\"delete\"]");
    assertThat(reference.at("/permissions/view-schemas/schemas").toString())
        .isEqualTo("[\"read\"]");
    assertThat(reference.at("/resource-types/monitoring").toString()).isEqualTo("[\"read\"]");
    assertThat(reference.at("/resource-types/connection").size()).isEqualTo(3);
  }

  @Test
  void eachRoleHasItsPolicies() {
    String asked =
        "['/permissions/manage-datasets','/permissions/view-datasets','/resource-types/schemas',"
            + "'resource-types/sandboxes','/permissions/reset-sandboxes','/permissions/unheard-of']";
    assertThat(policies(Role.VIEW, asked))
        .isEqualTo(
            TestClient.json(
                "{'/permissions/view-datasets':['*'],'/resource-types/schemas':['read'],"
                    + "'/resource-types/sandboxes':['read']}"));
    assertThat(policies(Role.MANAGE, asked))
        .isEqualTo(
            TestClient.json(
                "{'/permissions/view-datasets':['*'],'/permissions/manage-datasets':['*'],"
                    + "'/resource-types/schemas':['read','write','delete'],"
                    + "'/resource-types/sandboxes':['read']}"));
    assertThat(policies(Role.ADMINISTRATOR, asked).path("/resource-types/sandboxes").size())
        .isEqualTo(3);
    assertThat(policies(Role.ADMINISTRATOR, asked).has("/permissions/reset-sandboxes")).isTrue();
    assertThat(policies(Role.VIEW, "['/resource-types/schema']"))
        .isEqualTo(TestClient.json("{'/resource-types/schema':['read']}"));
  }

  @Test
  void whoAdministratesHasEverythingThatTheReferenceNames() {
    JsonNode reference = must(200, service.client().get(ACL + "/reference")).body();
    List<String> all = new ArrayList<>();
    reference.path("permissions").fieldNames().forEachRemaining(n -> all.add("/permissions/" + n));
    reference
        .path("resource-types")
        .properties()
        .forEach(type -> all.add("/resource-types/" + type.getKey()));
    JsonNode policies = must(200, asked(service.client(), Json.write(all))).body().at("/policies");
    assertThat(policies.size()).isEqualTo(all.size()).isGreaterThan(20);
    reference
        .path("resource-types")
        .properties()
        .forEach(
            type ->
                assertThat(policies.path("/resource-types/" + type.getKey()))
                    .isEqualTo(type.getValue()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "{}", "['schemas']", "[1]", "[null]", "'/permissions/x'", "[['a']]"})
  void whatIsNoListOfNamesIsRefused(String body) {
    assertThat(asked(service.client(), body).status()).as(body).isEqualTo(400);
  }

  @Test
  void whoHasNoTokenIsToldNothing() {
    assertThat(service.client().without("Authorization").get(ACL + "/reference").code())
        .isEqualTo("403010");
  }
}
