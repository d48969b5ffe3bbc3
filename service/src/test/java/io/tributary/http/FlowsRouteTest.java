package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flows over HTTP, beginning with the published walkthrough, word for word. */
final class FlowsRouteTest {
  private static final int CONTACTS = 10;
  private static final String TOMORROW = "'startTime':4102444800,";

  @TempDir static Path home;
  private static TestService service;
  private static Contacts contacts;
  private static TestClient api;

  @BeforeAll
  static void start() {
    service = TestService.start(home, CONTACTS);
    contacts = Contacts.create(service);
    api = contacts.api();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static JsonNode item(String id) {
    return must(200, api.get(FLOW + "/flows/" + id)).body().at("/items/0");
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void theFlowOfThePublishedWalkthroughRunsThoughItBreaksThreeRules() {
    String schedule = "{'startTime':'1591043454','frequency':'once','interval':'15'}";
    ObjectNode body = contacts.flowBody(schedule);
    Answer created = must(201, api.post(FLOW + "/flows", body));
    assertThat(created.etag()).matches("\"[^\"]+\"");
    JsonNode run = contacts.ended(created.id(), 0);
    assertThat(run.at("/metrics/statusSummary/status").asText()).isEqualTo("success");
    assertThat(run.at("/metrics/recordSummary/outputRecordCount").asInt()).isEqualTo(CONTACTS);

    JsonNode flow = item(created.id());
    assertThat(flow.path("scheduleParams")).as("echoed as sent").isEqualTo(json(schedule));
    assertThat(flow.path("transformations")).isEqualTo(body.path("transformations"));
    assertThat(flow.path("state").asText()).isEqualTo("enabled");
    assertThat(flow.at("/inheritedAttributes/properties/isSourceFlow").asBoolean()).isTrue();
    assertThat(flow.at("/inheritedAttributes/sourceConnections/0/baseConnection/id").asText())
        .isEqualTo(contacts.connection());
    assertThat(flow.at("/inheritedAttributes/targetConnections/0/connectionSpec/id").asText())
        .isEqualTo(Contacts.LAKE);
    assertThat(flow.path("runs").asText()).isEqualTo("/runs?property=flowId==" + created.id());
    assertThat(flow.at("/lastRunDetails/state").asText()).isEqualTo("success");
    assertThat(flow.at("/lastRunDetails/id").asText()).isEqualTo(run.path("id").asText());

    String batch = run.at("/activities/1/targetInfo/0/reference/ids/0").asText();
    Answer caught = must(200, api.get("/data/foundation/catalog/batches/" + batch));
    assertThat(caught.body().path(batch).path("status").asText()).isEqualTo("success");
    Answer preview =
        must(200, api.get("/data/foundation/export/datasets/" + contacts.dataSet() + "/preview"));
    assertThat(preview.body().at("/data/0/person/name/firstName").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'startTime':4102444800,'frequency':'fortnight','interval':1} | FLOW-1397-400
          {'startTime':4102444800,'frequency':'minute','interval':14}   | FLOW-1362-400
          {'startTime':4102444800,'frequency':'hour','interval':'0'}    | FLOW-1362-400
          {'startTime':4102444800,'frequency':'day','interval':1.5}     | FLOW-1363-400
          {'startTime':4102444800,'frequency':'day','interval':'x'}     | FLOW-1363-400
          {'startTime':4102444800,'frequency':'day'}                    | FLOW-1363-400
          {'startTime':'soon','frequency':'once'}                       | FLOW-1312-400
          """)
  void aScheduleThatCannotBeKeptIsRefused(String schedule, String code) {
    refused(api.post(FLOW + "/flows", contacts.flowBody(schedule)), 400, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /flowSpec/id                        | 'unknown'          | FLOW-1413-400
          /sourceConnectionIds                | []                 | FLOW-1320-400
          /targetConnectionIds                | ['a','b']          | FLOW-1321-400
          /sourceConnectionIds                | ['unknown']        | FLOW-1439-404
          /transformations                    | []                 | FLOW-1370-400
          /transformations/1/params/mappingId | ''                 | FLOW-1328-400
          /transformations/1/params/mappingVersion | 'x'           | FLOW-1412-400
          /transformations/1/params/mappingVersion | '7'           | FLOW-1412-400
          /transformations/1/params/mappingVersion | '-1'          | FLOW-1412-400
          /state                              | 'enabled'          | FLOW-1410-400
          """)
  void aFlowThatCannotRunIsRefused(String pointer, String value, String code) {
    ObjectNode body = contacts.flowBody("{" + TOMORROW + "'frequency':'once'}");
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) body.at(pointer.substring(0, slash)))
        .set(pointer.substring(slash + 1), json("{'v':" + quoted(value) + "}").path("v"));
    Answer answer = api.post(FLOW + "/flows", body);
    assertThat(answer.status()).as(answer.text()).isBetween(400, 404);
    assertThat(answer.code()).isEqualTo(code);
  }

  /** The table above loses the quotes around a plain text. */
  private static String quoted(String value) {
    return value.startsWith("[") ? value : "'" + value.replace("'", "") + "'";
  }

  @Test
  void aFlowIsPausedAndResumed() {
    String flow = contacts.flow("{" + TOMORROW + "'frequency':'day','interval':1}");
    String action = FLOW + "/flows/" + flow + "/action?op=";
    assertThat(must(200, post(action + "disable")).etag()).matches("\"[^\"]+\"");
    assertThat(item(flow).path("state").asText()).isEqualTo("disabled");
    refused(post(action + "DISABLE"), 400, "FLOW-1422-400");
    must(200, post(action + "Enable"));
    assertThat(item(flow).path("state").asText()).isEqualTo("enabled");
    assertThat(item(flow).at("/lastOperation/operation").asText()).isEqualTo("enable");
    refused(post(action + "explode"), 400, "FLOW-1435-400");
    refused(post(action + "FINALIZE"), 400, "FLOW-1402-400");
    refused(post(action), 400, "FLOW-2119-400");
    refused(post(FLOW + "/flows/unknown/action?op=enable"), 404, "FLOW-1439-404");
  }

  /** A known client posts actions without body and without content type. */
  private static Answer post(String path) {
    return api.send("POST", path, null, java.util.Map.of());
  }

  @Test
  void aFlowIsPatchedUnderTheSameRulesAsItWasCreated() {
    String flow = contacts.flow("{" + TOMORROW + "'frequency':'day','interval':1}");
    String path = FLOW + "/flows/" + flow;
    String etag = item(flow).path("etag").asText();
    String hourly =
        "[{\"op\":\"replace\",\"path\":\"/scheduleParams/frequency\",\"value\":\"hour\"},"
            + "{\"op\":\"replace\",\"path\":\"/scheduleParams/interval\",\"value\":\"2\"}]";
    must(200, api.patch(path, etag, hourly));
    assertThat(item(flow).at("/scheduleParams/frequency").asText()).isEqualTo("hour");
    assertThat(item(flow).at("/lastOperation/operation").asText()).isEqualTo("update");
    refused(api.patch(path, etag, hourly), 412, "FLOW-1404-412");
    String minutely =
        "[{\"op\":\"replace\",\"path\":\"/scheduleParams/frequency\",\"value\":\"minute\"}]";
    refused(api.patch(path, "*", minutely), 400, "FLOW-1362-400");
    assertThat(item(flow).at("/scheduleParams/frequency").asText()).isEqualTo("hour");
  }

  @Test
  void whatIsInUseIsDeletedFromTheEnd() {
    Contacts own = Contacts.create(service);
    String flow = own.flow("{" + TOMORROW + "'frequency':'once'}");
    refused(api.delete(FLOW + "/connections/" + own.connection()), 400, "FLOW-1418-400");
    refused(api.delete(FLOW + "/sourceConnections/" + own.source()), 400, "FLOW-1447-400");
    refused(api.delete(FLOW + "/targetConnections/" + own.target()), 400, "FLOW-1447-400");
    for (String path :
        List.of(
            "/flows/" + flow,
            "/sourceConnections/" + own.source(),
            "/targetConnections/" + own.target() + "/",
            "/connections/" + own.connection() + "/")) {
      must(200, api.get(FLOW + path));
      Answer deleted = must(204, api.delete(FLOW + path));
      assertThat(deleted.text()).isEmpty();
      refused(api.get(FLOW + path), 404, "FLOW-1439-404");
      refused(api.delete(FLOW + path), 404, "FLOW-1439-404");
    }
    must(200, api.get("/data/foundation/catalog/dataSets/" + own.dataSet()));
  }

  @Test
  void idsOfAnotherOrganisationAreUnknown() {
    String flow = contacts.flow("{" + TOMORROW + "'frequency':'once'}");
    TestClient prod = service.stranger();
    for (TestClient stranger : List.of(prod, prod.with("x-sandbox-name", "dev"))) {
      for (String path :
          List.of(
              "/connections/" + contacts.connection(),
              "/connections/" + contacts.connection() + "/test",
              "/connections/" + contacts.connection() + "/explore?objectType=root",
              "/sourceConnections/" + contacts.source(),
              "/targetConnections/" + contacts.target(),
              "/flows/" + flow)) {
        refused(stranger.get(FLOW + path), 404, "FLOW-1439-404");
      }
      String rename = "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"mine\"}]";
      refused(stranger.patch(FLOW + "/flows/" + flow, "*", rename), 404, "FLOW-1439-404");
      refused(stranger.delete(FLOW + "/flows/" + flow), 404, "FLOW-1439-404");
      refused(
          stranger.post(FLOW + "/runs", json("{'flowId':'" + flow + "'}")), 400, "FLOW-1430-400");
      for (String list : List.of("connections", "sourceConnections", "flows", "runs")) {
        assertThat(stranger.get(FLOW + "/" + list).body().path("items")).isEmpty();
        String count = FLOW + "/" + list + "?count=true&property=" + encoded("id==" + flow);
        assertThat(stranger.get(count).body().path("count").asInt(-1)).isZero();
      }
      String dataSet = "/data/foundation/catalog/dataSets/" + contacts.dataSet();
      assertThat(stranger.get(dataSet).status()).isEqualTo(404);
      assertThat(
              stranger
                  .get("/data/foundation/export/datasets/" + contacts.dataSet() + "/preview")
                  .status())
          .isEqualTo(404);
    }
  }

  @Test
  void whatIsInOneSandboxIsUnknownInAnother() {
    TestClient prod = service.stranger();
    ObjectNode body = Contacts.account(service.simulator().credentials());
    String id = must(201, prod.post(FLOW + "/connections", body)).id();
    must(200, prod.get(FLOW + "/connections/" + id));
    TestClient dev = prod.with("x-sandbox-name", "dev");
    refused(dev.get(FLOW + "/connections/" + id), 404, "FLOW-1439-404");
    refused(dev.delete(FLOW + "/connections/" + id), 404, "FLOW-1439-404");
    must(204, prod.delete(FLOW + "/connections/" + id));
  }

  @Test
  void runsAreAskedForOnlyWhereTheFlowDoesNotRunByItself() {
    String daily = contacts.flow("{" + TOMORROW + "'frequency':'day','interval':1}");
    refused(api.post(FLOW + "/runs", json("{'flowId':'" + daily + "'}")), 400, "FLOW-1386-400");
    refused(api.post(FLOW + "/runs", json("{'flowId':''}")), 400, "FLOW-1446-400");
    refused(api.post(FLOW + "/runs", json("{'flowId':'unknown'}")), 400, "FLOW-1430-400");
    String once = contacts.flow("{" + TOMORROW + "'frequency':'once'}");
    refused(
        api.post(
            FLOW + "/runs",
            json(
                "{'flowId':'"
                    + once
                    + "','params':{'windowStartTime':1700000000,'windowEndTime':1600000000}}")),
        400,
        "FLOW-1381-400");
    Answer asked = must(201, api.post(FLOW + "/runs/", json("{'flowId':'" + once + "'}")));
    assertThat(asked.at("/items/0/id")).isEqualTo(asked.id());
    assertThat(asked.at("/items/0/etag")).isEqualTo(asked.etag());
    contacts.ended(once, 0);
    refused(post(FLOW + "/runs/" + asked.id() + "/action?op=RE_TRIGGER"), 400, "FLOW-1387-400");
  }

  @Test
  void exploringShowsTablesColumnsAndRows() {
    String explore = FLOW + "/connections/" + contacts.connection() + "/explore";
    JsonNode root = must(200, api.get(explore)).body();
    assertThat(root.isArray()).as("a bare array").isTrue();
    assertThat(root.findValuesAsText("name")).contains("Hubspot.Contacts");
    String table = explore + "?objectType=table&object=Hubspot.Contacts";
    JsonNode columns = must(200, api.get(table)).body();
    assertThat(columns.path("format").asText()).isEqualTo("flat");
    assertThat(columns.at("/schema/columns").findValuesAsText("name")).contains("Vid", "Added_At");
    assertThat(columns.has("data")).isFalse();
    JsonNode preview = must(200, api.get(table + "&preview=true")).body();
    assertThat(preview.path("data")).hasSize(CONTACTS);
    assertThat(preview.at("/data/0/Vid").isNumber()).isTrue();
    refused(api.get(explore + "?objectType=table"), 400, "FLOW-1337-400");
    refused(api.get(explore + "?objectType=planet"), 400, "FLOW-1358-400");
  }
}
