package io.tributary.run;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.RegistryClient;
import io.tributary.TestClient;
import io.tributary.TestService;
import io.tributary.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is hashed, or fills a labelled field, appears nowhere else: not in rows, in rejected
 * records, in warnings, or in any file of the home.
 */
final class HiddenValuesTest {
  /** In every value that nobody is to see. */
  private static final String SECRET = "geheim";

  private static final String OPEN = "offen";
  private static final String CATALOG = "/data/foundation/catalog/dataSets/";

  @TempDir static Path home;
  private static TestService service;
  private static RegistryClient registry;
  private static String schema;
  private static String dataSet;
  private static String mapping;
  private static String connection;
  private static JsonNode run;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 5);
    registry = new RegistryClient(service.client());
    List<Long> ids = service.simulator().contactIds().boxed().toList();
    ids.forEach(id -> contact(id, "GOOD", "4711"));
    contact(ids.get(0), OPEN, "4711");
    contact(ids.get(1), "GOOD", SECRET + "-company");
    schema =
        registry.schema(
            registry.fieldGroup(
                """
                'code':{'type':'string','enum':['GOOD']},
                'digest':{'type':'string'},
                'domain':{'type':'integer'},
                'born':{'type':'string','format':'date'},
                'account':{'type':'object','properties':{'number':{'type':'string','pattern':'^[0-9]+$'}}},
                'plain':{'type':'string','format':'date'}
                """));
    label("/_acme/born", "core/C12");
    dataSet = registry.dataSet(schema, "People");
    labelDataSet();
    mapping = must(200, api().post("/data/foundation/conversion/mappingSets", set())).id();
    connection =
        must(
                201,
                api()
                    .post(
                        FLOW + "/connections", Contacts.account(service.simulator().credentials())))
            .id();
    run = land();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static TestClient api() {
    return registry.api();
  }

  private static void contact(long id, String first, String company) {
    service
        .simulator()
        .update(
            "contacts",
            id,
            Map.of(
                "firstname", first,
                "lastname", SECRET + "-lastname",
                "email", SECRET + id + "@example.org",
                "company", company,
                "city", OPEN + "-city"));
  }

  private static void label(String path, String label) {
    must(
        201,
        registry.post(
            "descriptors",
            """
            {'@type':'xdm:descriptorLabel','xdm:sourceSchema':'%s','xdm:sourceVersion':1,
             'xdm:sourceProperty':['%s'],'xdm:labels':['%s']}
            """
                .formatted(schema, path, label)));
  }

  private static void labelDataSet() {
    ObjectNode labels =
        json(
            """
            {'labels':[],'optionalLabels':[{'option':{'id':'%s',
              'contentType':'application/vnd.adobe.xed-full+json;version=1',
              'schemaPath':'/properties/_acme/properties/account'},'labels':['core/C2']}]}
            """
                .formatted(schema));
    must(201, api().post("/data/foundation/dataset/datasets/" + dataSet + "/labels", labels));
  }

  private static ObjectNode set() {
    ObjectNode set = Json.object().put("xdmSchema", schema);
    ArrayNode mappings = set.putArray("mappings");
    String rules =
        """
        Vid -> _id
        Properties_Firstname_Value -> _acme.code
        sha256(lower(Properties_Email_Value)) -> _acme.digest
        to_integer(Properties_Email_Value) -> _acme.domain
        Properties_Lastname_Value -> _acme.born
        Properties_Company_Value -> _acme.account.number
        Properties_City_Value -> _acme.plain
        """;
    for (String rule : rules.lines().toList()) {
      String[] ends = rule.split(" -> ", -1);
      mappings.addObject().put("source", ends[0]).put("destination", ends[1]);
    }
    return set;
  }

  private static JsonNode land() {
    String source =
        must(
                201,
                api()
                    .post(
                        FLOW + "/sourceConnections",
                        json(
                            """
                        {'name':'People','baseConnectionId':'%s','data':{'format':'tabular'},
                         'params':{'path':'Hubspot.Contacts'},'connectionSpec':{'id':'%s','version':'1.0'}}
                        """
                                .formatted(connection, Contacts.HUBSPOT))))
            .id();
    String target =
        must(
                201,
                api()
                    .post(
                        FLOW + "/targetConnections",
                        json(
                            "{'name':'People','data':{'format':'parquet_xdm'},'params':{'dataSetId':'%s'},'connectionSpec':{'id':'%s','version':'1.0'}}"
                                .formatted(dataSet, Contacts.LAKE))))
            .id();
    Contacts contacts = new Contacts(api(), connection, schema, dataSet, mapping, source, target);
    ObjectNode body = contacts.flowBody("{'frequency':'once'}");
    body.putObject("options").put("partialIngestionPercent", 90);
    return contacts.ended(must(201, api().post(FLOW + "/flows", body)).id(), 0);
  }

  @Test
  void theRunSaysWhatWasWrongWithoutTheHiddenValues() {
    JsonNode records = run.at("/metrics/recordSummary");
    assertThat(records.path("outputRecordCount").asLong()).as(run.toString()).isEqualTo(3);
    assertThat(records.path("failedRecordCount").asLong()).isEqualTo(2);
    String errors = run.at("/metrics/statusSummary/errors").toString();
    assertThat(errors)
        .contains("Field _acme.born: its value is not a DATE; it became null.")
        .contains("to_integer(Properties_Email_Value) failed; it became null.")
        .contains("Field _acme.account.number has a value, which does not match the pattern")
        .contains(
            "\\\"" + OPEN + "-city\\\" is not a DATE", "\\\"" + OPEN + "\\\", which is none of")
        .doesNotContain(SECRET);
  }

  @Test
  void eachRecordWithWarningsCountsOnce() {
    assertThat(run.at("/metrics/recordSummary/warningRecordCount").asLong()).isEqualTo(5);
    for (JsonNode error : run.at("/metrics/statusSummary/errors")) {
      if (error.path("code").asText().equals("MAPPER-3700-400")) {
        assertThat(error.path("recordCount").asLong()).as(error.toString()).isEqualTo(5);
      }
    }
  }

  @Test
  void rowsHaveTheDigestAndRejectedRecordsHaveStarsInItsPlace() {
    List<Map<String, Object>> rows = service.table("people").rows(10);
    assertThat(rows).hasSize(3);
    assertThat(rows.toString()).containsPattern("digest=[0-9a-f]{64}").doesNotContain(SECRET);
    List<Map<String, Object>> rejected = service.table("people__rejected").rows(10);
    assertThat(rejected).hasSize(2);
    assertThat(rejected.toString())
        .contains("\"Properties_Email_Value\":\"***\"", "\"Properties_Lastname_Value\":\"***\"")
        .contains("\"Properties_Company_Value\":\"***\"")
        .contains("\"Properties_City_Value\":\"" + OPEN + "-city\"")
        .doesNotContain(SECRET);
  }

  /** Text lies open in most files; what Parquet has packed is read by the test before. */
  @Test
  void noFileOfTheHomeHasAHiddenValue() throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(home)) {
      files = walked.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(10);
    boolean open = false;
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      open |= text.contains(OPEN);
      assertThat(text.contains(SECRET)).as(file.toString()).isFalse();
    }
    assertThat(open).isTrue();
  }

  @Test
  void aPreviewReadsTheSameColumnsWithoutShowingThem() {
    ObjectNode body = Json.object().put("mappingSetId", mapping);
    body.putObject("from").put("baseConnectionId", connection).put("object", "Hubspot.Contacts");
    JsonNode preview =
        must(200, api().post("/data/foundation/conversion/mappingSets/preview", body)).body();
    assertThat(preview.at("/records/0/Properties_Email_Value").asText()).isEqualTo("***");
    assertThat(preview.at("/records/0/Properties_Lastname_Value").asText()).isEqualTo("***");
    assertThat(preview.path("errors").toString())
        .contains(OPEN)
        .doesNotContain(SECRET + "-lastname")
        .doesNotContain("@example.org");
  }

  @Test
  void aPreviewForADataSetHidesWhatItsLabelsHide() {
    ObjectNode body = Json.object().put("mappingSetId", mapping);
    body.putObject("from").put("baseConnectionId", connection).put("object", "Hubspot.Contacts");
    String path = "/data/foundation/conversion/mappingSets/preview";
    assertThat(must(200, api().post(path, body)).text()).contains(SECRET + "-company");
    body.put("dataSetId", dataSet);
    assertThat(must(200, api().post(path, body)).text()).contains(OPEN).doesNotContain(SECRET);
    assertThat(api().post(path, body.put("dataSetId", "x")).status()).isEqualTo(404);
  }

  @Test
  void theCatalogTellsTheLabelsOfSchemaAndDataSet() {
    JsonNode shown = must(200, api().get(CATALOG + dataSet)).body().path(dataSet);
    assertThat(shown.path("fieldLabels"))
        .isEqualTo(
            json("""
                    {'all':[{'field':'_acme.born','labels':['core/C12']},
                            {'field':'_acme.account','labels':['core/C2']}]}
                    """)
                .path("all"));
  }
}
