package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Json;
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

/** Mapping sets over HTTP, in both dialects. */
final class MappingSetsRouteTest {
  private static final String SETS = "/data/foundation/conversion/mappingSets";

  @TempDir static Path home;
  private static TestService service;
  private static Contacts contacts;
  private static TestClient api;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 20);
    contacts = Contacts.create(service);
    api = contacts.api();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ObjectNode older(String... rules) {
    ObjectNode set = Json.object().put("version", 0).put("xdmSchema", contacts.schema());
    set.put("xdmVersion", "1.0").putNull("id");
    ArrayNode mappings = set.putArray("mappings");
    for (String rule : rules) {
      String[] ends = rule.split(" -> ", -1);
      mappings.addObject().put("sourceAttribute", ends[0]).put("destinationXdmPath", ends[1]);
    }
    return set;
  }

  private static ObjectNode newer(String rules) {
    ObjectNode set =
        json(
            """
            {'name':'Newer','outputSchema':{'schemaRef':{'id':'%s',
              'contentType':'application/vnd.adobe.xed-full+json;version=1'}},
             'tags':[{'name':'team','values':['crm','sales']}],'mappings':[%s]}
            """
                .formatted(contacts.schema(), rules));
    return set;
  }

  private static String created(ObjectNode set) {
    return must(200, api.post(SETS, set)).id();
  }

  private static Answer put(String id, ObjectNode set) {
    return api.send(
        "PUT", SETS + "/" + id, Json.write(set), Map.of("Content-Type", "application/json"));
  }

  private static JsonNode get(String path) {
    return must(200, api.get(SETS + "/" + path)).body();
  }

  private static String withoutTimes(JsonNode shown) {
    return shown.toString().replaceAll("\\d{13}", "…");
  }

  @Test
  void aSetOfTheOlderDialectIsShownInBoth() {
    Answer answer =
        must(200, api.post(SETS, older("Vid -> _id", "concat('a', Vid) -> person.name.firstName")));
    assertThat(answer.body().properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("id", "version", "createdDate", "modifiedDate", "createdBy", "modifiedBy");
    assertThat(answer.id()).matches("[0-9a-f]{32}");
    assertThat(answer.body().path("version").asInt()).isZero();

    JsonNode set = get(answer.id());
    assertThat(set.path("xdmSchema").asText()).isEqualTo(contacts.schema());
    assertThat(set.at("/outputSchema/schemaRef/id").asText()).isEqualTo(contacts.schema());
    assertThat(set.at("/schemaRef/id").asText()).isEqualTo(contacts.schema());
    assertThat(set.path("xdmVersion").asText()).isEqualTo("1.0");
    assertThat(set.path("status").asText()).isEqualTo("PUBLISHED");
    JsonNode rule = set.at("/mappings/0");
    assertThat(rule.path("id").asText()).matches("[0-9a-f]{32}");
    assertThat(rule.path("source").asText()).isEqualTo("Vid");
    assertThat(rule.path("sourceAttribute").asText()).isEqualTo("Vid");
    assertThat(rule.path("destination").asText()).isEqualTo("_id");
    assertThat(rule.path("destinationXdmPath").asText()).isEqualTo("_id");
    assertThat(rule.path("sourceType").asText()).isEqualTo("text/x.schema-path");
    assertThat(rule.path("identity").asBoolean(true)).isFalse();
    assertThat(rule.path("primaryIdentity").asBoolean(true)).isFalse();
    assertThat(rule.path("matchScore").asDouble(1)).isZero();
    assertThat(rule.path("functionVersion").asInt()).isEqualTo(1);
    assertThat(rule.path("createdDate").asLong()).isEqualTo(set.path("modifiedDate").asLong());
    assertThat(set.at("/mappings/1/sourceType").asText()).isEqualTo("EXPRESSION");
  }

  @Test
  void aSetOfTheNewerDialectIsShownInBothAndKeepsWhatWasSaid() {
    String id =
        created(
            newer(
                """
                {'sourceType':'ATTRIBUTE','source':'Vid','destination':'_id','name':'id','description':'Its id'},
                {'sourceType':'STATIC','source':'HubSpot','destination':'person.name.suffix','matchScore':0.5}
                """));
    JsonNode set = get(id);
    assertThat(set.path("name").asText()).isEqualTo("Newer");
    assertThat(set.at("/tags/0/values/1").asText()).isEqualTo("sales");
    assertThat(set.path("xdmSchema").asText()).isEqualTo(contacts.schema());
    assertThat(set.path("supportVersion").asText()).isEqualTo("1.1");
    assertThat(set.at("/mappings/0/sourceType").asText()).isEqualTo("ATTRIBUTE");
    assertThat(set.at("/mappings/0/sourceAttribute").asText()).isEqualTo("Vid");
    assertThat(set.at("/mappings/0/description").asText()).isEqualTo("Its id");
    assertThat(set.at("/mappings/1/matchScore").asDouble()).isEqualTo(0.5);
    assertThat(set.has("schemaRef")).isTrue();
  }

  @Test
  void theSchemaIsExpandedWhereItIsAskedFor() {
    String id = created(older("Vid -> _id"));
    String path = "/outputSchema/jsonSchema/properties/person/properties/name/properties/firstName";
    assertThat(get(id).at(path).isMissingNode()).isTrue();
    assertThat(get(id + "?expandSchema=true").at(path + "/type").asText()).isEqualTo("string");
  }

  @Test
  void eachVersionStaysReadableAndRulesThatStayKeepTheirIds() {
    String id = created(older("Vid -> _id", "Vid -> person.name.lastName"));
    JsonNode first = get(id);
    ObjectNode next = first.deepCopy();
    ((ObjectNode) next.at("/mappings/0")).put("description", "changed");
    ((ArrayNode) next.path("mappings"))
        .addObject()
        .put("source", "Vid")
        .put("destination", "person.name.firstName");
    Answer answer = put(id, next);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.id()).isEqualTo(id);
    assertThat(answer.body().path("version").asInt()).isEqualTo(1);

    JsonNode second = get(id);
    assertThat(second.path("version").asInt()).isEqualTo(1);
    assertThat(second.path("mappings")).hasSize(3);
    for (int i = 0; i < 2; i++) {
      assertThat(second.at("/mappings/" + i + "/id")).isEqualTo(first.at("/mappings/" + i + "/id"));
    }
    assertThat(second.at("/mappings/0/version").asInt()).isEqualTo(1);
    assertThat(second.at("/mappings/1/version").asInt()).isZero();
    assertThat(withoutTimes(get(id + "?version=0"))).isEqualTo(withoutTimes(first));
    assertThat(get(id + "?version=1")).isEqualTo(second);
    assertThat(api.get(SETS + "/" + id + "?version=2").code()).isEqualTo("DATA-PREP-3001-404");
    assertThat(api.get(SETS + "/" + id + "?version=x").code()).isEqualTo("DATA-PREP-3002-400");
  }

  @Test
  void singleRulesAreReadByTheirIds() {
    String id = created(older("Vid -> _id", "Vid -> person.name.lastName"));
    JsonNode rules = get(id + "/mappings");
    assertThat(rules).hasSize(2);
    String second = rules.at("/1/id").asText();
    assertThat(get(id + "/mappings/" + second)).isEqualTo(rules.path(1));
    must(200, put(id, older("Vid -> _id")));
    assertThat(api.get(SETS + "/" + id + "/mappings/" + second).code())
        .isEqualTo("DATA-PREP-3001-404");
    assertThat(withoutTimes(get(id + "/mappings/" + second + "?version=0")))
        .isEqualTo(withoutTimes(rules.path(1)));
  }

  @Test
  void aNewVersionLeavesTheOneThatAFlowPinsAsItIs() {
    String id = created(older("Vid -> _id", "Properties_Firstname_Value -> person.name.firstName"));
    ObjectNode body = contacts.flowBody("{'frequency':'once','startTime':4102444800}");
    ((ObjectNode) body.at("/transformations/1/params")).put("mappingId", id);
    String flow = must(201, api.post(FLOW + "/flows", body)).id();
    must(200, put(id, older("Vid -> _id", "concat('new ', Vid) -> person.name.firstName")));
    must(201, api.post(FLOW + "/runs", json("{'flowId':'" + flow + "'}")));
    assertThat(contacts.ended(flow, 0).at("/metrics/statusSummary/status").asText())
        .isEqualTo("success");
    assertThat(firstNames()).isNotEmpty().noneMatch(name -> name.startsWith("new "));

    Answer pinned = must(200, api.get(FLOW + "/flows/" + flow));
    String change =
        "[{\"op\":\"replace\",\"path\":\"/transformations/1/params/mappingVersion\",\"value\":1}]";
    String unknown = change.replace(":1}", ":2}");
    assertThat(api.patch(FLOW + "/flows/" + flow, pinned.at("/items/0/etag"), unknown).code())
        .isEqualTo("FLOW-1412-400");
    must(200, api.patch(FLOW + "/flows/" + flow, pinned.at("/items/0/etag"), change));
    service
        .simulator()
        .contactIds()
        .forEach(vid -> service.simulator().update("contacts", vid, Map.of("lastname", "X")));
    must(201, api.post(FLOW + "/runs", json("{'flowId':'" + flow + "'}")));
    assertThat(contacts.ended(flow, 1).at("/metrics/statusSummary/status").asText())
        .isEqualTo("success");
    assertThat(firstNames()).hasSize(20).allMatch(name -> name.startsWith("new "));
  }

  @Test
  void aSetThatTheSourceOrTheDataSetDoesNotFitIsRefusedWhenAFlowIsToUseIt() {
    String lacking = created(older("Vid -> _id", "No_Such_Column -> person.name.firstName"));
    Answer answer = flowWith(lacking);
    assertThat(answer.code()).isEqualTo("FLOW-1419-400");
    assertThat(answer.text()).contains("The source has no column No_Such_Column.");

    String schema =
        must(
                201,
                api.post(
                    "/data/foundation/schemaregistry/tenant/schemas",
                    json(
                        "{'type':'object','title':'Not of the data set','allOf':[{'$ref':'https://ns.adobe.com/xdm/context/profile'}]}")))
            .at("/$id");
    String other = created(older("Vid -> _id").put("xdmSchema", schema));
    assertThat(flowWith(other).code()).isEqualTo("FLOW-1425-400");
  }

  private static Answer flowWith(String set) {
    ObjectNode body = contacts.flowBody("{'frequency':'once','startTime':4102444800}");
    ((ObjectNode) body.at("/transformations/1/params")).put("mappingId", set);
    return api.post(FLOW + "/flows", body);
  }

  private static List<String> firstNames() {
    List<String> names = new ArrayList<>();
    service
        .table("hubspot_contacts")
        .rows(100)
        .forEach(row -> names.add(Json.tree(row).at("/person/name/firstName").asText()));
    return names;
  }

  @Test
  void aRefusedSetTellsWhatIsWrongWithEachRule() {
    Answer answer =
        api.post(
            SETS,
            older(
                "Vid -> _id", "uper(Vid) -> person.name.firstName", "Vid -> person.name.lastNam"));
    assertThat(answer.code()).isEqualTo("DATA-PREP-3000-400");
    JsonNode report = answer.body().path("report");
    assertThat(report.has("mappings[0]")).isFalse();
    assertThat(report.path("mappings[1]").asText()).contains("Did you mean upper?");
    assertThat(report.path("mappings[2]").asText()).contains("Did you mean lastName?");
    assertThat(
            put(created(older("Vid -> _id")), older("uper(Vid) -> _id")).at("/report/mappings[0]"))
        .contains("Did you mean upper?");
  }

  @Test
  void twoDialectsThatSayTwoThingsAreRefused() {
    ObjectNode set = older("Vid -> _id");
    ((ObjectNode) set.at("/mappings/0")).put("source", "Other");
    assertThat(api.post(SETS, set).at("/report/mappings[0]")).contains("differ");
    ObjectNode schemas = newer("{'source':'Vid','destination':'_id'}");
    schemas.put("xdmSchema", contacts.schema() + "0");
    assertThat(api.post(SETS, schemas).at("/errorMessage")).contains("differ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'mappings':[]}",
        "{'xdmSchema':'x'}",
        "{'xdmSchema':'%s'}",
        "{'xdmSchema':'%s','mappings':[]}",
        "{'xdmSchema':'%s','mappings':[{}]}",
        "{'xdmSchema':'%s','mappings':'x'}",
        "[]",
        "{}"
      })
  void aSetThatMapsNothingIsRefused(String body) {
    Answer answer =
        api.send(
            "POST",
            SETS,
            body.formatted(contacts.schema()).replace('\'', '"'),
            Map.of("Content-Type", "application/json"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
  }

  @Test
  void validationHasAVerdictForEachRuleAndForEachThatIsWanting() {
    ObjectNode set = older("Vid -> _id", "uper(Vid) -> person.name.firstName");
    JsonNode verdicts =
        must(200, api.post(SETS + "/validate", set)).body().path("validationResponse");
    assertThat(verdicts).hasSize(2);
    assertThat(verdicts.at("/0/status").asText()).isEqualTo("SUCCESS");
    assertThat(verdicts.at("/1/status").asText()).isEqualTo("FAILED");
    assertThat(verdicts.at("/1/errors/0/exception").asText()).contains("position 1");
    assertThat(verdicts.at("/1/errors/0/destination").asText()).isEqualTo("person.name.firstName");
    assertThat(verdicts.at("/1/errors/0/sourceType").asText()).isEqualTo("EXPRESSION");
  }

  @Test
  void validationTellsOfRequiredFieldsThatNoRuleMaps() {
    ObjectNode schema =
        json(
            "{'title':'Events','type':'object','allOf':[{'$ref':'https://ns.adobe.com/xdm/context/experienceevent'}]}");
    String id =
        must(201, api.post("/data/foundation/schemaregistry/tenant/schemas", schema)).at("/$id");
    ObjectNode set = older("uper(Vid) -> eventType", "Vid -> _id").put("xdmSchema", id);
    JsonNode strict =
        must(200, api.post(SETS + "/validate", set.put("strictMapping", true)))
            .body()
            .path("validationResponse");
    assertThat(strict).hasSize(3);
    assertThat(strict.at("/0/status").asText()).isEqualTo("FAILED");
    assertThat(strict.at("/1/status").asText()).isEqualTo("SUCCESS");
    assertThat(strict.at("/2/errors/0/destination").asText()).isEqualTo("timestamp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"concat(a, 'b')", "a.b[*].c + 1", "${First Name} == \"x\" ? 1 : 2"})
  void anExpressionOfTheLanguageIsValid(String text) {
    assertThat(must(200, expression(text)).text()).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"concatt(a)", "upper()", "fpid_to_ecid(a)", "a.nothing(1)"})
  void anExpressionThatCallsWhatThereIsNotIsNotValid(String text) {
    assertThat(must(200, expression(text)).text()).isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"concat(", "", "a b", "new('x')", "var x = 1", "while (true) {}", "a = 1"})
  void aTextThatIsNoExpressionIsRefusedWithItsPosition(String text) {
    Answer answer = must(400, expression(text));
    assertThat(answer.code()).isEqualTo("DATA-PREP-3002-400");
    assertThat(answer.text()).contains("(position ");
  }

  private static Answer expression(String text) {
    return api.post(
        "/data/foundation/conversion/languages/el/validate", Json.object().put("expression", text));
  }

  @Test
  void listsArePagedNamedAndOrdered() {
    TestClient stranger = service.stranger();
    ObjectNode schema =
        json(
            "{'title':'S','type':'object','allOf':[{'$ref':'https://ns.adobe.com/xdm/context/profile'}]}");
    String id =
        must(201, stranger.post("/data/foundation/schemaregistry/tenant/schemas", schema))
            .at("/$id");
    for (int i = 0; i < 25; i++) {
      ObjectNode set =
          json("{'name':'Set " + i + "','mappings':[{'source':'a','destination':'_id'}]}");
      must(200, stranger.post(SETS, set.put("xdmSchema", id)));
    }
    JsonNode first = must(200, stranger.get(SETS)).body();
    assertThat(first.path("data")).hasSize(10);
    assertThat(first.at("/data/0/name").asText()).isEqualTo("Set 24");
    assertThat(first.path("_page")).isEqualTo(json("{'count':10,'limit':10}"));
    assertThat(first.at("/_links/next/templated").asBoolean(true)).isFalse();

    List<String> names = new ArrayList<>();
    String next = "/mappingSets?limit=7&start=0&orderBy=" + encoded("+createdDate");
    while (!next.isEmpty()) {
      JsonNode page = must(200, stranger.get("/data/foundation/conversion" + next)).body();
      page.path("data").forEach(set -> names.add(set.path("name").asText()));
      next = page.at("/_links/next/href").asText();
    }
    assertThat(names).hasSize(25).doesNotHaveDuplicates().startsWith("Set 0", "Set 1", "Set 2");
    assertThat(must(200, stranger.get(SETS + "?start=3")).body().path("data")).isEmpty();
    JsonNode named = must(200, stranger.get(SETS + "?name=" + encoded("set 7"))).body();
    assertThat(named.path("data")).hasSize(1);
    assertThat(named.at("/data/0/name").asText()).isEqualTo("Set 7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=x", "limit=101", "start=-1", "orderBy=name", "sort=x"})
  void aListThatCannotBeMeantIsRefused(String query) {
    assertThat(api.get(SETS + "?" + query).code()).isEqualTo("DATA-PREP-3002-400");
  }

  @Test
  void setsOfAnotherOrganisationAreUnknown() {
    String id = created(older("Vid -> _id"));
    TestClient stranger = service.stranger();
    for (String path : List.of("", "?version=0", "/mappings", "/mappings/x")) {
      assertThat(stranger.get(SETS + "/" + id + path).code()).isEqualTo("DATA-PREP-3001-404");
    }
    Answer put =
        stranger.send(
            "PUT",
            SETS + "/" + id,
            Json.write(older("Vid -> _id")),
            Map.of("Content-Type", "application/json"));
    assertThat(put.status()).isEqualTo(404);
  }

  @Test
  void theShorterPathThatSomeGuidesPrintIsServedToo() {
    String id = created(older("Vid -> _id"));
    assertThat(must(200, api.get("/data/foundation/mappingSets/" + id)).body()).isEqualTo(get(id));
  }
}
