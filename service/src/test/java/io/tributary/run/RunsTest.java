package io.tributary.run;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.Contacts;
import io.tributary.TestClock;
import io.tributary.TestService;
import io.tributary.simulator.Faults;
import io.tributary.simulator.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs from the portal to the table, undisturbed and disturbed. */
final class RunsTest {
  private static final String TABLE = "hubspot_contacts";

  /** Slow enough to be caught in the middle of a run. */
  private static final Options SLOW =
      Options.defaults().withContacts(3_000).withRateLimit(0).withLatency(Duration.ofMillis(120));

  @TempDir Path home;

  private static long metric(JsonNode run, String name) {
    return run.at("/metrics/" + name).asLong(-99);
  }

  private static long records(JsonNode run, String name) {
    return metric(run, "recordSummary/" + name + "RecordCount");
  }

  private static String status(JsonNode run) {
    return run.at("/metrics/statusSummary/status").asText();
  }

  private static JsonNode succeeded(JsonNode run) {
    String errors = run.at("/metrics/statusSummary/errors").toString();
    assertThat(status(run)).as(errors).isEqualTo("success");
    return run;
  }

  private static void run(Contacts contacts, String flow) {
    must(201, contacts.api().post(FLOW + "/runs", json("{'flowId':'" + flow + "'}")));
  }

  private static JsonNode log(Contacts contacts, JsonNode run) {
    return must(200, contacts.api().get("/tributary/runs/" + run.path("id").asText() + "/log"))
        .body();
  }

  /** Every contact of the portal is there, once. */
  private static void landedOnce(TestService service) {
    List<String> ids = service.table(TABLE).recordIds();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(new HashSet<>(ids)).isEqualTo(expected(service));
    assertThat(service.table(TABLE).rowCount()).isEqualTo(ids.size());
  }

  private static Set<String> expected(TestService service) {
    Set<String> ids = new HashSet<>();
    service.simulator().contactIds().forEach(id -> ids.add(Long.toString(id)));
    return ids;
  }

  private static Map<String, String> firstNames(TestService service) {
    Map<String, String> names = new HashMap<>();
    for (Map<String, Object> row : service.table(TABLE).rows(10_000)) {
      Object person = row.get("person");
      Object name = person instanceof Map<?, ?> p ? p.get("name") : null;
      String first = name instanceof Map<?, ?> n ? String.valueOf(n.get("firstName")) : "";
      names.put(String.valueOf(row.get("_id")), first);
    }
    return names;
  }

  @Test
  void theSecondRunReadsExactlyWhatHasChanged() {
    try (TestService service = TestService.start(home, 250)) {
      Contacts contacts = Contacts.create(service);
      String flow = contacts.flow();
      JsonNode first = succeeded(contacts.ended(flow, 0));
      assertThat(records(first, "input")).isEqualTo(250);
      assertThat(records(first, "created")).isEqualTo(250);
      landedOnce(service);

      long[] changed = service.simulator().contactIds().limit(7).toArray();
      for (long id : changed) {
        service.simulator().update("contacts", id, Map.of("firstname", "Changed " + id));
      }
      service.simulator().create("contacts", Map.of("firstname", "Created 1"));
      service.simulator().create("contacts", Map.of("firstname", "Created 2"));
      run(contacts, flow);
      JsonNode second = succeeded(contacts.ended(flow, 1));
      assertThat(records(second, "input")).isEqualTo(9);
      assertThat(records(second, "output")).isEqualTo(9);
      assertThat(records(second, "created")).isEqualTo(2);
      assertThat(records(second, "updated")).isEqualTo(7);
      landedOnce(service);
      Map<String, String> names = firstNames(service);
      assertThat(names).hasSize(252).containsValues("Created 1", "Created 2");
      for (long id : changed) {
        assertThat(names).containsEntry(Long.toString(id), "Changed " + id);
      }

      run(contacts, flow);
      JsonNode third = succeeded(contacts.ended(flow, 2));
      assertThat(records(third, "input")).isZero();
      landedOnce(service);
    }
  }

  @Test
  void theFiguresOfARunAddUp() {
    try (TestService service = TestService.start(home, 120)) {
      Contacts contacts = Contacts.create(service);
      JsonNode run = succeeded(contacts.ended(contacts.flow(), 0));
      long read = records(run, "input");
      assertThat(read).isEqualTo(120);
      assertThat(records(run, "output") + records(run, "failed") + records(run, "skipped"))
          .isEqualTo(read);
      assertThat(records(run, "created") + records(run, "updated"))
          .isEqualTo(records(run, "output"));
      assertThat(metric(run, "sizeSummary/inputBytes")).isPositive();
      assertThat(metric(run, "sizeSummary/outputBytes")).isPositive();
      assertThat(metric(run, "fileSummary/outputFileCount")).isPositive();
      assertThat(metric(run, "durationSummary/completedAtUTC"))
          .isGreaterThanOrEqualTo(metric(run, "durationSummary/startedAtUTC"));
      assertThat(run.at("/metrics/statusSummary/errors")).isEmpty();
      assertThat(run.at("/activities/0/id").asText()).isEqualTo("copyActivity");
      assertThat(run.at("/activities/1/id").asText()).isEqualTo("promotionActivity");
      assertThat(run.at("/metrics/fileSummary/activityRefs/0").asText()).isEqualTo("copyActivity");
      assertThat(run.at("/metrics/statusSummary/activityRefs/0").asText())
          .isEqualTo("promotionActivity");
      String list = run.at("/metrics/fileSummary/manifest/fileInfo/0/path").asText();
      must(200, contacts.api().get(list));

      String batch = run.at("/activities/1/targetInfo/0/reference/ids/0").asText();
      String path = "/data/foundation/catalog/batches/" + batch;
      JsonNode caught = must(200, contacts.api().get(path)).body().path(batch);
      assertThat(caught.path("recordCount").asLong()).isEqualTo(read);
      assertThat(caught.path("size").asLong()).isEqualTo(metric(run, "sizeSummary/outputBytes"));
      String files = "/data/foundation/export/batches/" + batch + "/files";
      assertThat(must(200, contacts.api().get(files)).body().path("data").size())
          .isEqualTo(metric(run, "fileSummary/outputFileCount"));
    }
  }

  @Test
  void theLogOfARunTellsWhatItDid() {
    try (TestService service = TestService.start(home, 120)) {
      Contacts contacts = Contacts.create(service);
      JsonNode run = succeeded(contacts.ended(contacts.flow(), 0));
      JsonNode log = log(contacts, run);
      assertThat(log.path("expectedRecords").asLong()).isEqualTo(120);
      assertThat(log.path("omitted").asLong()).isZero();
      assertThat(log.findValuesAsText("level")).containsOnly("info");
      assertThat(log.findValuesAsText("at")).isSorted();
      assertThat(log.findValuesAsText("message"))
          .startsWith("The run begins.")
          .anySatisfy(line -> assertThat(line).startsWith("Reads Hubspot.Contacts, everything"))
          .contains(
              "It is read in one part; the source tells of 120 records.",
              "Part ids-0 is read to its end: 120 records.",
              "Every record is accounted for: 120 read, 120 written, 0 rejected, 0 filtered.")
          .endsWith("Landed: readers of the table see all of it, at once.");
    }
  }

  @Test
  void aRunWhoseSourceFailsLandsNothingAndItsRepetitionEverything() {
    try (TestService service = TestService.start(home, 100)) {
      Contacts contacts = Contacts.create(service);
      String flow = contacts.flow("{'startTime':4102444800,'frequency':'once'}");
      service.simulator().faults(Faults.none().failing(10_000, 403));
      run(contacts, flow);
      JsonNode failed = contacts.ended(flow, 0);
      assertThat(status(failed)).isEqualTo("failed");
      JsonNode error = failed.at("/metrics/statusSummary/errors/0");
      assertThat(error.path("code").asText()).isEqualTo("CONNECTOR-1001-500");
      assertThat(error.path("message").asText()).isNotBlank();
      assertThat(log(contacts, failed).findValuesAsText("message"))
          .endsWith(error.path("message").asText());
      assertThat(log(contacts, failed).findValuesAsText("level")).endsWith("error");
      assertThat(records(failed, "output")).isZero();
      assertThat(metric(failed, "durationSummary/startedAtUTC")).isPositive();
      assertThat(failed.path("activities")).hasSize(1);
      assertThat(failed.at("/activities/0/id").asText()).isEqualTo("copyActivity");
      assertThat(failed.at("/activities/0/statusSummary/errors/0")).isEqualTo(error);
      assertThat(failed.at("/activities/0/sourceInfo/0/id").asText()).isEqualTo(contacts.source());
      assertThat(service.table(TABLE).rowCount()).isZero();

      service.simulator().faults(Faults.none());
      String action = FLOW + "/runs/" + failed.path("id").asText() + "/action?op=re_trigger";
      String again = must(200, contacts.api().send("POST", action, null, Map.of())).id();
      JsonNode repeated = succeeded(contacts.ended(flow, 1));
      assertThat(repeated.path("id").asText()).isEqualTo(again);
      landedOnce(service);
    }
  }

  @Test
  void aRunWhoseSourceFailsInTheMiddleLeavesNothingBehind() throws IOException {
    try (TestService service = TestService.start(home, SLOW, Map.of())) {
      Contacts contacts = Contacts.create(service);
      String flow = halfway(contacts);
      service.simulator().faults(Faults.none().failing(10_000, 403));
      JsonNode failed = contacts.ended(flow, 0);
      assertThat(failed.at("/metrics/statusSummary/errors/0/code").asText())
          .isEqualTo("CONNECTOR-1001-500");
      assertThat(records(failed, "output")).isZero();
      assertThat(service.table(TABLE).rowCount()).isZero();
      try (Stream<Path> data =
          Files.list(Path.of(service.table(TABLE).location()).resolve("data"))) {
        assertThat(data).isEmpty();
      }
    }
  }

  @Test
  void aRunThatCannotBeTakenUpAgainFailsWithItsActivitiesAndItsBatch() {
    try (TestService service = TestService.start(home, SLOW, Map.of())) {
      Contacts before = Contacts.create(service);
      String flow = halfway(before);
      service.restart(() -> service.simulator().faults(Faults.none().failing(10_000, 403)));
      Contacts contacts = before.at(service);
      JsonNode failed = contacts.ended(flow, 0);
      assertThat(status(failed)).isEqualTo("failed");
      assertThat(records(failed, "input")).isPositive();
      assertThat(records(failed, "output")).isZero();
      assertThat(records(failed, "created")).isZero();
      assertThat(failed.findValuesAsText("status")).hasSize(3).containsOnly("failed");
      String batch = failed.at("/activities/1/targetInfo/0/reference/ids/0").asText();
      String path = "/data/foundation/catalog/batches/" + batch;
      JsonNode ended = must(200, contacts.api().get(path)).body().path(batch);
      assertThat(ended.path("status").asText()).isEqualTo("failed");
      String dataSet = "/data/foundation/catalog/dataSets/" + contacts.dataSet();
      JsonNode noted = must(200, contacts.api().get(dataSet)).body().path(contacts.dataSet());
      assertThat(noted.path("lastBatchId").asText()).isEqualTo(batch);
      assertThat(noted.path("lastBatchStatus").asText()).isEqualTo("failed");
    }
  }

  @Test
  void aRunDuringWhichTheSourceStumblesLandsAllTheSame() {
    try (TestService service = TestService.start(home, 300)) {
      Contacts contacts = Contacts.create(service);
      Faults faults = Faults.none().failing(2, 503).withRetryAfter(Duration.ZERO).cutting(2);
      service.simulator().faults(faults);
      succeeded(contacts.ended(contacts.flow(), 0));
      landedOnce(service);
    }
  }

  @Test
  void aServiceThatIsStoppedInTheMiddleOfARunFinishesItAfterTheNextStart() {
    Duration latency = Duration.ofMillis(60);
    Options slow = Options.defaults().withContacts(6_000).withRateLimit(0).withLatency(latency);
    try (TestService service = TestService.start(home, slow, Map.of())) {
      Contacts contacts = Contacts.create(service);
      String flow = contacts.flow();
      for (int stop = 1; stop <= 2; stop++) {
        awaitRead(contacts, flow, stop * 1_500L);
        service.restart();
        contacts = contacts.at(service);
        assertThat(service.table(TABLE).rowCount()).as("nothing is visible yet").isZero();
      }
      JsonNode run = succeeded(contacts.ended(flow, 0));
      assertThat(records(run, "input")).isEqualTo(6_000);
      assertThat(records(run, "output")).isEqualTo(6_000);
      assertThat(contacts.runs(flow)).as("no second run was begun").hasSize(1);
      assertThat(log(contacts, run).findValuesAsText("message"))
          .containsOnlyOnce("The run begins.")
          .contains(
              "The run is taken up again.", "It goes on where the attempt before it was safe.");
      landedOnce(service);
    }
  }

  /** A flow whose run has read half of the 3,000. */
  private static String halfway(Contacts contacts) {
    String flow = contacts.flow();
    awaitRead(contacts, flow, 1_500);
    return flow;
  }

  private static void awaitRead(Contacts contacts, String flow, long wanted) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    JsonNode run = contacts.runs(flow).path(0);
    while (records(run, "input") < wanted) {
      assertThat(System.nanoTime()).as(run.toString()).isLessThan(deadline);
      assertThat(status(run)).isNotIn("failed", "success");
      run = contacts.runs(flow).path(0);
    }
  }

  @Test
  void aScheduledFlowRunsAgainWhenItsTimeHasCome() {
    TestClock time = TestClock.running();
    Options portal = Options.defaults().withContacts(50).withRateLimit(0);
    try (TestService service = TestService.start(home, portal, time)) {
      Contacts contacts = Contacts.create(service);
      long now = time.instant().getEpochSecond();
      String flow =
          contacts.flow("{'startTime':%d,'frequency':'minute','interval':15}".formatted(now));
      succeeded(contacts.ended(flow, 0));
      service.simulator().create("contacts", Map.of("firstname", "Created"));
      assertThat(contacts.runs(flow)).hasSize(1);
      time.advance(Duration.ofMinutes(15));
      JsonNode second = succeeded(contacts.ended(flow, 1));
      assertThat(records(second, "input")).isEqualTo(1);
      landedOnce(service);
      assertThat(second.at("/params/windowStartTime").asLong())
          .as("the windows meet")
          .isEqualTo(contacts.runs(flow).at("/0/params/windowEndTime").asLong());
    }
  }
}
