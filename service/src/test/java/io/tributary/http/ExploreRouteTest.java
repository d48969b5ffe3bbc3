package io.tributary.http;

import static io.tributary.Contacts.account;
import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static io.tributary.TestClient.json;
import static io.tributary.http.SpecsRouteTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking into an account, and choosing from what was seen, over HTTP. */
final class ExploreRouteTest {
  private static final String LANDING_ZONE = "26f526f2-58f4-4712-961d-e41bf1ccc0e8";
  private static final String TABLE = "?objectType=table&object=Hubspot.Contacts";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;
  private static String connection;
  private static String explore;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 3);
    api = service.client();
    connection =
        must(201, api.post(FLOW + "/connections", account(service.simulator().credentials()))).id();
    explore = FLOW + "/connections/" + connection + "/explore";
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String base64(String text) {
    return encoded(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?objectType=root", "?objectType=ROOT", "?objecttype=&object="})
  void theRootIsABareList(String query) {
    JsonNode root = must(200, api.get(explore + query)).body();
    assertThat(root.isArray()).isTrue();
    assertThat(root.get(0).properties()).hasSize(5);
    assertThat(root.findValuesAsText("path")).contains("Hubspot.Contacts");
    assertThat(root.get(0).path("canPreview").asBoolean()).isTrue();
  }

  @Test
  void aTableIsFlatWithItsFirstRecordsWhereTheyAreWanted() {
    JsonNode plain = must(200, api.get(explore + TABLE)).body();
    assertThat(plain.path("format").asText()).isEqualTo("flat");
    assertThat(plain.at("/schema/columns")).isNotEmpty();
    assertThat(plain.has("data")).isFalse();
    for (String preview : new String[] {"true", "True", "TRUE"}) {
      Answer shown = must(200, api.get(explore + TABLE + "&preview=" + preview));
      assertThat(shown.body().path("data")).hasSize(3);
    }
    assertThat(must(200, api.get(explore + TABLE + "&preview=false")).body()).isEqualTo(plain);
    Answer parameterised = api.get(explore + TABLE + "&sourceParams=e30%3D&fileType=json");
    assertThat(must(200, parameterised).body()).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "objectType=planet, FLOW-1358-400, planet",
    "objectType=folder&object=x, FLOW-1336-400, 'has no objectType ''folder'''",
    "objectType=file&object=x, FLOW-1336-400, '[root, table]'",
    "objectType=rest&object=x, FLOW-1336-400, rest",
    "objectType=table, FLOW-1337-400, object",
    "objectType=table&object=%20, FLOW-1337-400, object",
    "objectType=table&object=Hubspot.Contacts&determineProperties=true, FLOW-1376-400, properties",
    "objectType=table&object=Hubspot.Contacts&columnDelimiter=ab, FLOW-1331-400, 2 characters",
    "objectType=table&object=Hubspot.Contacts&filters=e30%3D, FLOW-1352-400, does not filter",
    "objectType=root&limit=5, FLOW-1451-400, limit",
    "objectType=root&start=5, FLOW-1451-400, start"
  })
  void refusesWhatTheSourceDoesNotHave(String query, String code, String word) {
    refused(api.get(explore + "?" + query), 400, code, word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%25%25", "abc", "bm9wZQ%3D%3D", "W10%3D", "bnVsbA%3D%3D", "e30e"})
  void refusesWhatIsNotBase64OfAnObject(String value) {
    for (String name : new String[] {"filters", "sourceParams", "SourceParams"}) {
      refused(api.get(explore + TABLE + "&" + name + "=" + value), 400, "FLOW-1389-400");
    }
  }

  @Test
  void takesBothAlphabetsOfBase64() {
    String params = base64("{\"a\":\"???>>>ÿÿÿ\"}");
    assertThat(params).contains("%2B").contains("%2F");
    must(200, api.get(explore + TABLE + "&sourceParams=" + params));
    String safe = params.replace("%2B", "-").replace("%2F", "_");
    must(200, api.get(explore + TABLE + "&sourceParams=" + safe));
    must(200, api.get(explore + TABLE + "&sourceParams=" + params.replace("%2B", "+")));
    must(200, api.get(explore + TABLE + "&sourceParams=" + encoded(params)));
  }

  @Test
  void onlyASourceWithoutAccountsIsExploredThroughItsSpec() {
    String specs = FLOW + "/connectionSpecs/";
    refused(api.get(specs + Contacts.HUBSPOT + "/explore"), 400, "FLOW-1372-400", "HubSpot");
    refused(api.get(specs + Contacts.LAKE + "/explore"), 400, "FLOW-1372-400");
    refused(api.get(specs + "unknown/explore"), 404, "FLOW-1439-404");
    refused(api.get(specs + LANDING_ZONE + "/explore"), 400, "FLOW-1305-400", "Data Landing Zone");
    refused(api.get(FLOW + "/connections/unknown/explore"), 404, "FLOW-1439-404");
  }

  @Test
  void thereIsNothingToConfigure() {
    for (String path :
        new String[] {"/connections/" + connection, "/connectionSpecs/" + LANDING_ZONE}) {
      Answer answer = must(200, api.get(FLOW + path + "/configs?outputType=x&limit=1&start=0"));
      assertThat(answer.body().path("items")).isEmpty();
      assertThat(answer.body().path("items").isArray()).isTrue();
      assertThat(answer.body().at("/pageInfo/hasNext").asBoolean(true)).isFalse();
      assertThat(answer.body().path("configParams").isObject()).isTrue();
    }
    refused(api.get(FLOW + "/connections/unknown/configs"), 404, "FLOW-1439-404");
    refused(api.get(FLOW + "/connectionSpecs/unknown/configs"), 404, "FLOW-1439-404");
  }

  private static ObjectNode choice() {
    return json(
        """
        {'name':'contacts','baseConnectionId':'%s','data':{'format':'tabular'},
         'params':{'tableName':'Hubspot.Contacts'},'connectionSpec':{'id':'%s'}}
        """
            .formatted(connection, Contacts.HUBSPOT));
  }

  private static Answer choose(ObjectNode body) {
    return api.post(FLOW + "/sourceConnections", body);
  }

  @Test
  void theChoiceMustFitTheKindOfTheSource() {
    must(201, choose(choice()));
    ObjectNode body = choice();
    body.putObject("data").put("format", "delimited");
    refused(choose(body), 400, "FLOW-1327-400", "delimited", "Allowed: tabular");
    body.putObject("data").put("format", "Tabular");
    must(201, choose(body));
    body.putObject("data").putObject("properties").put("columnDelimiter", "||");
    refused(choose(body), 400, "FLOW-1331-400", "2 characters");
    body.putObject("data").putObject("properties").put("columnDelimiter", "\uD83D\uDE00");
    must(201, choose(body));
    for (String field : new String[] {"name", "data", "params", "baseConnectionId"}) {
      ObjectNode missing = choice();
      missing.remove(field);
      refused(choose(missing), 400, "FLOW-1304-400", field);
    }
    ObjectNode columns = choice();
    ((ObjectNode) columns.path("params")).put("columns", "all");
    refused(choose(columns), 400, "FLOW-1312-400", "columns");
    ObjectNode filtered = choice();
    ((ObjectNode) filtered.path("params")).putObject("filters").put("type", "PQL");
    refused(choose(filtered), 400, "FLOW-1352-400", "HubSpot");
  }

  @Test
  void aSourceWithoutAccountsTakesNone() {
    ObjectNode body = choice();
    body.putObject("connectionSpec").put("id", LANDING_ZONE);
    refused(choose(body), 400, "FLOW-1332-400", "Data Landing Zone");
    body.remove("baseConnectionId");
    refused(choose(body), 400, "FLOW-1305-400", "Data Landing Zone");
  }

  @Test
  void aTargetSaysWhatItsDataAre() {
    String dataSet = Contacts.create(service, api).dataSet();
    ObjectNode body =
        json(
            "{'name':'t','params':{'dataSetId':'%s'},'connectionSpec':{'id':'%s'}}"
                .formatted(dataSet, Contacts.LAKE));
    refused(api.post(FLOW + "/targetConnections", body), 400, "FLOW-1304-400", "'data'");
    must(201, api.post(FLOW + "/targetConnections?mode=draft", body));
    body.putObject("data").put("format", "anything");
    must(201, api.post(FLOW + "/targetConnections", body));
    body.putObject("params");
    refused(api.post(FLOW + "/targetConnections", body), 400, "FLOW-1325-400", "dataSetId");
    body.putObject("connectionSpec").put("id", Contacts.HUBSPOT);
    refused(api.post(FLOW + "/targetConnections", body), 400, "FLOW-1307-400", Contacts.LAKE);
  }
}
