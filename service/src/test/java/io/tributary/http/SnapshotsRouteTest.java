package io.tributary.http;

import static io.tributary.Contacts.must;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestService;
import io.tributary.model.Json;
import io.tributary.model.Role;
import io.tributary.simulator.Options;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of data sets, and taking runs back, over HTTP, on what real runs have landed. */
final class SnapshotsRouteTest {
  private static final int CONTACTS = 60;
  private static final int CHANGED = 10;

  @TempDir static Path home;

  private static TestService service;
  private static Landed kept;
  private static Landed undone;

  /** A data set with two runs: one that landed all, and one that replaced some. */
  private record Landed(Contacts contacts, String flow) {
    TestClient api() {
      return contacts.api();
    }

    TestClient.Answer get(String path) {
      return api().get("/tributary/dataSets/" + contacts.dataSet() + path);
    }

    JsonNode items(String path) {
      return must(200, get(path)).body().path("items");
    }

    String run(int n) {
      return contacts.runs(flow).path(n).path("id").asText();
    }

    TestClient.Answer undo(int n) {
      return api().post("/tributary/runs/" + run(n) + "/undo", Json.object());
    }

    void runAgain(int n) {
      must(201, api().post(TestClient.FLOW + "/runs", Json.object().put("flowId", flow)));
      assertThat(contacts.ended(flow, n).at("/metrics/statusSummary/status").asText())
          .isEqualTo("success");
    }

    Map<String, String> names(JsonNode rows) {
      Map<String, String> names = new TreeMap<>();
      rows.forEach(
          row -> names.put(row.at("/_id").asText(), row.at("/person/name/firstName").asText()));
      return names;
    }

    /** As the preview shows them. */
    Map<String, String> names() {
      return names(
          must(
                  200,
                  api()
                      .get(
                          "/data/foundation/export/datasets/"
                              + contacts.dataSet()
                              + "/preview?limit=1000"))
              .body()
              .path("data"));
    }

    JsonNode batch(int n) {
      JsonNode page =
          must(
                  200,
                  api()
                      .get(
                          "/data/foundation/catalog/batches?orderBy=created&dataSet="
                              + contacts.dataSet()))
              .body();
      return page.path(page.properties().stream().toList().get(n).getKey());
    }
  }

  @BeforeAll
  static void land() {
    service =
        TestService.start(
            home, Options.defaults().withContacts(CONTACTS).withRateLimit(0), Map.of());
    kept = landed();
    undone = landed();
    kept.names().keySet().stream()
        .limit(CHANGED)
        .forEach(
            id ->
                service
                    .simulator()
                    .update("contacts", Long.parseLong(id), Map.of("firstname", "Changed")));
    kept.runAgain(1);
    undone.runAgain(1);
  }

  private static Landed landed() {
    Contacts contacts = Contacts.create(service);
    Landed landed = new Landed(contacts, contacts.flow());
    contacts.ended(landed.flow(), 0);
    return landed;
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static long changed(Map<String, String> names) {
    return names.values().stream().filter("Changed"::equals).count();
  }

  @Test
  void theTimelineTellsWhatEachRunDid() {
    JsonNode items = kept.items("/snapshots");
    assertThat(items).hasSize(2);
    JsonNode newest = items.path(0);
    assertThat(newest.path("operation").asText()).isEqualTo("run");
    assertThat(newest.path("runId").asText()).isEqualTo(kept.run(1));
    assertThat(newest.path("batchId").asText())
        .isEqualTo(kept.batch(1).path("externalId").asText());
    assertThat(newest.path("addedRows").asInt()).isEqualTo(CHANGED);
    assertThat(newest.path("removedRows").asInt()).isEqualTo(CHANGED);
    assertThat(newest.path("totalRows").asInt()).isEqualTo(CONTACTS);
    assertThat(newest.path("totalBytes").asLong()).isPositive();
    assertThat(newest.path("parentId")).isEqualTo(items.at("/1/id"));
    assertThat(items.at("/1/addedRows").asInt()).isEqualTo(CONTACTS);
    assertThat(items.at("/1/removedRows").asInt()).isZero();
    JsonNode second = must(200, kept.get("/snapshots?start=1&limit=1")).body();
    assertThat(second.path("items").path(0)).isEqualTo(items.path(1));
    assertThat(second.at("/_page/count").asInt()).isEqualTo(1);
    assertThat(kept.get("/snapshots?limit=0").status()).isEqualTo(400);
  }

  @Test
  void theRowsOfAnEarlierTimeCanBeSeen() {
    JsonNode items = kept.items("/snapshots");
    String path = "/snapshots/%s/rows?limit=1000";
    Map<String, String> now = kept.names(kept.items(path.formatted(items.at("/0/id").asText())));
    Map<String, String> then = kept.names(kept.items(path.formatted(items.at("/1/id").asText())));
    assertThat(now).isEqualTo(kept.names());
    assertThat(changed(now)).isEqualTo(CHANGED);
    assertThat(then.keySet()).isEqualTo(now.keySet());
    assertThat(changed(then)).isZero();
    assertThat(kept.get("/snapshots/7/rows").status()).isEqualTo(404);
    assertThat(kept.get("/snapshots/7/rows").text()).contains("The snapshot 7 is not found");
  }

  @Test
  void statisticsTellWhatThereIs() {
    JsonNode figures = must(200, kept.get("/statistics")).body();
    assertThat(figures.path("rows").asInt()).isEqualTo(CONTACTS);
    assertThat(figures.path("hiddenRows").asInt()).isEqualTo(CHANGED);
    assertThat(figures.path("bytes").asLong()).isPositive();
    assertThat(figures.path("snapshots").asInt()).isEqualTo(2);
    assertThat(figures.path("lastLandedAt")).isEqualTo(kept.items("/snapshots").at("/0/createdAt"));
    assertThat(figures.path("columns"))
        .extracting(column -> column.path("name").asText())
        .contains("_id", "person", "_tributary");
  }

  @Test
  void aRecordTellsWhichRunLandedIt() {
    String id = kept.names().keySet().iterator().next();
    JsonNode found = must(200, kept.get("/records?recordId=" + id)).body();
    assertThat(found.path("items")).hasSize(1);
    assertThat(found.at("/items/0/runId").asText()).isEqualTo(kept.run(1));
    assertThat(found.at("/items/0/row/person/name/firstName").asText()).isEqualTo("Changed");
    assertThat(found.path("rejections")).isEmpty();
    assertThat(kept.items("/records?recordId=nobody")).isEmpty();
    assertThat(kept.get("/records").status()).isEqualTo(400);
  }

  @Test
  void anUndoneRunIsAsIfItHadNotLandedUntilItIsReadAgain() {
    assertThat(changed(undone.names())).isEqualTo(CHANGED);
    JsonNode told = must(200, undone.undo(1)).body();
    assertThat(told.path("removedRows").asInt()).isEqualTo(CHANGED);
    assertThat(told.path("restoredRows").asInt()).isEqualTo(CHANGED);
    assertThat(undone.names()).hasSize(CONTACTS);
    assertThat(changed(undone.names())).isZero();
    assertThat(undone.items("/snapshots").at("/0/operation").asText()).isEqualTo("undo");
    assertThat(undone.items("/snapshots").at("/0/by").asText()).isNotEmpty();
    theCatalogueTellsIt();

    assertThat(must(200, undone.undo(1)).body()).isEqualTo(told);
    assertThat(undone.items("/snapshots")).hasSize(3);
    assertThat(
            undone.api().get("/tributary/audit?noun=run&id=" + undone.run(1)).body().path("items"))
        .extracting(line -> line.path("verb").asText())
        .containsExactly("undo", "create");

    undone.runAgain(2);
    assertThat(changed(undone.names())).isEqualTo(CHANGED);
    assertThat(undone.names()).hasSize(CONTACTS);
  }

  private static void theCatalogueTellsIt() {
    JsonNode batch = undone.batch(1);
    assertThat(batch.path("status").asText()).isEqualTo("inactive");
    assertThat(batch.at("/tags/undoneAt/0").asText()).isNotEmpty();
    JsonNode dataSet =
        must(
                200,
                undone
                    .api()
                    .get("/data/foundation/catalog/dataSets/" + undone.contacts().dataSet()))
            .body()
            .path(undone.contacts().dataSet());
    assertThat(dataSet.path("lastBatchStatus").asText()).isEqualTo("inactive");
    assertThat(dataSet.path("lastSuccessfulBatch")).isEqualTo(undone.batch(0).path("externalId"));
  }

  @Test
  void whatLandedNothingIsNotUndone() {
    Contacts contacts = Contacts.create(service);
    Landed empty = new Landed(contacts, contacts.flow());
    contacts.ended(empty.flow(), 0);
    empty.runAgain(1);
    TestClient.Answer refused = empty.undo(1);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("TRIBUTARY-1010-409");
    assertThat(refused.text()).contains("There is nothing to undo");
    assertThat(empty.api().post("/tributary/runs/nothing/undo", Json.object()).status())
        .isEqualTo(404);
  }

  @Test
  void compactionChangesFilesAndNoRows() {
    Contacts contacts = Contacts.create(service);
    Landed table = new Landed(contacts, contacts.flow());
    contacts.ended(table.flow(), 0);
    Map<String, String> before = table.names();
    String compact = "/tributary/dataSets/" + contacts.dataSet() + "/compact";
    String run = "/tributary/runs/" + table.run(0) + "/undo";
    assertThat(service.client(Role.VIEW).post(compact, Json.object()).status()).isEqualTo(403);
    assertThat(service.stranger().post(compact, Json.object()).status()).isEqualTo(404);
    must(200, table.api().post(compact, Json.object()));
    JsonNode again = must(200, table.api().post(compact, Json.object())).body();
    assertThat(again.path("filesBefore").asInt()).isZero();
    assertThat(again.has("snapshotId")).isFalse();
    assertThat(table.names()).isEqualTo(before);
    assertThat(table.items("/snapshots").path(0).path("totalFiles").asInt()).isEqualTo(1);
    must(200, table.api().post(run, Json.object()));
    assertThat(table.names()).isEmpty();
  }

  @Test
  void onlyWhoMayChangeUndoesAndOnlyWhereTheyAre() {
    String undo = "/tributary/runs/" + kept.run(1) + "/undo";
    TestClient viewer = service.client(Role.VIEW);
    assertThat(viewer.post(undo, Json.object()).status()).isEqualTo(403);
    TestClient stranger = service.stranger();
    assertThat(stranger.post(undo, Json.object()).status()).isEqualTo(404);
    for (String path : new String[] {"/snapshots", "/statistics", "/records?recordId=1"}) {
      String there = "/tributary/dataSets/" + kept.contacts().dataSet() + path;
      assertThat(viewer.get(there).status()).isEqualTo(200);
      assertThat(stranger.get(there).status()).isEqualTo(404);
    }
    assertThat(changed(kept.names())).isEqualTo(CHANGED);
  }
}
