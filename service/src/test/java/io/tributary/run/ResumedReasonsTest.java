package io.tributary.run;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestService;
import io.tributary.simulator.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the records that a run lost does not depend on how often it was stopped. */
final class ResumedReasonsTest {
  private static final int COUNT = 3_000;

  @TempDir Path home;

  /** One value of every record fails, and every record whose first name is short is rejected. */
  private static final String RULES =
      """
      {'xdmSchema':'%s','mappings':[
       {'source':'Vid','destination':'_id'},
       {'source':'to_integer(Properties_Firstname_Value)','destination':'person.birthYear'},
       {'source':'iif(size_of(Properties_Firstname_Value) > 4, Vid, null)','primaryIdentity':true,
        'destination':'personalEmail.address'}]}
      """;

  private static String flow(Contacts contacts) {
    String set = "/data/foundation/conversion/mappingSets/" + contacts.mapping();
    String body = json(RULES.formatted(contacts.schema())).toString();
    must(200, contacts.api().send("PUT", set, body, Map.of("Content-Type", "application/json")));
    ObjectNode flow = contacts.flowBody("{'frequency':'once'}");
    ((ObjectNode) flow.at("/transformations/1/params")).put("mappingVersion", 1);
    flow.putObject("options").put("partialIngestionPercent", 99);
    return must(201, contacts.api().post(FLOW + "/flows", flow)).id();
  }

  @Test
  void countsTheReasonsOfAllAttempts() {
    Duration latency = Duration.ofMillis(60);
    Options slow = Options.defaults().withContacts(COUNT).withRateLimit(0).withLatency(latency);
    try (TestService service = TestService.start(home, slow, Map.of())) {
      Contacts contacts = Contacts.create(service);
      String flow = flow(contacts);
      JsonNode run = contacts.runs(flow).path(0);
      while (run.at("/metrics/recordSummary/inputRecordCount").asLong() < COUNT / 2) {
        assertThat(run.at("/metrics/statusSummary/status").asText()).isNotIn("failed", "success");
        run = contacts.runs(flow).path(0);
      }
      service.restart();
      run = contacts.at(service).ended(flow, 0);

      JsonNode records = run.at("/metrics/recordSummary");
      assertThat(records.path("inputRecordCount").asLong()).as(run.toString()).isEqualTo(COUNT);
      assertThat(records.path("warningRecordCount").asLong()).isEqualTo(COUNT);
      long rejected = records.path("failedRecordCount").asLong();
      assertThat(rejected).isBetween(COUNT / 20L, COUNT - 1L);
      assertThat(service.table("hubspot_contacts__rejected").rowCount()).isEqualTo(rejected);
      JsonNode errors = run.at("/metrics/statusSummary/errors");
      assertThat(errors).as(errors.toString()).hasSize(2);
      assertThat(count(errors, "MAPPER-3700-400", "person.birthYear")).isEqualTo(COUNT);
      assertThat(count(errors, "INGEST-1212-400", "personalEmail")).isEqualTo(rejected);
    }
  }

  private static long count(JsonNode errors, String code, String field) {
    for (JsonNode error : errors) {
      if (error.path("code").asText().equals(code) && error.path("field").asText().equals(field)) {
        return error.path("recordCount").asLong();
      }
    }
    throw new AssertionError(errors.toString());
  }
}
