package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.RegistryClient.title;
import static io.tributary.TestClient.encoded;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tributary.RegistryClient;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the registry does with resources: rows of them, copies for elsewhere, their history. */
final class RegistryRpcRouteTest {
  private static final String RPC = "/data/foundation/schemaregistry/rpc/";

  @TempDir static Path home;
  private static TestService service;
  private static RegistryClient registry;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 1);
    registry = new RegistryClient(service.client());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Answer call(TestClient api, String name, String id, String form) {
    return api.with("Accept", RegistryClient.form(form)).get(RPC + name + "/" + encoded(id));
  }

  private static JsonNode exported(String id) {
    return must(200, call(service.client(), "export", id, "xed;version=1")).body();
  }

  private static String schema() {
    String type =
        registry.create(
            "datatypes",
            "{'title':'"
                + title("Size")
                + "','type':'object','properties':{'height':{'type':'integer','minimum':3}}}");
    String group = registry.fieldGroup("'size':{'$ref':'" + type + "'},'note':{'type':'string'}");
    return registry.schema(group, "https://ns.adobe.com/xdm/context/profile-person-details");
  }

  @ParameterizedTest
  @ValueSource(strings = {"classes", "fieldgroups", "datatypes"})
  void theSampleOfEachStandardResourceIsValidByIt(String path) {
    var validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_6);
    List<String> faults = new ArrayList<>();
    int filled = 0;
    for (JsonNode one : registry.list("/global/" + path, "xed-id").body().path("results")) {
      String id = one.path("$id").asText();
      for (String names : List.of("xed", "xdm")) {
        ObjectNode full =
            (ObjectNode) registry.get("/global/" + path, id, names + "-full;version=1").body();
        JsonNode row =
            must(200, call(service.client(), "sampledata", id, names + ";version=1")).body();
        full.retain("type", "properties", "required", "additionalProperties", "items");
        validator
            .getSchema(full)
            .validate(row, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
            .forEach(error -> faults.add(id + " " + names + " " + error));
        filled += row.isEmpty() ? 0 : 1;
      }
    }
    assertThat(faults).isEmpty();
    assertThat(filled).isGreaterThan(50);
  }

  @Test
  void aSampleOfAnOwnSchemaHasItsFields() {
    JsonNode row = call(service.client(), "sampledata", schema(), "xed;version=1").body();
    assertThat(row.at("/_acme/size/height").asInt()).isEqualTo(3);
    assertThat(row.at("/person/name/firstName").asText()).isNotEmpty();
  }

  @Test
  void whatIsExportedIsImportedElsewhereWithAllThatItIsMadeOf() {
    String id = schema();
    JsonNode exported = exported(id);
    assertThat(exported).hasSize(3);
    assertThat(exported.path(2).path("$id").asText())
        .isEqualTo(id.replace("/acme/", "/<XDM_TENANTID_PLACEHOLDER>/"));
    assertThat(exported.toString()).doesNotContain("acme");
    RegistryClient there = new RegistryClient(service.stranger());
    JsonNode imported = must(200, there.api().post(RPC + "import", exported)).body();
    assertThat(imported).hasSize(3);
    String tenant =
        must(200, there.api().get("/data/foundation/schemaregistry/stats")).at("/tenantId");
    assertThat(imported.path(2).path("$id").asText()).isEqualTo(id.replace("acme", tenant));
    JsonNode full =
        must(200, there.get("/tenant/schemas", id.replace("acme", tenant), "xed-full;version=1"))
            .body();
    assertThat(full.at("/properties/_" + tenant + "/properties/size/properties").has("height"))
        .isTrue();
    Answer again = there.api().post(RPC + "import", exported);
    assertThat(again.code()).isEqualTo("XDM-3005-400");
    assertThat(again.at("/detail")).contains("already exists", "Nothing was imported");
  }

  @Test
  void anImportIsDoneWholeOrNotAtAll() {
    TestClient there = service.stranger().with("x-sandbox-name", "dev");
    ObjectNode last = (ObjectNode) exported(schema()).path(2);
    JsonNode broken = exported(schema());
    ((ObjectNode) broken.path(2)).set("title", broken.path(1).path("title"));
    Answer answer = there.post(RPC + "import", broken);
    assertThat(answer.code()).isEqualTo("XDM-3005-400");
    assertThat(answer.at("/detail")).contains("unique");
    Answer alone = there.post(RPC + "import", Json.mapper().createArrayNode().add(last));
    assertThat(alone.code()).isEqualTo("XDM-3005-400");
    assertThat(new RegistryClient(there).list("/tenant/datatypes", "xed-id").body().path("results"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[7]",
        "[{}]",
        "[{'$id':'https://ns.adobe.com/other/schemas/0123456789abcdef0123456789abcdef'}]",
        "[{'$id':'https://ns.adobe.com/acme/unions/0123456789abcdef0123456789abcdef'}]",
        "[{'$id':'https://ns.adobe.com/acme/schemas/0123456789abcdef0123456789abcdef'}]"
      })
  void whatIsNoExportIsNotImported(String body) {
    Answer answer = service.client().post(RPC + "import", json("{'a':" + body + "}").path("a"));
    assertThat(answer.code()).isEqualTo("XDM-3005-400");
  }

  @Test
  void theHistoryOfAResourceTellsWhatWasChangedAndByWhom() {
    String id = schema();
    must(
        200,
        registry.patch("schemas", id, "[{'op':'add','path':'/description','value':'changed'}]"));
    JsonNode lines = must(200, service.client().get(RPC + "auditlog/" + encoded(id))).body();
    assertThat(lines).hasSize(2);
    assertThat(lines.at("/0/updates").toString())
        .contains("\"path\":\"/description\"", "\"value\":\"changed\"");
    assertThat(lines.at("/0/clientId").asText()).isEqualTo(service.client().header("x-api-key"));
    assertThat(lines.at("/0/updatedTime").asText()).matches("\\d\\d-\\d\\d-\\d{4} [\\d:]{8}");
    assertThat(service.stranger().get(RPC + "auditlog/" + encoded(id)).status()).isEqualTo(404);
  }
}
