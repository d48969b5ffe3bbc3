package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestService;
import io.tributary.model.Json;
import io.tributary.model.Role;
import io.tributary.simulator.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions in SQL, over HTTP, to tables that real runs have landed. */
final class QueryRouteTest {
  private static final String QUERY = "/tributary/query";
  private static final int CONTACTS = 250;
  private static final int CHANGED = 40;

  @TempDir static Path home;

  private static TestService service;
  private static TestClient api;
  private static Contacts contacts;

  @BeforeAll
  static void land() {
    service =
        TestService.start(
            home,
            Options.defaults().withContacts(CONTACTS).withRateLimit(0),
            Map.of("TRIBUTARY_QUERY_TIME", "PT10S", "TRIBUTARY_QUERY_ROWS", "2000"));
    contacts = Contacts.create(service);
    api = contacts.api();
    String flow = contacts.flow();
    contacts.ended(flow, 0);
    JsonNode rows = must(200, ask("select _id from hubspot_contacts order by _id")).body();
    for (int i = 0; i < CHANGED; i++) {
      service
          .simulator()
          .update(
              "contacts",
              rows.at("/rows/" + i + "/0").asLong(),
              Map.of("firstname", "Changed \"" + i + "'"));
    }
    must(201, api.post(TestClient.FLOW + "/runs", Json.object().put("flowId", flow)));
    contacts.ended(flow, 1);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static TestClient.Answer ask(String sql) {
    return ask(api, sql);
  }

  private static TestClient.Answer ask(TestClient caller, String sql) {
    return caller.post(QUERY, Json.object().put("sql", sql));
  }

  private static JsonNode rows(String sql) {
    return must(200, ask(sql)).body().path("rows");
  }

  @Test
  void countsWhatIcebergCountsAfterAnUpsertToo() {
    assertThat(service.table("hubspot_contacts").rowCount()).isEqualTo(CONTACTS);
    assertThat(rows("select count(*), count(distinct _id) from hubspot_contacts").toString())
        .isEqualTo("[[%d,%d]]".formatted(CONTACTS, CONTACTS));
    assertThat(
            rows("select count(*) from hubspot_contacts where person.name.firstName ^@ 'Changed'")
                .toString())
        .isEqualTo("[[%d]]".formatted(CHANGED));
  }

  @Test
  void showsTheRowsThatIcebergShows() {
    List<String> expected =
        service.table("hubspot_contacts").rows(1000).stream()
            .map(
                row -> {
                  JsonNode tree = Json.tree(row);
                  return tree.at("/_id").asText()
                      + tree.at("/person/name/firstName").asText()
                      + tree.at("/_repo/createDate").asText();
                })
            .toList();
    JsonNode rows = rows("select _id, person, _repo.createDate as created from hubspot_contacts");
    assertThat(rows)
        .extracting(
            row ->
                row.path(0).asText()
                    + row.at("/1/name/firstName").asText("").replace("null", "")
                    + row.path(2).asText())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theAnswerSaysWhatItIsAndWhereItComesFrom() {
    ObjectNode question =
        json("{'sql':'select _id as id, _tributary from HUBSPOT_CONTACTS','limit':7}");
    JsonNode answer = must(200, api.post(QUERY, question)).body();
    assertThat(answer.path("rowCount").asInt()).isEqualTo(7);
    assertThat(answer.path("rows")).hasSize(7);
    assertThat(answer.path("truncated").asBoolean()).isTrue();
    assertThat(answer.path("milliseconds").isIntegralNumber()).isTrue();
    assertThat(answer.at("/columns/0").toString())
        .isEqualTo("{\"name\":\"id\",\"type\":\"VARCHAR\"}");
    assertThat(answer.at("/columns/1/type").asText()).startsWith("STRUCT(");
    assertThat(answer.at("/rows/0/1/source").asText()).endsWith("Hubspot.Contacts");
    assertThat(answer.path("dataSets").toString())
        .isEqualTo(
            "[{\"id\":\"%s\",\"name\":\"HubSpot contacts\",\"table\":\"hubspot_contacts\"}]"
                .formatted(contacts.dataSet()));
  }

  @Test
  void valuesKeepTheirDigitsOnTheWay() {
    String sql =
        "select 9007199254740992, 9007199254740993, 'nan'::double, '-inf'::float, 0.1,"
            + " 100.00::decimal(9,2), 1.12345678901234567890::decimal(30,20), true,"
            + " null, date '2026-01-02', timestamp '2026-01-02 03:04:05.12',"
            + " timestamptz '2026-01-02 03:04:05+02', time '01:02:03',"
            + " interval 3 days, 'ab'::blob, '{\"a\": 100.0}'::json, 1e300";
    assertThat(must(200, ask(sql)).text())
        .contains(
            "[[9007199254740992,\"9007199254740993\",\"NaN\",\"-Infinity\",0.1,100.00,"
                + "\"1.12345678901234567890\",true,null,\"2026-01-02\",\"2026-01-02T03:04:05.120\","
                + "\"2026-01-02T01:04:05Z\",\"01:02:03\",\"3 days\",\"YWI=\",{\"a\":100.0},1.0E+300]]");
    assertThat(
            rows("select [1, null], {a: 1, b: {c: [date '2026-01-02']}}, map {'k': 1}, map {1: 2}")
                .toString())
        .isEqualTo("[[[1,null],{\"a\":1,\"b\":{\"c\":[\"2026-01-02\"]}},{\"k\":1},{\"1\":2}]]");
  }

  @Test
  void tellsWhichTablesThereAre() {
    JsonNode tables = must(200, api.get(QUERY + "/tables")).body().path("items");
    assertThat(tables)
        .extracting(table -> table.path("name").asText())
        .startsWith("hubspot_contacts", "hubspot_contacts__rejected");
    assertThat(tables.at("/0/dataSetId").asText()).isEqualTo(contacts.dataSet());
    assertThat(tables.at("/0/dataSetName").asText()).isEqualTo("HubSpot contacts");
    assertThat(tables.at("/0/columns"))
        .extracting(column -> column.path("name").asText())
        .contains("_id", "person", "_tributary");
    assertThat(tables.at("/0/columns").toString()).contains("\\\"firstName\\\" VARCHAR");
    assertThat(rows("show tables").toString()).contains("[\"hubspot_contacts__rejected\"]");
    assertThat(rows("describe hubspot_contacts__rejected").at("/4/0").asText()).isEqualTo("code");
    assertThat(rows("from hubspot_contacts__rejected")).isEmpty();
  }

  @Test
  void whoMayOnlyLookMayAsk() {
    TestClient viewer = service.client(Role.VIEW);
    assertThat(must(200, ask(viewer, "select 1")).at("/rows/0/0")).isEqualTo("1");
    must(200, viewer.get(QUERY + "/tables"));
    assertThat(api.bare().post(QUERY, json("{'sql':'select 1'}")).status()).isEqualTo(403);
  }

  @Test
  void nobodySeesTheTablesOfAnotherSandboxOrOrganisation() {
    for (TestClient other :
        List.of(service.stranger(), service.stranger().with("x-sandbox-name", "dev"))) {
      assertThat(must(200, other.get(QUERY + "/tables")).at("/items").toString()).isEmpty();
      assertThat(must(200, other.get(QUERY + "/tables")).body().path("items")).isEmpty();
      assertThat(must(200, ask(other, "show tables")).body().path("rows")).isEmpty();
      for (String table :
          List.of(
              "hubspot_contacts",
              "hubspot_contacts__rejected",
              "acme.prod.hubspot_contacts",
              "prod.hubspot_contacts")) {
        TestClient.Answer refused = ask(other, "select * from " + table);
        assertThat(refused.code()).isIn("QUERY-1002-400", "QUERY-1001-400");
        assertThat(refused.text()).doesNotContain("Did you mean");
      }
    }
  }

  @Test
  void refusalsTeach() {
    assertThat(ask("select * from hubspot_contact").at("/report/detailed-message"))
        .isEqualTo(
            "There is no table 'hubspot_contact' (line 1, column 15). Did you mean"
                + " hubspot_contacts? GET /tributary/query/tables lists all.");
    assertThat(ask("select _id,\n  persn.name\nfrom hubspot_contacts").text())
        .contains("Referenced table \\\"persn\\\" not found")
        .contains("(line 2, column 3)");
    assertThat(ask("select _id::date from hubspot_contacts").text())
        .contains("QUERY-1000-400")
        .contains("(line 1, column 11)");
    assertThat(ask("select frm").code()).isEqualTo("QUERY-1000-400");
    assertThat(api.post(QUERY, json("{'sql':' '}")).code()).isEqualTo("QUERY-1000-400");
    assertThat(api.post(QUERY, json("{'limit':1}")).code()).isEqualTo("QUERY-1000-400");
    assertThat(api.post(QUERY, json("{'sql':'select 1','limit':2001}")).text())
        .contains("from 0 to 2000");
    assertThat(api.post(QUERY, json("{'sql':'select 1','limit':-1}")).status()).isEqualTo(400);
    assertThat(api.post(QUERY, json("{'sql':['select 1']}")).status()).isEqualTo(400);
  }

  @Test
  void noAttackGetsThroughAndNoAnswerNamesAFile() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    QueryRouteTest.class.getResourceAsStream("/io/tributary/query/refused.sql")),
                StandardCharsets.UTF_8))) {
      for (String line : lines.lines().filter(line -> !line.startsWith("--")).toList()) {
        TestClient.Answer answer = ask(line.replace("people", "hubspot_contacts"));
        assertThat(answer.status()).as(line + ": " + answer.text()).isEqualTo(400);
        assertThat(answer.code()).as(line).startsWith("QUERY-100");
      }
    }
    for (String sql :
        List.of(
            "select filename from hubspot_contacts",
            "select file_row_number, _tributary_file from hubspot_contacts",
            "select _id::int[] from hubspot_contacts",
            "select gone.file from hubspot_contacts",
            "select hubspot_contacts from hubspot_contacts limit 1",
            "explain select * from hubspot_contacts",
            "explain select count(*) from hubspot_contacts where _id > '5'",
            "summarize hubspot_contacts",
            "describe hubspot_contacts")) {
      assertThat(ask(sql).status()).as(sql).isIn(200, 400);
    }
    for (String path : paths()) {
      assertThat(api.heard()).noneMatch(answer -> answer.contains(path));
    }
    assertThat(api.heard()).noneMatch(answer -> answer.contains("warehouse"));
  }

  /** Of its own parquet files, all names: also these are nothing to show. */
  private static List<String> paths() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("warehouse"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".parquet"))
          .toList();
    }
  }

  @Test
  void aFileThatGoesWhileItIsReadIsToldAsAChange() throws IOException {
    ObjectNode dataSet =
        json(
            "{'name':'Gone','schemaRef':{'id':'%s','contentType':'application/vnd.adobe.xed+json;version=1'}}"
                .formatted(contacts.schema()));
    must(201, api.post("/data/foundation/catalog/dataSets", dataSet));
    assertThat(rows("select count(*) from gone").toString()).isEqualTo("[[0]]");
  }
}
