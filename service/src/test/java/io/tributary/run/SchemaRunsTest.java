package io.tributary.run;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.Contacts;
import io.tributary.RegistryClient;
import io.tributary.TestClient;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an organisation's own schemas demand reaches the rows, and so do fields that are added. */
final class SchemaRunsTest {
  private static final int COUNT = 24;
  private static final String CUSTOM = "/definitions/custom/properties/_acme/properties/";

  @TempDir Path home;

  /** A flow of contacts into a data set named {@code People}. */
  private record People(
      TestService service, RegistryClient registry, String schema, String mapping, String flow) {
    static People create(TestService service, String schema, String rules) {
      TestClient api = service.client();
      RegistryClient registry = new RegistryClient(api);
      String dataSet = registry.dataSet(schema, "People");
      String mapping =
          must(200, api.post("/data/foundation/conversion/mappingSets", set(schema, rules))).id();
      String connection =
          must(
                  201,
                  api.post(
                      FLOW + "/connections", Contacts.account(service.simulator().credentials())))
              .id();
      String source = must(201, api.post(FLOW + "/sourceConnections", source(connection))).id();
      String target = must(201, api.post(FLOW + "/targetConnections", target(dataSet))).id();
      Contacts contacts = new Contacts(api, connection, schema, dataSet, mapping, source, target);
      var body = contacts.flowBody("{'frequency':'once'}");
      body.putObject("options").put("partialIngestionPercent", 50);
      String flow = must(201, api.post(FLOW + "/flows", body)).id();
      return new People(service, registry, schema, mapping, flow);
    }

    private static JsonNode source(String connection) {
      return json(
          """
          {'name':'People','baseConnectionId':'%s','data':{'format':'tabular'},
           'params':{'path':'Hubspot.Contacts'},'connectionSpec':{'id':'%s','version':'1.0'}}
          """
              .formatted(connection, Contacts.HUBSPOT));
    }

    private static JsonNode target(String dataSet) {
      return json(
          "{'name':'People','data':{'format':'parquet_xdm'},'params':{'dataSetId':'%s'},'connectionSpec':{'id':'%s','version':'1.0'}}"
              .formatted(dataSet, Contacts.LAKE));
    }

    private static JsonNode set(String schema, String rules) {
      StringBuilder mappings = new StringBuilder("{'source':'Vid','destination':'_id'}");
      for (String rule : rules.split(" ", -1)) {
        String[] ends = rule.split(">", -1);
        mappings.append(
            ",{'sourceAttribute':'%s','destinationXdmPath':'%s'}".formatted(ends[0], ends[1]));
      }
      String all =
          mappings
              .toString()
              .replace("'source'", "'sourceAttribute'")
              .replace("'destination'", "'destinationXdmPath'");
      return json("{'xdmSchema':'%s','xdmVersion':'1.0','mappings':[%s]}".formatted(schema, all));
    }

    /** The n-th run, ended. */
    JsonNode run(int n) {
      if (n > 0) {
        must(201, registry.api().post(FLOW + "/runs", json("{'flowId':'" + flow + "'}")));
      }
      return new Contacts(registry.api(), "", schema, "", mapping, "", "").ended(flow, n);
    }

    /** The rules that later runs follow. */
    void remap(String rules) {
      must(
          200,
          registry
              .api()
              .send(
                  "PUT",
                  "/data/foundation/conversion/mappingSets/" + mapping,
                  set(schema, rules).toString(),
                  Map.of("Content-Type", "application/json")));
      String path = FLOW + "/flows/" + flow;
      String etag = registry.api().get(path).at("/items/0/etag");
      must(
          200,
          registry
              .api()
              .patch(
                  path,
                  etag,
                  "[{\"op\":\"replace\",\"path\":\"/transformations/1/params/mappingVersion\",\"value\":1}]"));
    }

    List<Map<String, Object>> rows() {
      return service.table("people").rows(1000);
    }
  }

  private static String status(JsonNode run) {
    return run.at("/metrics/statusSummary/status").asText();
  }

  private static long records(JsonNode run, String name) {
    return run.at("/metrics/recordSummary/" + name + "RecordCount").asLong();
  }

  private static Object own(Map<String, Object> row, String name) {
    Object own = row.get("_acme");
    return own instanceof Map<?, ?> fields && fields.get(name) != null ? fields.get(name) : "";
  }

  private static List<Long> allNamed(TestService service, String first, String last) {
    List<Long> ids = service.simulator().contactIds().boxed().toList();
    ids.forEach(id -> rename(service, id, first, last));
    return ids;
  }

  private static void rename(TestService service, long id, String first, String last) {
    service.simulator().update("contacts", id, Map.of("firstname", first, "lastname", last));
  }

  @Test
  void recordsThatTheSchemaDoesNotAllowAreKeptBesideTheTableWithTheReason() {
    try (TestService service = TestService.start(home, COUNT)) {
      List<Long> ids = allNamed(service, "GOOD", "ABC");
      rename(service, ids.get(0), "BAD", "ABC");
      rename(service, ids.get(1), "FINE", "abc");
      rename(service, ids.get(2), "FINE", "TOOLONGNAME");
      RegistryClient registry = new RegistryClient(service.client());
      String group =
          registry.fieldGroup(
              """
              'code':{'type':'string','enum':['GOOD','FINE']},
              'letters':{'type':'string','pattern':'^[A-Z]+$','maxLength':6},
              'number':{'type':'integer','minimum':1}
              """);
      People people =
          People.create(
              service,
              registry.schema(group),
              "Properties_Firstname_Value>_acme.code Properties_Lastname_Value>_acme.letters Vid>_acme.number");

      JsonNode run = people.run(0);
      assertThat(status(run)).as(run.toString()).isEqualTo("success");
      assertThat(records(run, "output")).isEqualTo(COUNT - 3);
      assertThat(records(run, "failed")).isEqualTo(3);
      assertThat(people.rows())
          .hasSize(COUNT - 3)
          .allSatisfy(row -> assertThat(own(row, "letters")).isEqualTo("ABC"));
      String errors = run.at("/metrics/statusSummary/errors").toString();
      assertThat(errors).contains("INGEST-1212-400", "_acme.code", "which is none of GOOD, FINE");

      List<Map<String, Object>> rejected = service.table("people__rejected").rows(10);
      assertThat(rejected).hasSize(3);
      assertThat(rejected)
          .extracting(row -> row.get("recordId") + " " + row.get("field"))
          .containsExactlyInAnyOrder(
              ids.get(0) + " _acme.code",
              ids.get(1) + " _acme.letters",
              ids.get(2) + " _acme.letters");
      assertThat(rejected)
          .allSatisfy(row -> assertThat(row).containsEntry("code", "INGEST-1212-400"));
      assertThat(rejected)
          .extracting(row -> String.valueOf(row.get("message")))
          .anySatisfy(message -> assertThat(message).contains("\"abc\"", "^[A-Z]+$"))
          .anySatisfy(message -> assertThat(message).contains("\"TOOLONGNAME\"", "at most 6"));
    }
  }

  @Test
  void aFieldThatIsAddedIsAColumnOfTheRowsThatFollow() {
    try (TestService service = TestService.start(home, COUNT)) {
      List<Long> ids = allNamed(service, "First", "Last");
      RegistryClient registry = new RegistryClient(service.client());
      String group = registry.fieldGroup("'first':{'type':'string'}");
      People people =
          People.create(service, registry.schema(group), "Properties_Firstname_Value>_acme.first");
      assertThat(status(people.run(0))).isEqualTo("success");
      assertThat(people.rows()).hasSize(COUNT);

      must(
          200,
          registry.patch(
              "fieldgroups",
              group,
              "[{'op':'add','path':'%slast','value':{'type':'string'}},{'op':'add','path':'%slist','value':{'type':'array','items':{'type':'object','properties':{'x':{'type':'number'}}}}}]"
                  .formatted(CUSTOM, CUSTOM)));
      assertThat(registry.get("schemas", people.schema()).at("/version")).isEqualTo("1.1");
      people.remap("Properties_Firstname_Value>_acme.first Properties_Lastname_Value>_acme.last");
      for (long id : ids.subList(0, 5)) {
        rename(service, id, "Second", "New");
      }
      JsonNode second = people.run(1);
      assertThat(status(second)).as(second.toString()).isEqualTo("success");
      assertThat(records(second, "updated")).isEqualTo(5);

      List<Map<String, Object>> rows = people.rows();
      assertThat(rows).hasSize(COUNT);
      assertThat(rows.stream().filter(row -> own(row, "last").equals("New")))
          .hasSize(5)
          .allSatisfy(row -> assertThat(own(row, "first")).isEqualTo("Second"));
      assertThat(rows.stream().filter(row -> own(row, "last").equals("")))
          .hasSize(COUNT - 5)
          .allSatisfy(row -> assertThat(own(row, "first")).isEqualTo("First"));
    }
  }

  @Test
  void rowsWithoutTheirPrimaryIdentityAreRejected() {
    try (TestService service = TestService.start(home, COUNT)) {
      List<Long> ids = allNamed(service, "First", "Last");
      service.simulator().update("contacts", ids.get(0), Map.of("email", ""));
      RegistryClient registry = new RegistryClient(service.client());
      String schema = registry.schema("https://ns.adobe.com/xdm/context/profile-personal-details");
      must(
          201,
          registry.post(
              "descriptors",
              """
              {'@type':'xdm:descriptorIdentity','xdm:sourceSchema':'%s','xdm:sourceVersion':1,
               'xdm:sourceProperty':'/personalEmail/address','xdm:namespace':'Email',
               'xdm:property':'xdm:code','xdm:isPrimary':true}
              """
                  .formatted(schema)));
      People people =
          People.create(service, schema, "Properties_Email_Value>personalEmail.address");
      JsonNode run = people.run(0);
      long with = records(run, "output");
      assertThat(records(run, "failed")).isPositive().isEqualTo(COUNT - with);
      assertThat(service.table("people__rejected").rows(100))
          .extracting(row -> String.valueOf(row.get("recordId")))
          .contains(Long.toString(ids.get(0)));
      assertThat(people.rows()).allSatisfy(row -> assertThat(row).containsKey("personalEmail"));
    }
  }
}
