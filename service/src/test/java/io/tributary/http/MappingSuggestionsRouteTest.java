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
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suggested rules over HTTP, accepted and ignored one by one. */
final class MappingSuggestionsRouteTest {
  private static final String SETS = "/data/foundation/conversion/mappingSets";

  @TempDir static Path home;
  private static TestService service;
  private static Contacts contacts;
  private static TestClient api;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 30);
    contacts = Contacts.create(service);
    api = contacts.api();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ObjectNode question() {
    ObjectNode body = Json.object();
    body.putObject("mappingSet").put("xdmSchema", contacts.schema()).putArray("mappings");
    body.putObject("from")
        .put("baseConnectionId", contacts.connection())
        .put("object", "Hubspot.Contacts");
    return body;
  }

  private static JsonNode answer(ObjectNode question) {
    return must(200, api.post(SETS + "/suggestions", question)).body();
  }

  private static Map<String, String> pairs(JsonNode answer) {
    Map<String, String> pairs = new TreeMap<>();
    answer
        .path("suggestions")
        .forEach(
            one ->
                pairs.put(
                    one.at("/mapping/source").asText(), one.at("/mapping/destination").asText()));
    return pairs;
  }

  @Test
  void aTableAtTheSourceIsSuggestedForAndTheSuggestionsMakeASet() {
    JsonNode answer = answer(question());
    assertThat(pairs(answer))
        .containsEntry("Vid", "_id")
        .containsEntry("Properties_Email_Value", "personalEmail.address")
        .containsEntry("Properties_Firstname_Value", "person.name.firstName")
        .containsEntry("Added_At", "_repo.createDate");
    assertThat(answer.path("unmatched")).isNotEmpty();
    assertThat(answer.at("/suggestions/0/reasons/0").asText()).isNotEmpty();
    assertThat(answer(question())).isEqualTo(answer);
    ObjectNode set = Json.object().put("xdmSchema", contacts.schema());
    ArrayNode mappings = set.putArray("mappings");
    answer.path("suggestions").forEach(one -> mappings.add(one.path("mapping")));
    must(200, api.post(SETS, set));
  }

  @Test
  void oneIsAcceptedAndOneIsIgnored() {
    ObjectNode question = question();
    ((ArrayNode) question.at("/mappingSet/mappings"))
        .addObject()
        .put("source", "Vid")
        .put("destination", "_id");
    question
        .putArray("ignored")
        .addObject()
        .put("source", "Properties_Email_Value")
        .put("destination", "personalEmail.address");
    assertThat(pairs(answer(question)))
        .doesNotContainKey("Vid")
        .doesNotContainEntry("Properties_Email_Value", "personalEmail.address")
        .containsEntry("Properties_Firstname_Value", "person.name.firstName");
  }

  @Test
  void columnsAndRecordsMayBeSent() {
    ObjectNode question = question();
    question.remove("from");
    question.set("data", json("{'kontakt':'a@b.de','stadt':'Leipzig','City':'x'}"));
    assertThat(pairs(answer(question))).isEqualTo(Map.of("City", "homeAddress.city"));
    question.set("columns", json("{'c':[{'name':'Vid','type':'double'}]}").path("c"));
    question.remove("data");
    assertThat(pairs(answer(question))).isEqualTo(Map.of("Vid", "_id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'from':null}",
        "{'mappingSet':{}}",
        "{'mappingSet':{'xdmSchema':'x'}}",
        "{'from':{'baseConnectionId':'x','object':'y'}}",
        "{'from':{'limit':0,'sourceConnectionId':'x'}}",
        "{'from':null,'data':[1]}",
        "{'from':null,'columns':[{}]}",
        "{'from':null,'columns':[null]}",
        "{'from':null,'columns':'x'}",
        "{'mappingSet':null}"
      })
  void aQuestionThatCannotBeMeantIsRefused(String change) {
    ObjectNode question = question();
    question.setAll(json(change));
    assertThat(api.post(SETS + "/suggestions", question).status()).isBetween(400, 404);
  }

  @Test
  void accountsOfAnotherOrganisationAreUnknown() {
    assertThat(service.stranger().post(SETS + "/suggestions", question()).status()).isEqualTo(404);
  }
}
