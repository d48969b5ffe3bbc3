package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static io.tributary.http.SpecsRouteTest.refused;
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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specifications that an organisation makes itself: kept for it alone, and never said to work. */
final class OwnSpecsRouteTest {
  private static final String SPECS = FLOW + "/connectionSpecs";
  private static final String FLOW_SPECS = FLOW + "/flowSpecs";
  private static final String REST_STORAGE_TO_AEP = "6499120c-0b15-42dc-936e-847ea3c24d72";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 1);
    api = service.client();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ObjectNode spec(String name) {
    return json(
        """
        {'id':'mine','name':'%s','type':'generic-rest','etag':'mine',
         'providerId':'0ed90a81-07f4-4586-8190-b40eccef1c5a','version':'1.0',
         'authSpec':[{'name':'API Key','type':'KeyBased','spec':{
           '$schema':'http://json-schema.org/draft-07/schema#','type':'object',
           'properties':{'key':{'type':'string','format':'password'}},'required':['key']}}],
         'sourceSpec':{'attributes':{'urlParams':{'host':'https://example.com','path':'/v1/things'},
           'contentPath':{'path':'$.things'},'paginationParams':{'type':'NONE'}}},
         'settings':{'a':{}},'policy':{'duleLabels':[]},'entitlementInfo':[],'encryptionSpecs':[],
         'attributes':{'category':'Mine','available':true}}
        """
            .formatted(name));
  }

  private static Answer put(String path, JsonNode body, String ifMatch) {
    Map<String, String> headers =
        ifMatch.isEmpty()
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", "If-Match", ifMatch);
    return api.send("PUT", path, Json.write(body), headers);
  }

  private static JsonNode one(TestClient client, String path) {
    return must(200, client.get(path)).body().at("/items/0");
  }

  @Test
  void aConnectionSpecIsKeptWholeAndShownAsNotWorking() {
    Answer created = must(201, api.post(SPECS, spec("things")));
    assertThat(created.id()).matches("[0-9a-f-]{36}");
    assertThat(created.etag()).matches("\"[^\"]+\"").isEqualTo(created.header("ETag"));
    assertThat(created.header("Location")).endsWith(SPECS + "/" + created.id());
    JsonNode found = one(api, SPECS + "/" + created.id());
    assertThat(found).isEqualTo(created.body());
    for (String field : new String[] {"settings", "policy", "entitlementInfo", "encryptionSpecs"}) {
      assertThat(found.path(field)).isEqualTo(spec("things").path(field));
    }
    assertThat(found.at("/attributes/available").asBoolean(true)).isFalse();
    assertThat(found.at("/attributes/category").asText()).isEqualTo("Mine");
    assertThat(must(200, api.get(SPECS + "?property=name==things")).body().path("items"))
        .containsExactly(found);

    ObjectNode account =
        json("{'name':'a','auth':{'specName':'API Key','params':{'key':'k'}},'connectionSpec':{}}");
    ((ObjectNode) account.path("connectionSpec")).put("id", created.id());
    refused(api.post(FLOW + "/connections", account), 400, "FLOW-1305-400", "things");
  }

  @Test
  void aConnectionSpecIsReplacedAsAWhole() {
    Answer created = must(201, api.post(SPECS, spec("before")));
    String path = SPECS + "/" + created.id();
    Answer changed = must(200, put(path, spec("after"), created.etag()));
    assertThat(changed.id()).isEqualTo(created.id());
    assertThat(changed.etag()).isNotEqualTo(created.etag());
    assertThat(one(api, path).path("name").asText()).isEqualTo("after");
    refused(put(path, spec("late"), created.etag()), 412, "FLOW-1404-412");
    ObjectNode little = json("{'name':'little','providerId':'p'}");
    must(200, put(path, little, ""));
    assertThat(one(api, path).path("authSpec")).isEmpty();
  }

  @Test
  void whatIsMadeBelongsToTheOrganisationAndToAllItsSandboxes() {
    String path = SPECS + "/" + must(201, api.post(SPECS, spec("ours"))).id();
    refused(service.stranger().get(path), 404, "FLOW-1439-404");
    TestClient stranger = service.stranger();
    ObjectNode body = spec("theirs");
    String theirs = SPECS + "/" + must(201, stranger.post(SPECS, body)).id();
    assertThat(one(stranger.with("x-sandbox-name", "dev"), theirs).path("name").asText())
        .isEqualTo("theirs");
    refused(put(theirs, body, ""), 404, "FLOW-1439-404");
    Answer named = must(200, api.get(SPECS + "?property=name==theirs"));
    assertThat(named.body().path("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'providerId':'p'} | FLOW-1304-400 | 'name'",
        "{'name':' ','providerId':'p'} | FLOW-1304-400 | 'name'",
        "{'name':'n'} | FLOW-1304-400 | 'providerId'",
        "{} | FLOW-1405-400 | empty",
        "{'name':'n','providerId':'p','authSpec':[{'spec':{}}]} | FLOW-1304-400 | authSpec.name",
        "{'name':'n','providerId':'p','authSpec':[{'name':'a'}]} | FLOW-1304-400 | 'spec'",
        "{'name':'n','providerId':'p','authSpec':[{'name':'a','spec':{'type':'text'}}]} | FLOW-1312-400 | draft-07",
        "{'name':'n','providerId':'p','authSpec':[{'name':'a','spec':{'$ref':'http://10.0.0.1/x'}}]} | FLOW-1312-400 | elsewhere",
      })
  void refusesAConnectionSpecThatIsNone(String body, String code, String word) {
    refused(api.post(SPECS, json(body.replace('"', '\''))), 400, code, word);
    Answer created = must(201, api.post(SPECS, spec("good")));
    refused(put(SPECS + "/" + created.id(), json(body), ""), 400, code, word);
    assertThat(one(api, SPECS + "/" + created.id())).isEqualTo(created.body());
  }

  @Test
  void whatComesWithTheProgramIsNotChanged() {
    for (String id : new String[] {Contacts.HUBSPOT, Contacts.LAKE}) {
      JsonNode before = one(api, SPECS + "/" + id);
      refused(put(SPECS + "/" + id, spec("mine"), ""), 400, "FLOW-1426-400", id);
      assertThat(one(api, SPECS + "/" + id)).isEqualTo(before);
    }
    String crm = FLOW_SPECS + "/" + Contacts.CRM_TO_AEP;
    refused(put(crm, one(api, crm), ""), 400, "FLOW-1426-400", Contacts.CRM_TO_AEP);
    refused(put(SPECS + "/unknown", spec("x"), ""), 404, "FLOW-1439-404");
    ObjectNode flow = json("{'name':'n','providerId':'p'}");
    refused(put(FLOW_SPECS + "/unknown", flow, ""), 404, "FLOW-1439-404");
  }

  @Test
  void aFlowSpecIsKeptUnderEachPublishedNameOfItsTransformations() {
    String transformation = "{'name':'Mapping','spec':{'type':'object'}}";
    for (String field :
        new String[] {"transformationSpecs", "transformationSpec", "transformationSpecDTOS"}) {
      for (String value : new String[] {transformation, "[" + transformation + "]"}) {
        ObjectNode body = json("{'name':'flow','providerId':'p','" + field + "':" + value + "}");
        Answer created = must(201, api.post(FLOW_SPECS, body));
        assertThat(created.header("Location")).endsWith(FLOW_SPECS + "/" + created.id());
        JsonNode found = one(api, FLOW_SPECS + "/" + created.id());
        assertThat(found).isEqualTo(created.body());
        assertThat(found.at("/transformationSpecs/0/name").asText()).isEqualTo("Mapping");
        assertThat(found.at("/targetConnectionSpecIds/0").asText()).isEqualTo(Contacts.LAKE);
        assertThat(found.at("/attributes/available").asBoolean(true)).isFalse();
      }
    }
    refused(
        api.post(
            FLOW_SPECS, json("{'name':'f','providerId':'p','sourceConnectionSpecIds':['no']}")),
        400,
        "FLOW-1413-400",
        "'no'");
    refused(api.post(FLOW_SPECS, json("{'name':'f'}")), 400, "FLOW-1304-400", "providerId");
  }

  @Test
  void aFlowSpecOfASourceThatWorksWorks() {
    ObjectNode body = json("{'name':'mine','providerId':'p'}");
    body.putArray("sourceConnectionSpecIds").add(Contacts.HUBSPOT);
    Answer created = must(201, api.post(FLOW_SPECS, body));
    assertThat(created.at("/attributes/available")).isEqualTo("true");
    body.putArray("sourceConnectionSpecIds");
    Answer changed = must(200, put(FLOW_SPECS + "/" + created.id(), body, created.etag()));
    assertThat(changed.at("/attributes/available")).isEqualTo("false");
    refused(put(FLOW_SPECS + "/" + created.id(), body, created.etag()), 412, "FLOW-1404-412");
  }

  @Test
  void sourcesAreAppendedToTheGenericFlowSpecAndNothingElse() {
    String path = FLOW_SPECS + "/" + REST_STORAGE_TO_AEP;
    String mine = must(201, api.post(SPECS, spec("appended"))).id();
    ObjectNode body = (ObjectNode) one(api, path);
    ((ArrayNode) body.path("sourceConnectionSpecIds")).add(mine);
    Answer changed = must(200, put(path, body, ""));
    assertThat(changed.id()).isEqualTo(REST_STORAGE_TO_AEP);
    assertThat(changed.body().path("sourceConnectionSpecIds"))
        .isEqualTo(body.path("sourceConnectionSpecIds"));
    assertThat(one(api, path)).isEqualTo(changed.body());
    assertThat(service.stranger().get(path).text()).doesNotContain(mine);

    String more = must(201, api.post(SPECS, spec("more"))).id();
    ObjectNode again = changed.body().deepCopy();
    ((ArrayNode) again.path("sourceConnectionSpecIds")).add(more);
    refused(put(path, again, "\"other\""), 412, "FLOW-1404-412");
    must(200, put(path, again, changed.etag()));
    assertThat(one(api, path).path("sourceConnectionSpecIds").toString()).contains(mine, more);

    ObjectNode renamed = again.deepCopy().put("name", "Mine");
    refused(put(path, renamed, ""), 400, "FLOW-1426-400", "'name'");
    ObjectNode fewer = again.deepCopy();
    ((ArrayNode) fewer.path("sourceConnectionSpecIds")).remove(0);
    refused(put(path, fewer, ""), 400, "FLOW-1426-400", "stay");
    ObjectNode unknown = again.deepCopy();
    ((ArrayNode) unknown.path("sourceConnectionSpecIds")).add("nowhere");
    refused(put(path, unknown, ""), 400, "FLOW-1413-400", "nowhere");
  }
}
