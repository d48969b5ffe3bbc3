package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangesTest {
  private static final String CONTACTS = "/crm/v3/objects/contacts";
  private final Portal portal = Portal.of(50);

  @AfterEach
  void close() {
    portal.close();
  }

  @Test
  void showsACreatedContactEverywhere() {
    var answer =
        portal.send(
            "POST",
            CONTACTS,
            "{\"properties\":{\"email\":\"ada@example.com\",\"firstname\":\"Ada\"}}");
    JsonNode created = Portal.json(answer);
    String id = created.path("id").asText();

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(created.path("updatedAt").asText()).isEqualTo("2026-06-01T12:00:00Z");
    assertThat(created.at("/properties/hs_email_domain").asText()).isEqualTo("example.com");
    assertThat(Portal.ids(portal.get(CONTACTS + "?limit=100"))).hasSize(51).endsWith(id);
    assertThat(portal.search("{\"query\":\"Ada\"}").at("/results/0/id").asText()).isEqualTo(id);
    assertThat(portal.get(CONTACTS + "/ada@example.com?idProperty=email").path("id").asText())
        .isEqualTo(id);
    assertThat(portal.simulator.contactIds()).endsWith(Long.parseLong(id));
  }

  @Test
  void updatesBumpTheModifiedDateAndKeepTheRest() {
    JsonNode before = portal.get(CONTACTS + "/101?properties=email,city");
    var answer =
        portal.send(
            "PATCH", CONTACTS + "/101", "{\"properties\":{\"city\":null,\"hubspotscore\":17}}");
    JsonNode after = portal.get(CONTACTS + "/101?properties=email,city,hubspotscore");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(after.path("updatedAt").asText()).isEqualTo("2026-06-01T12:00:00Z");
    assertThat(after.path("createdAt")).isEqualTo(before.path("createdAt"));
    assertThat(after.at("/properties/email")).isEqualTo(before.at("/properties/email"));
    assertThat(after.at("/properties/city").asText("null")).isEmpty();
    assertThat(after.at("/properties/hubspotscore").asText()).isEqualTo("17");
  }

  @Test
  void archivedContactsMoveToTheArchivedListWithTheirOldModifiedDate() {
    JsonNode before = portal.get(CONTACTS + "/51");
    assertThat(portal.send("DELETE", CONTACTS + "/51", "").statusCode()).isEqualTo(204);
    JsonNode archived = portal.get(CONTACTS + "?archived=true").at("/results/0");

    assertThat(Portal.ids(portal.get(CONTACTS + "?limit=100"))).hasSize(49).doesNotContain("51");
    assertThat(portal.search("{}").path("total").asInt()).isEqualTo(49);
    assertThat(portal.send(CONTACTS + "/51").statusCode()).isEqualTo(404);
    assertThat(archived.path("archived").asBoolean()).isTrue();
    assertThat(archived.path("archivedAt").asText()).isEqualTo("2026-06-01T12:00:00Z");
    assertThat(archived.path("updatedAt")).isEqualTo(before.path("updatedAt"));
    assertThat(portal.get(CONTACTS + "/51?archived=true").path("id").asText()).isEqualTo("51");
  }

  @Test
  void answersAnUnknownRecordWithThePageOfHtmlThatWasRecorded() {
    var answer = portal.send(CONTACTS + "/52");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/html;charset=iso-8859-1");
    assertThat(answer.body()).contains("<p>Resource not found</p>");
  }

  @ParameterizedTest
  @CsvSource({
    "/crm/v3/objects/contacts,207",
    "/crm/objects/2026-03/contacts,207",
    "/crm/objects/2026-09/contacts,200"
  })
  void readsABatchAndReportsMissingIds(String path, int status) {
    var answer =
        portal.send(
            "POST",
            path + "/batch/read",
            "{\"properties\":[\"city\"],\"inputs\":[{\"id\":\"101\"},{\"id\":\"52\"},{\"id\":\"51\"},{\"id\":\"101\"}]}");
    JsonNode body = Portal.json(answer);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Portal.ids(body)).containsExactlyInAnyOrder("51", "101");
    assertThat(body.path("numErrors").asInt()).isEqualTo(1);
    assertThat(body.at("/errors/0/context/ids/0").asText()).isEqualTo("52");
  }

  @Test
  void readsACompleteBatchWithoutErrors() {
    var answer = portal.send("POST", CONTACTS + "/batch/read", "{\"inputs\":[{\"id\":51}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Portal.json(answer).has("errors")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"properties\":{\"nonsense\":\"1\"}}",
        "{\"properties\":{\"hubspotscore\":\"many\"}}",
        "{\"properties\":{\"lifecyclestage\":\"x\"}}",
        "{}",
        "{"
      })
  void refusesValuesThatDoNotFit(String body) {
    assertThat(portal.send("POST", CONTACTS, body).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesASecondContactWithTheSameAddress() {
    String email = portal.get(CONTACTS + "/51").at("/properties/email").asText();
    var answer = portal.send("POST", CONTACTS, "{\"properties\":{\"email\":\"" + email + "\"}}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Portal.json(answer).path("message").asText())
        .isEqualTo("Contact already exists. Existing ID: 51");
  }

  @Test
  void keepsBothOfTwoUpdatesAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> patches =
          List.of("city", "state", "zip", "address", "website", "fax", "jobtitle", "company")
              .stream()
              .<Callable<Integer>>map(
                  p ->
                      () ->
                          portal
                              .send(
                                  "PATCH",
                                  CONTACTS + "/151",
                                  "{\"properties\":{\"" + p + "\":\"x\"}}")
                              .statusCode())
              .toList();
      for (Future<Integer> status : threads.invokeAll(patches)) {
        assertThat(status.get()).isEqualTo(200);
      }
    } finally {
      threads.shutdownNow();
    }
    JsonNode properties =
        portal
            .get(CONTACTS + "/151?properties=city,state,zip,address,website,fax,jobtitle,company")
            .path("properties");
    assertThat(properties.findValuesAsText("city")).containsExactly("x");
    assertThat(properties).filteredOn(v -> v.asText().equals("x")).hasSize(8);
  }
}
