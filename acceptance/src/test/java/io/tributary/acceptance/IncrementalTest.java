package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementalTest {
  @Test
  void aSecondRunReadsOnlyWhatChangedAndReplacesIt(@TempDir Path home) throws Exception {
    try (Program simulator =
        Program.start(Map.of(), "simulator", "hubspot", "--contacts", "1000")) {
      JsonNode portal = simulator.ready();
      Map<String, String> settings =
          Map.of("TRIBUTARY_SOURCE_HUBSPOT_BASE_URL", portal.get("url").asText());
      try (Program service =
              Program.start(settings, "serve", "--port", "0", "--home", home.toString());
          Lake lake = lake(service, home)) {
        Api api = new Api(home);
        Journey journey = Journey.begin(api, portal);
        assertThat(records(api.awaitRun(journey.flow()), "input")).isEqualTo(1_000);
        List<String> changed = lake.ids("hubspot_contacts").subList(100, 107);
        for (String id : changed) {
          rename(portal, id);
        }

        JsonNode second = runAgain(api, journey);
        assertThat(records(second, "input")).as(second.toString()).isEqualTo(7);
        assertThat(records(second, "updated")).isEqualTo(7);
        assertThat(records(runAgain(api, journey), "input")).isZero();

        Map<String, String> names = lake.firstNames("hubspot_contacts");
        assertThat(lake.ids("hubspot_contacts")).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(names.values().stream().filter("Renamed"::equals).count()).isEqualTo(7);
        changed.forEach(id -> assertThat(names.get(id)).isEqualTo("Renamed"));
      }
    }
  }

  private static Lake lake(Program service, Path home) throws Exception {
    service.ready();
    return new Lake(home);
  }

  private static JsonNode runAgain(Api api, Journey journey) throws Exception {
    String asked =
        api.post(Api.FLOW + "/runs", "{\"flowId\":\"" + journey.flow() + "\"}").get("id").asText();
    JsonNode run = api.awaitRun(journey.flow());
    assertThat(run.get("id").asText()).isEqualTo(asked);
    assertThat(run.at("/metrics/statusSummary/status").asText())
        .as(run.toString())
        .isEqualTo("success");
    return run;
  }

  private static int records(JsonNode run, String which) {
    return run.at("/metrics/recordSummary/" + which + "RecordCount").asInt(-1);
  }

  /** As somebody who works in HubSpot does. */
  static void rename(JsonNode portal, String id) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(portal.get("url").asText() + "/crm/v3/objects/contacts/" + id))
            .header("Authorization", "Bearer " + portal.get("accessToken").asText())
            .header("Content-Type", "application/json")
            .method(
                "PATCH",
                HttpRequest.BodyPublishers.ofString("{\"properties\":{\"firstname\":\"Renamed\"}}"))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }
}
