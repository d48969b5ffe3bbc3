package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Catalog: how data sets are found, described, and deleted, and what batches tell. */
final class CatalogRouteTest {
  private static final String DATA_SETS = "/data/foundation/catalog/dataSets";
  private static final String BATCHES = "/data/foundation/catalog/batches";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;
  private static Contacts contacts;
  private static final Map<String, String> ids = new HashMap<>();

  @BeforeAll
  static void start() {
    service = TestService.start(home, 30);
    contacts = Contacts.create(service);
    api = contacts.api();
    contacts.ended(contacts.flow(), 0);
    for (String name : List.of("alpha", "beta", "gamma*", "gamma ray")) {
      ids.put(name, create(name, "{'made':['in test','" + name + "']}"));
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String create(String name, String tags) {
    return created(
        json(
            "{'name':'%s','description':'the %s','tags':%s,'schemaRef':{'id':'%s','contentType':'%s'}}"
                .formatted(
                    name,
                    name,
                    tags,
                    contacts.schema(),
                    "application/vnd.adobe.xed+json;version=1")));
  }

  private static String created(JsonNode body) {
    return must(201, api.post(DATA_SETS, body)).at("/0").replace("@/dataSets/", "");
  }

  private static String id(String name) {
    return Objects.requireNonNull(ids.get(name));
  }

  private static List<String> names(String query) {
    List<String> names = new ArrayList<>();
    must(200, api.get(DATA_SETS + query))
        .body()
        .forEach(dataSet -> names.add(dataSet.path("name").asText()));
    return names;
  }

  private static JsonNode dataSet(String id) {
    return must(200, api.get(DATA_SETS + "/" + id)).body().path(id);
  }

  @Test
  void listsAreKeyedByIdAndShowTheirProperties() {
    JsonNode shown = must(200, api.get(DATA_SETS)).body().path(id("alpha"));
    assertThat(shown.path("name").asText()).isEqualTo("alpha");
    assertThat(shown.path("version").asText()).isEqualTo("1.0.0");
    assertThat(shown.at("/schemaRef/id").asText()).isEqualTo(contacts.schema());
    assertThat(shown.at("/tags/made/1").asText()).isEqualTo("alpha");
    assertThat(Path.of(shown.path("basePath").asText())).isDirectory();
    assertThat(shown.at("/persistence/adls/location")).isEqualTo(shown.path("basePath"));
    assertThat(shown.at("/classification/dataBehavior").asText()).isEqualTo("record");
    assertThat(shown.at("/classification/managedBy").asText()).isEqualTo("CUSTOMER");
    assertThat(shown.has("revision")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?name=alpha                       | alpha
          ?name=alpha,beta                  | alpha;beta
          ?name=!alpha,beta                 | HubSpot contacts;gamma ray;gamma*
          ?name=ALPHA                       |
          ?name=a*                          | alpha
          ?name=*a*                         | HubSpot contacts;alpha;beta;gamma ray;gamma*
          ?name=gamma**                     | gamma*
          ?name=g*a*y                       | gamma ray
          ?description=the%20beta           | beta
          ?property=name~%5Egam             | gamma ray;gamma*
          ?property=name%3D%3Dbeta          | beta
          ?property=name!=beta&property=description | alpha;gamma ray;gamma*
          ?property=!description            | HubSpot contacts
          ?property=lastBatchId             | HubSpot contacts
          ?property=version%3E1.0.9&name=alpha |
          ?property=version%3C1.0.10&name=alpha | alpha
          ?property=created%3E0&name=beta   | beta
          ?property=created%3C5             |
          ?tags=made:alpha                  | alpha
          ?tags=made:in%20test,made:be*     | beta
          ?tags=made:*                      | alpha;beta;gamma ray;gamma*
          ?tags=other:*                     |
          ?enableErrorDiagnostics=true      | HubSpot contacts
          ?lastBatchStatus=success          | HubSpot contacts
          """)
  void findsByWhatIsShown(String query, String expected) {
    List<String> wanted = expected == null ? List.of() : List.of(expected.split(";", -1));
    assertThat(names(query)).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void pagesAreCountedFromTheStart() {
    List<String> all = names("?orderBy=name");
    assertThat(all).hasSize(5).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    assertThat(names("?orderBy=asc:name&limit=2")).isEqualTo(all.subList(0, 2));
    assertThat(names("?orderBy=asc:name&limit=2&start=2")).isEqualTo(all.subList(2, 4));
    assertThat(names("?orderBy=asc:name&start=4")).isEqualTo(all.subList(4, 5));
    assertThat(names("?start=5")).isEmpty();
    assertThat(names("?orderBy=desc:created,name").get(0)).isEqualTo("gamma ray");
    assertThat(names("?orderBy=name&start=1&limit=1&property=name~a")).isEqualTo(all.subList(1, 2));
  }

  @Test
  void showsOnlyThePropertiesAskedFor() {
    String id = id("alpha");
    for (String path : List.of("?name=alpha&properties=", "/" + id + "?properties=")) {
      JsonNode shown = must(200, api.get(DATA_SETS + path + "name,tags,nothing")).body().path(id);
      assertThat(shown.size()).isEqualTo(2);
      assertThat(shown.path("name").asText()).isEqualTo("alpha");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=101",
        "?limit=many",
        "?start=-1",
        "?orderBy=up:name",
        "?orderBy=colour",
        "?property=%3D%3Dx",
        "?property=tags.made%3D%3Dx",
        "?property=name~(",
        "?tags=made",
        "?colour=red",
        "?property=created%3Esoon"
      })
  void refusesWhatItCannotRead(String query) {
    assertThat(must(400, api.get(DATA_SETS + query)).code()).isEqualTo("CATALOG-1000-400");
  }

  @Test
  void anExpressionThatBacktracksForeverIsStopped() {
    String id = create("a".repeat(60) + "!", "{}");
    Answer answer = api.get(DATA_SETS + "?property=" + encoded("name~a*a*a*a*a*x"));
    assertThat(must(400, answer).text()).contains("takes too long");
    must(200, api.delete(DATA_SETS + "/" + id));
  }

  @Test
  void aMergePatchChangesWhatItNamesAndANullRemoves() {
    String id = create("to be merged", "{'a':['1'],'b':['2']}");
    String table = dataSet(id).at("/tags/adobe~1pqs~1table/0").asText();
    JsonNode patch =
        json("{'description':null,'tags':{'a':null,'c':['3'],'adobe/pqs/table':['mine']}}");
    Answer answer = send("PATCH", id, patch.toString(), "application/json");
    assertThat(must(200, answer).at("/0")).isEqualTo("@/dataSets/" + id);
    JsonNode shown = dataSet(id);
    assertThat(shown.has("description")).isFalse();
    assertThat(shown.path("name").asText()).isEqualTo("to be merged");
    assertThat(shown.path("tags").toString())
        .isEqualTo("{\"b\":[\"2\"],\"adobe/pqs/table\":[\"" + table + "\"],\"c\":[\"3\"]}");
    assertThat(shown.path("version").asText()).isEqualTo("1.0.1");
    must(200, send("PATCH", "v2", id, "{\"name\":\"merged\"}", "application/json"));
    assertThat(dataSet(id).path("name").asText()).isEqualTo("merged");
    must(200, api.delete(DATA_SETS + "/" + id));
  }

  private static Answer send(String method, String id, String body, String type) {
    return api.send(method, DATA_SETS + "/" + id, body, Map.of("Content-Type", type));
  }

  private static Answer send(String method, String v, String id, String body, String type) {
    String path = DATA_SETS.replace("/dataSets", "/" + v + "/dataSets/" + id);
    return api.send(method, path, body, Map.of("Content-Type", type));
  }

  @Test
  void aJsonPatchEnablesTheDataSetForProfilesAsPublished() {
    String id = create("to be patched", "{}");
    String patch =
        """
        [{"op":"add","path":"/tags/unifiedProfile","value":["enabled:true","isUpsert:true"]},
         {"op":"replace","path":"/name","value":"patched"}]
        """;
    must(200, send("PATCH", id, patch, "application/json-patch+json"));
    assertThat(dataSet(id).at("/tags/unifiedProfile/1").asText()).isEqualTo("isUpsert:true");
    assertThat(dataSet(id).path("name").asText()).isEqualTo("patched");
    for (String refused :
        List.of(
            "[{'op':'replace','path':'/lastBatchId','value':'x'}]",
            "[{'op':'replace','path':'/revision','value':7}]",
            "[{'op':'remove','path':'/name'}]",
            "[{'op':'remove','path':'/tags/nothing'}]",
            "[{'op':'replace','path':'/tags','value':'text'}]",
            "[]",
            "{}",
            "'text'",
            "{'name':''}",
            "{'tags':{'a':'text'}}",
            "{'enableErrorDiagnostics':'perhaps'}",
            "{'schemaRef':{'id':'https://ns.adobe.com/acme/schemas/other'}}")) {
      Answer answer = send("PATCH", id, refused.replace('\'', '"'), "application/json");
      assertThat(must(400, answer).code()).as(refused).isEqualTo("CATALOG-1000-400");
    }
    assertThat(dataSet(id).path("version").asText()).isEqualTo("1.0.1");
    must(200, api.delete(DATA_SETS + "/" + id));
  }

  @Test
  void whatWasReadCanBePutBackChanged() {
    String id = create("to be put", "{'a':['1']}");
    JsonNode shown = dataSet(id);
    String changed = shown.toString().replace("to be put", "was put");
    must(200, send("PUT", id, changed, "application/json"));
    assertThat(dataSet(id).path("name").asText()).isEqualTo("was put");
    assertThat(dataSet(id).path("tags")).isEqualTo(shown.path("tags"));
    assertThat(dataSet(id).path("schemaRef")).isEqualTo(shown.path("schemaRef"));
    must(400, send("PUT", id, "{\"description\":\"nameless\"}", "application/json"));
    must(200, api.delete(DATA_SETS + "/" + id));
  }

  @Test
  void aChangeFromAnOldVersionIsRefused() {
    String id = create("contended", "{}");
    String body = "{\"description\":\"mine\"}";
    Map<String, String> json = Map.of("Content-Type", "application/json");
    assertThat(api.patch(DATA_SETS + "/" + id, "1.0.7", body).status()).isEqualTo(412);
    must(200, api.patch(DATA_SETS + "/" + id, "1.0.0", body));
    assertThat(must(412, api.patch(DATA_SETS + "/" + id, "1.0.0", body)).code())
        .isEqualTo("CATALOG-1004-412");
    String etag = must(200, api.get(DATA_SETS + "/" + id)).header("ETag");
    must(200, api.patch(DATA_SETS + "/" + id, etag, body));
    String updated = dataSet(id).path("updated").asText();
    must(200, api.patch(DATA_SETS + "/" + id, updated, body));
    must(200, api.send("PATCH", DATA_SETS + "/" + id, body, json));
    must(200, api.delete(DATA_SETS + "/" + id));
  }

  @Test
  void aDataSetIsNotDeletedWhileAFlowLandsInItAndThenWithItsFiles() {
    Contacts other = Contacts.create(service);
    String flow = other.flow();
    other.ended(flow, 0);
    String path = DATA_SETS + "/" + other.dataSet();
    Path folder = Path.of(dataSet(other.dataSet()).path("basePath").asText());
    Answer refused = must(409, api.delete(path));
    assertThat(refused.code()).isEqualTo("CATALOG-1009-409");
    assertThat(refused.text()).contains(flow);
    assertThat(folder.resolve("data")).isDirectory();

    must(204, api.delete(FLOW + "/flows/" + flow));
    must(200, api.delete(path));
    must(404, api.get(path));
    must(404, api.delete(path));
    assertThat(Files.exists(folder)).isFalse();
    assertThat(
            service.count(
                "select count(*) from iceberg_tables where table_name like '"
                    + folder.getFileName()
                    + "%'"))
        .isZero();
  }

  @Test
  void nobodySeesTheDataSetsOfOthers() {
    TestClient stranger = service.stranger();
    String path = DATA_SETS + "/" + id("alpha");
    assertThat(must(200, stranger.get(DATA_SETS)).text()).isEqualTo("{}");
    must(404, stranger.get(path));
    must(404, stranger.delete(path));
    must(404, stranger.patch(path, "*", "{\"name\":\"stolen\"}"));
    must(404, stranger.get("/data/foundation/dataset/datasets/" + id("alpha") + "/labels"));
    assertThat(must(200, stranger.get(BATCHES)).text()).isEqualTo("{}");
    assertThat(must(200, stranger.get("/data/foundation/catalog/lastBatches")).text())
        .isEqualTo("{}");
  }

  @Test
  void batchesAreFoundByDataSetTimeAndFigures() {
    String batch = dataSet(contacts.dataSet()).path("lastBatchId").asText();
    JsonNode shown = must(200, api.get(BATCHES + "/" + batch)).body().path(batch);
    assertThat(shown.path("status").asText()).isEqualTo("success");
    assertThat(shown.at("/metrics/inputRecordCount").asInt()).isEqualTo(30);
    assertThat(shown.at("/relatedObjects/0/id").asText()).isEqualTo(contacts.dataSet());
    long created = shown.path("created").asLong();
    for (String found :
        List.of(
            "?dataSet=" + contacts.dataSet(),
            "?batch=" + batch,
            "?status=success&recordCount=30",
            "?createdAfter=" + (created - 1) + "&createdBefore=" + (created + 1),
            "?created=" + created,
            "?externalId=" + batch,
            "?property=" + encoded("recordCount>29") + "&orderBy=desc:created")) {
      assertThat(must(200, api.get(BATCHES + found)).body().has(batch)).as(found).isTrue();
    }
    for (String missed :
        List.of(
            "?dataSet=" + id("alpha"),
            "?status=failed",
            "?createdAfter=" + created + "&batch=" + batch,
            "?createdBefore=" + created + "&batch=" + batch,
            "?recordCount=31")) {
      assertThat(must(200, api.get(BATCHES + missed)).body().has(batch)).as(missed).isFalse();
    }
    assertThat(must(200, api.get(BATCHES + "?properties=status&batch=" + batch)).text())
        .isEqualTo("{\"" + batch + "\":{\"status\":\"success\"}}");
  }

  @Test
  void theLastBatchOfEachDataSetIsTold() {
    String path = "/data/foundation/catalog/lastBatches";
    String batch = dataSet(contacts.dataSet()).path("lastBatchId").asText();
    JsonNode all = must(200, api.get(path)).body();
    assertThat(all.has(id("alpha"))).isFalse();
    assertThat(all.path(contacts.dataSet()).path("lastBatchId").asText()).isEqualTo(batch);
    assertThat(all.path(contacts.dataSet()).path("lastSuccessfulBatchId").asText())
        .isEqualTo(batch);
    assertThat(must(200, api.get(path + "?dataSetId=" + contacts.dataSet() + ",x")).body())
        .hasSize(1);
    assertThat(must(200, api.get(path + "?lastBatchStatus=failed")).body()).isEmpty();
  }

  @Test
  void labelsOfADataSetAndItsFieldsAreKept() {
    String path = "/data/foundation/dataset/datasets/" + id("beta") + "/labels";
    String shown = "/AEP:dataset:" + id("beta");
    Answer none = must(200, api.get(path));
    assertThat(none.body().at(shown + "/labels")).isEmpty();
    String labels =
        """
        {"labels":["C1","I2"],"optionalLabels":[{"option":{"id":"%s",
         "contentType":"application/vnd.adobe.xed-full+json;version=1",
         "schemaPath":"/properties/person/properties/name/properties/firstName"},"labels":["S1"]}]}
        """
            .formatted(contacts.schema());
    Map<String, String> json = Map.of("Content-Type", "application/json");
    must(400, api.send("PUT", path, labels, json));
    must(412, api.send("PUT", path, labels, with(json, "\"other\"")));
    Answer put = must(200, api.send("PUT", path, labels, with(json, none.header("ETag"))));
    assertThat(put.at("/labels/1")).isEqualTo("I2");
    Answer kept = must(200, api.get(path));
    assertThat(kept.at(shown + "/optionalLabels/0/labels/0")).isEqualTo("S1");
    assertThat(dataSet(id("beta")).at("/labels/labels/0").asText()).isEqualTo("C1");
    must(412, api.send("DELETE", path, null, with(json, none.header("ETag"))));
    must(200, api.send("DELETE", path, null, with(json, kept.header("ETag"))));
    must(201, api.send("POST", path, "{\"labels\":[\"C9\"]}", json));
    assertThat(must(200, api.get(path)).at(shown + "/labels/0")).isEqualTo("C9");
    for (String refused :
        List.of(
            "{'labels':['with space']}",
            "{'labels':['" + "x".repeat(101) + "']}",
            "{'optionalLabels':[{'labels':['C1']}]}",
            labels.replace("firstName", "nothing").replace('"', '\''),
            labels.replace(contacts.schema(), "other").replace('"', '\''))) {
      Answer answer = api.send("POST", path, refused.replace('\'', '"'), json);
      assertThat(must(400, answer).code()).as(refused).isEqualTo("CATALOG-1000-400");
    }
  }

  private static Map<String, String> with(Map<String, String> headers, String ifMatch) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("If-Match", ifMatch);
    return all;
  }
}
