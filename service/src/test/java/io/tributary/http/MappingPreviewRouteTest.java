package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestService;
import io.tributary.model.Json;
import io.tributary.simulator.Options;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mapping set makes of records that are sent, or read at the source, before a flow is. */
final class MappingPreviewRouteTest {
  private static final String SETS = "/data/foundation/conversion/mappingSets";
  private static final int CONTACTS = 120;

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

  private static ObjectNode set(String... rules) {
    ObjectNode set = Json.object().put("xdmSchema", contacts.schema());
    ArrayNode mappings = set.putArray("mappings");
    for (String rule : rules) {
      String[] ends = rule.split(" -> ", -1);
      mappings.addObject().put("source", ends[0]).put("destination", ends[1]);
    }
    return set;
  }

  private static JsonNode preview(ObjectNode body) {
    return must(200, api.post(SETS + "/preview", body)).body();
  }

  private static ObjectNode account(String object) {
    return (ObjectNode)
        Json.object()
            .set(
                "from",
                Json.object().put("baseConnectionId", contacts.connection()).put("object", object));
  }

  @Test
  void readsRecordsOfASourceConnectionAndShowsTheRowsTheyBecome() {
    ObjectNode body = json("{'from':{'sourceConnectionId':'" + contacts.source() + "'}}");
    body.set(
        "mappingSet",
        set("Vid -> _id", "upper(Properties_Firstname_Value) -> person.name.firstName"));
    JsonNode answer = preview(body);
    assertThat(answer.path("errors")).isEmpty();
    assertThat(answer.path("data")).hasSize(100);
    assertThat(answer.path("records")).hasSize(100);
    assertThat(answer.path("records").toString()).doesNotContain("E+");
    for (int i = 0; i < 100; i++) {
      JsonNode record = answer.path("records").path(i);
      JsonNode row = answer.path("data").path(i);
      assertThat(record.has("Added_At")).isFalse();
      assertThat(row.path("_id").asText()).isEqualTo(Long.toString(record.path("Vid").asLong()));
      String name = record.path("Properties_Firstname_Value").asText();
      assertThat(row.at("/person/name/firstName").asText())
          .isEqualTo(name.toUpperCase(java.util.Locale.ROOT));
    }
  }

  @Test
  void readsATableThatNobodyHasChosenYetAndAsManyRecordsAsAreWanted() {
    ObjectNode body = account("Hubspot.Contacts");
    ((ObjectNode) body.path("from")).put("limit", 3);
    body.set("mappingSet", set("Vid -> _id", "Properties_Lastname_Value -> person.name.lastName"));
    JsonNode answer = preview(body);
    assertThat(answer.path("data")).hasSize(3);
    assertThat(answer.at("/data/0/person/name/lastName").asText()).isNotEmpty();
  }

  @Test
  void aStoredSetIsTriedInTheVersionThatIsNamed() {
    String id = must(200, api.post(SETS, set("Vid -> _id"))).id();
    ObjectNode body = account("Hubspot.Contacts").put("mappingSetId", id);
    assertThat(preview(body).at("/data/0/_id").asText()).isNotEmpty();
    body.put("mappingSetVersion", 7);
    assertThat(api.post(SETS + "/preview", body).code()).isEqualTo("DATA-PREP-3001-404");
    assertThat(service.stranger().post(SETS + "/preview", body).status()).isEqualTo(404);
  }

  @Test
  void eachProblemStandsAtItsCell() {
    ObjectNode body =
        json(
            "{'data':[{'id':1,'born':'2000-01-01','name':'A'},{'id':2,'born':'then','name':'B'},{'id':3}]}");
    body.set(
        "mappingSet",
        set(
            "id -> _id",
            "born -> person.birthDate",
            "uper(name) -> person.name.lastName",
            "concat(name, nam) -> person.name.firstName"));
    JsonNode answer = preview(body);
    assertThat(answer.at("/data/0/person/birthDate").asText()).isEqualTo("2000-01-01");
    assertThat(answer.at("/data/1/person/birthDate").isMissingNode()).isTrue();
    assertThat(answer.at("/data/1/person/name/firstName").asText()).isEqualTo("B");
    JsonNode errors = answer.path("errors");
    assertThat(errors).hasSize(3);
    assertThat(errors.path(0).path("mapping").asInt()).isEqualTo(2);
    assertThat(errors.path(0).path("exception").asText()).contains("Did you mean upper?");
    assertThat(errors.path(0).has("record")).isFalse();
    assertThat(errors.path(1).path("mapping").asInt()).isEqualTo(3);
    assertThat(errors.path(1).path("exception").asText())
        .isEqualTo("The source has no column nam. Did you mean name? (position 14)");
    JsonNode cell = errors.path(2);
    assertThat(cell.path("record").asInt()).isEqualTo(1);
    assertThat(cell.path("mapping").asInt()).isEqualTo(1);
    assertThat(cell.path("destination").asText()).isEqualTo("person.birthDate");
    assertThat(cell.path("columnName").asText()).isEqualTo("born");
    assertThat(cell.path("sourceType").asText()).isEqualTo("ATTRIBUTE");
    assertThat(cell.path("code").asText()).isEqualTo("MAPPER-3700-400");
    assertThat(cell.path("exception").asText()).contains("\"then\" is not a DATE");
  }

  @Test
  void aRecordThatWouldBeRejectedHasAnEmptyRowAndItsReason() {
    ObjectNode schema =
        json(
            "{'title':'Previewed','type':'object','allOf':[{'$ref':'https://ns.adobe.com/xdm/context/experienceevent'}]}");
    String id =
        must(201, api.post("/data/foundation/schemaregistry/tenant/schemas", schema)).at("/$id");
    ObjectNode body = json("{'data':[{'id':'a','at':'2020-01-01'},{'id':'b','at':'soon'}]}");
    body.set("mappingSet", set("id -> _id", "at -> timestamp").put("xdmSchema", id));
    JsonNode answer = preview(body);
    assertThat(answer.at("/data/0/timestamp").asText()).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(answer.path("data").path(1)).isEmpty();
    assertThat(answer.path("errors").findValuesAsText("code"))
        .containsExactly("INGEST-1212-400", "MAPPER-3700-400");
    assertThat(answer.path("errors").findValuesAsText("record")).containsExactly("1", "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'mappingSet':%s}",
        "{'mappingSet':%s,'data':'x'}",
        "{'mappingSet':%s,'data':[1]}",
        "{'data':{}}",
        "{'mappingSet':%s,'from':{}}",
        "{'mappingSet':%s,'from':{'baseConnectionId':'x'}}",
        "{'mappingSet':%s,'from':{'sourceConnectionId':'x'}}",
        "{'mappingSet':%s,'data':{},'from':{'sourceConnectionId':'x'}}"
      })
  void aPreviewThatCannotBeMeantIsRefused(String body) {
    ObjectNode sent = json(body.formatted("0"));
    if (sent.has("mappingSet")) {
      sent.set("mappingSet", set("Vid -> _id"));
    }
    assertThat(api.post(SETS + "/preview", sent).status()).isBetween(400, 404);
  }

  @Test
  void moreThanAHundredRecordsAreRefused() {
    ObjectNode body = account("Hubspot.Contacts");
    ((ObjectNode) body.path("from")).put("limit", 101);
    body.set("mappingSet", set("Vid -> _id"));
    assertThat(api.post(SETS + "/preview", body).code()).isEqualTo("DATA-PREP-3002-400");
    ObjectNode sent = Json.object();
    sent.set("mappingSet", set("Vid -> _id"));
    ArrayNode data = sent.putArray("data");
    for (int i = 0; i < 101; i++) {
      data.addObject().put("Vid", i);
    }
    assertThat(api.post(SETS + "/preview", sent).code()).isEqualTo("DATA-PREP-3002-400");
  }

  @Test
  void rowsThatAreTooLargeToBeShownAreRefused() {
    ObjectNode sent = Json.object();
    sent.set("mappingSet", set("Vid -> _id", "lpad(Vid, 1000000, 'x') -> person.name.firstName"));
    ArrayNode data = sent.putArray("data");
    for (int i = 0; i < 20; i++) {
      data.addObject().put("Vid", i);
    }
    TestClient.Answer answer = api.post(SETS + "/preview", sent);
    assertThat(answer.code()).as(answer.code()).isEqualTo("DATA-PREP-3002-400");
    assertThat(answer.text()).contains("too large");
  }

  @Test
  void aPreviewThatTakesTooLongEnds(@TempDir Path other) {
    AtomicLong hurry = new AtomicLong(-1);
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            long ahead = hurry.get() < 0 ? 0 : hurry.addAndGet(300);
            return Instant.now().plusMillis(ahead);
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    Options portal = Options.defaults().withContacts(1).withRateLimit(0);
    try (TestService slow = TestService.start(other, portal, clock)) {
      Contacts people = Contacts.create(slow);
      ObjectNode body = Json.object();
      ArrayNode data = body.putArray("data");
      for (int i = 0; i < 100; i++) {
        data.addObject().put("Vid", i);
      }
      body.set("mappingSet", set("Vid -> _id").put("xdmSchema", people.schema()));
      must(200, people.api().post(SETS + "/preview", body));
      hurry.set(0);
      TestClient.Answer answer = people.api().post(SETS + "/preview", body);
      assertThat(answer.code()).as(answer.text()).isEqualTo("DATA-PREP-3002-400");
      assertThat(answer.text()).contains("After 10 s only ");
    }
  }

  @Test
  void accountsAndTablesOfAnotherOrganisationAreUnknown() {
    for (String from :
        new String[] {
          "{'sourceConnectionId':'" + contacts.source() + "'}",
          "{'baseConnectionId':'" + contacts.connection() + "','object':'Hubspot.Contacts'}"
        }) {
      ObjectNode schema =
          json(
              "{'title':'Theirs "
                  + from.length()
                  + "','type':'object','allOf':[{'$ref':'https://ns.adobe.com/xdm/context/profile'}]}");
      String id =
          must(
                  201,
                  service.stranger().post("/data/foundation/schemaregistry/tenant/schemas", schema))
              .at("/$id");
      ObjectNode body = json("{'from':" + from + "}");
      body.set("mappingSet", set("Vid -> _id").put("xdmSchema", id));
      assertThat(service.stranger().post(SETS + "/preview", body).status()).isEqualTo(404);
    }
  }
}
