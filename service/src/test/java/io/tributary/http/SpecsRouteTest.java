package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.encoded;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue over HTTP: complete, well-formed, and honest about what works. */
final class SpecsRouteTest {
  private static final String SPECS = FLOW + "/connectionSpecs";
  private static final String FLOW_SPECS = FLOW + "/flowSpecs";
  private static final String S3 = "ecadc60c-7455-4d87-84dc-2a0e293d997b";
  private static final String LANDING_ZONE = "26f526f2-58f4-4712-961d-e41bf1ccc0e8";
  private static final String CLOUD_STORAGE_TO_AEP = "9753525b-82c7-4dce-8a9b-5ccfce2b9876";

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

  private static List<JsonNode> all(String path) {
    return all(api, path);
  }

  static List<JsonNode> all(TestClient api, String path) {
    List<JsonNode> items = new ArrayList<>();
    must(200, api.get(path + "?limit=1000")).body().path("items").forEach(items::add);
    return items;
  }

  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    must(200, api.get(path)).body().path("items").forEach(i -> names.add(i.path("name").asText()));
    return names;
  }

  static void refused(Answer answer, int status, String code, String... words) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.at("/report/request-id")).isEqualTo(answer.header("x-request-id"));
    for (String word : words) {
      assertThat(answer.at("/errorMessage")).contains(word);
    }
  }

  @Test
  void thereAre101SourcesAndTheLake() {
    List<JsonNode> specs = all(SPECS);
    List<JsonNode> sources =
        specs.stream().filter(spec -> spec.at("/attributes/isSource").asBoolean()).toList();
    assertThat(sources)
        .filteredOn(spec -> !spec.at("/attributes/isSimulated").asBoolean())
        .hasSize(101)
        .allSatisfy(spec -> assertThat(spec.at("/attributes/release").asText()).isNotBlank());
    assertThat(specs).hasSize(sources.size() + 1);
    assertThat(must(200, api.get(SPECS + "?count=true")).body().path("count").asInt())
        .isEqualTo(specs.size());
    Set<String> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (JsonNode spec : specs) {
      assertThat(ids.add(spec.path("id").asText())).as(spec.path("id").asText()).isTrue();
      assertThat(names.add(spec.path("name").asText())).as(spec.path("name").asText()).isTrue();
    }
  }

  @Test
  void everySpecIsReadableByItsIdAsItIsListed() {
    for (JsonNode spec : all(SPECS)) {
      Answer one = must(200, api.get(SPECS + "/" + spec.path("id").asText()));
      assertThat(one.body().path("items")).containsExactly(spec);
    }
    for (JsonNode spec : all(FLOW_SPECS)) {
      Answer one = must(200, api.get(FLOW_SPECS + "/" + spec.path("id").asText()));
      assertThat(one.body().path("items")).containsExactly(spec);
    }
  }

  @Test
  void everySourceHasWhatAFormAndACardAreMadeOf() {
    for (JsonNode spec : all(SPECS)) {
      String name = spec.path("name").asText();
      for (String pointer :
          List.of("/providerId", "/version", "/attributes/category", "/attributes/status")) {
        assertThat(spec.at(pointer).asText()).as(name + pointer).isNotBlank();
      }
      assertThat(spec.at("/attributes/available").isBoolean()).as(name).isTrue();
      assertThat(spec.at("/permissionsInfo/view/0/permissions/0").asText()).isEqualTo("read");
      if (!spec.at("/attributes/isSource").asBoolean()) {
        continue;
      }
      String shown = "/sourceSpec/attributes/uiAttributes";
      for (String pointer :
          List.of(
              "/attributes/connectorName",
              "/sourceSpec/type",
              shown + "/category/key",
              shown + "/icon/key",
              shown + "/label/key",
              shown + "/description/key")) {
        assertThat(spec.at(pointer).asText()).as(name + pointer).isNotBlank();
      }
    }
  }

  @Test
  void everySchemaIsOneByDraft7() {
    var draft7 =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));
    int checked = 0;
    for (String path : List.of(SPECS, FLOW_SPECS)) {
      for (JsonNode spec : all(path)) {
        List<JsonNode> schemas = new ArrayList<>(spec.findValues("spec"));
        spec.path("exploreSpec").findValues("requestSpec").forEach(schemas::add);
        spec.at("/exploreSpec/responseSpec").forEach(schemas::add);
        for (JsonNode schema : schemas) {
          assertThat(draft7.validate(schema)).as(spec.path("name") + " " + schema).isEmpty();
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(250);
    assertThat(draft7.validate(json("{'type':'text'}"))).as("this test can fail").isNotEmpty();
  }

  @Test
  void whatSignsInIsSecretWhereItMustBe() {
    Set<String> plain = new HashSet<>();
    for (JsonNode spec : all(SPECS)) {
      for (JsonNode way : spec.path("authSpec")) {
        assertThat(way.at("/spec/$schema").asText()).contains("draft-07");
        assertThat(way.path("name").asText()).isNotBlank();
        assertThat(way.path("type").asText()).isNotBlank();
        way.at("/spec/properties")
            .properties()
            .forEach(
                field -> {
                  if (!field.getValue().path("format").asText().equals("password")) {
                    plain.add(field.getKey());
                  }
                });
      }
    }
    assertThat(plain)
        .isNotEmpty()
        .noneMatch(name -> name.matches("(?i).*(secret|password|passphrase|token|sasKey)$"));
  }

  @Test
  void theFilterForWhatWorksShowsTheSourcesWithAConnector() {
    List<String> working = names(SPECS + "?property=attributes.available==true");
    assertThat(working).contains("hubspot", "Data Lake");
    List<String> listed = names(SPECS + "?limit=1000&property=attributes.available==false");
    assertThat(listed).doesNotContainAnyElementsOf(working).contains("amazon-s3");
    assertThat(working.size() + listed.size()).isEqualTo(all(SPECS).size());
    assertThat(names(FLOW_SPECS + "?property=attributes.available==true"))
        .containsExactly("CRMToAEP");
  }

  @Test
  void aSourceWithAConnectorIsShownAsItsFolderHasIt() {
    JsonNode hubspot = must(200, api.get(SPECS + "/" + Contacts.HUBSPOT)).body().at("/items/0");
    assertThat(hubspot.at("/authSpec/1/name").asText()).isEqualTo("Private App Token");
    assertThat(hubspot.at("/attributes/available").asBoolean()).isTrue();
  }

  @Test
  void aSourceWithoutAConnectorTakesNoConnection() {
    ObjectNode body =
        json(
            """
            {'name':'bucket','auth':{'specName':'Access Key',
              'params':{'s3AccessKey':'a','s3SecretKey':'b'}},'connectionSpec':{'id':'%s'}}
            """
                .formatted(S3));
    String filter = "/connectionSpecs?property=attributes.available==true";
    refused(api.post(FLOW + "/connections", body), 400, "FLOW-1305-400", "Amazon S3", filter);
    refused(api.post(FLOW + "/connections?mode=draft", body), 400, "FLOW-1305-400", filter);
    assertThat(service.count("select count(*) from documents where kind = 'connection'")).isZero();
    assertThat(service.count("select count(*) from secrets")).isZero();
    ObjectNode files =
        json(
            "{'name':'files','data':{'format':'json'},'params':{'path':'/'},'connectionSpec':{'id':'"
                + LANDING_ZONE
                + "'}}");
    refused(api.post(FLOW + "/sourceConnections", files), 400, "FLOW-1305-400", "Data Landing");
    ObjectNode flow = json("{'name':'f','flowSpec':{'id':'%s'}}".formatted(CLOUD_STORAGE_TO_AEP));
    refused(api.post(FLOW + "/flows", flow), 400, "FLOW-1305-400", "CloudStorageToAEP");
    refused(api.post(FLOW + "/flows?mode=draft", flow), 400, "FLOW-1305-400");
  }

  @Test
  void aFlowSpecJoinsSpecsThatThereAre() {
    Set<String> known = new HashSet<>();
    all(SPECS).forEach(spec -> known.add(spec.path("id").asText()));
    // Published as read by CloudStorageToAEP without a name; docs/sources/README.md says so.
    known.add("b7829c2f-2eb0-4f49-a6ee-55e33008b629");
    known.add("998b8ae3-cec0-43b7-8abe-40b1eb4ee069");
    assertThat(all(FLOW_SPECS)).hasSize(7);
    for (JsonNode spec : all(FLOW_SPECS)) {
      assertThat(spec.path("sourceConnectionSpecIds")).isNotEmpty();
      spec.path("sourceConnectionSpecIds").forEach(id -> assertThat(known).contains(id.asText()));
      assertThat(spec.at("/targetConnectionSpecIds/0").asText()).isEqualTo(Contacts.LAKE);
      assertThat(spec.path("transformationSpecs").isArray()).isTrue();
      assertThat(spec.at("/optionSpec/spec/properties/partialIngestionPercent").isObject())
          .isTrue();
      boolean batch = spec.at("/attributes/frequency").asText().equals("batch");
      assertThat(spec.has("scheduleSpec")).isEqualTo(batch);
    }
  }

  @Test
  void theFlowSpecOfTablesIsAsPublished() {
    JsonNode spec =
        must(200, api.get(FLOW_SPECS + "?property=" + encoded("name==\"CRMToAEP\"")))
            .body()
            .at("/items/0");
    assertThat(spec.path("id").asText()).isEqualTo(Contacts.CRM_TO_AEP);
    assertThat(spec.path("sourceConnectionSpecIds")).hasSizeGreaterThanOrEqualTo(37);
    assertThat(spec.at("/transformationSpecs/0/name").asText()).isEqualTo("Copy");
    assertThat(spec.at("/transformationSpecs/1/name").asText()).isEqualTo("Mapping");
    assertThat(spec.at("/runSpec/spec/required")).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "name==amazon-s3, amazon-s3",
    "id==" + S3 + ", amazon-s3",
    "sourceSpec.attributes.uiAttributes.category.key==crm&property=attributes.available==false&orderby=-name&limit=1, zoho-crm",
    "attributes.connectorName==PostgreSQL, postgresql",
    "attributes.category==Streaming, http-api-streaming",
    "attributes.filterAtSource.queryLanguage==SQL, google-big-query",
    "attributes.isSource==false, Data Lake"
  })
  void filtersByAnyPath(String filter, String name) {
    assertThat(names(SPECS + "?property=" + filter)).containsExactly(name);
  }

  @Test
  void pagesFollowEachOther() {
    List<String> expected =
        new ArrayList<>(names(SPECS + "?limit=1000&orderby=-attributes.category"));
    List<String> seen = new ArrayList<>();
    String query = "?limit=40&orderby=-attributes.category";
    int pages = 0;
    while (!query.isEmpty()) {
      Answer page = must(200, api.get(SPECS + query));
      page.body().path("items").forEach(item -> seen.add(item.path("name").asText()));
      pages++;
      String next = page.at("/_links/next/href");
      assertThat(next).matches("(/connectionSpecs\\?continuationToken=[^=]+)?");
      query = next.isEmpty() ? "" : next.substring("/connectionSpecs".length());
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).isEqualTo(expected).doesNotHaveDuplicates();
    assertThat(names(SPECS + "?limit=3"))
        .containsExactly("acxiom-data-ingestion", "acxiom-prospecting-data-import", "adls-gen2");
    JsonNode item = must(200, api.get(SPECS + "?property=id,name&limit=1")).body().at("/items/0");
    assertThat(item.properties()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"connectionSpecs", "flowSpecs"})
  void refusesWhatItCannotDo(String resource) {
    String path = FLOW + "/" + resource;
    refused(api.get(path + "/unknown"), 404, "FLOW-1439-404", "unknown");
    refused(api.get(path + "?count=true&limit=3"), 400, "FLOW-1401-400");
    refused(api.get(path + "?orderby=nothing"), 400, "FLOW-1433-400", "nothing");
    refused(api.get(path + "?orderby=*name"), 400, "FLOW-1432-400");
    refused(api.get(path + "?start=1"), 400, "FLOW-1451-400", "start");
    refused(api.get(path + "?property=name~x"), 400, "FLOW-1440-400");
    refused(api.get(path + "?limit=0"), 400, "FLOW-1452-400");
    String foreign = must(200, api.get(path + "?limit=1&orderby=name,id")).at("/_links/next/href");
    String token = foreign.substring(foreign.indexOf('=') + 1);
    must(200, api.get(path + "?continuationToken=" + token));
    refused(api.get(path + "?continuationToken=e30"), 400, "FLOW-1452-400");
  }
}
