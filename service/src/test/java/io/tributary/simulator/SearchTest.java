package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchTest {
  private final Portal portal = Portal.of(3_000);
  private List<JsonNode> all = List.of();

  @BeforeAll
  void change() {
    List<Long> ids = portal.simulator.contactIds().boxed().toList();
    portal.simulator.archive("contacts", ids.get(5));
    portal.simulator.archive("contacts", ids.get(2_000));
    portal.simulator.create("contacts", Map.of("email", "new@example.com", "city", "Boston"));
    portal.simulator.update(
        "contacts", ids.get(7), Map.of("hubspotscore", "", "city", "New York City"));
    all = portal.everyContact();
  }

  @AfterAll
  void close() {
    portal.close();
  }

  @Test
  void joinsGroupsByOrAndFiltersByAnd() {
    String body =
        """
        {"limit":200,"filterGroups":[
          {"filters":[{"propertyName":"city","operator":"EQ","value":"Boston"},{"propertyName":"newsletter","operator":"EQ","value":"true"}]},
          {"filters":[{"propertyName":"hs_object_id","operator":"LT","value":"200"}]}]}""";
    List<String> expected =
        all.stream()
            .filter(
                c ->
                    (lower(c, "city").equals("boston") && lower(c, "newsletter").equals("true"))
                        || c.path("id").asLong() < 200)
            .map(c -> c.path("id").asText())
            .toList();

    assertThat(Portal.ids(portal.search(body))).isEqualTo(expected);
  }

  @Test
  void sortsByAmountWithMissingValuesLast() {
    JsonNode page =
        portal.search(
            "{'limit':200,'sorts':[{'propertyName':'loyalty_points','direction':'DESCENDING'}],'properties':['loyalty_points']}"
                .replace('\'', '"'));
    List<Double> points = new ArrayList<>();
    page.path("results").forEach(c -> points.add(number(c, "loyalty_points")));

    assertThat(points).hasSize(200).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(points.get(0))
        .isEqualTo(
            all.stream()
                .mapToDouble(c -> number(c, "loyalty_points"))
                .filter(d -> !Double.isNaN(d))
                .max()
                .orElseThrow());
  }

  @Test
  void findsEverythingOnceByKeyset() {
    Set<String> seen = new TreeSet<>();
    long last = 0;
    int calls = 0;
    while (true) {
      String filters =
          "[{'propertyName':'lastmodifieddate','operator':'GTE','value':'2020-01-01T00:00:00Z'},{'propertyName':'lastmodifieddate','operator':'LT','value':'2027-01-01T00:00:00Z'},{'propertyName':'hs_object_id','operator':'GT','value':'"
              + last
              + "'}]";
      JsonNode page =
          portal.search(
              ("{'limit':200,'sorts':[{'propertyName':'hs_object_id','direction':'ASCENDING'}],'filterGroups':[{'filters':"
                      + filters
                      + "}]}")
                  .replace('\'', '"'));
      calls++;
      if (page.path("results").isEmpty()) {
        break;
      }
      for (String id : Portal.ids(page)) {
        assertThat(Long.parseLong(id)).isGreaterThan(last);
        last = Long.parseLong(id);
        assertThat(seen.add(id)).isTrue();
      }
    }

    assertThat(seen).hasSize(all.size());
    assertThat(calls).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'limit':201}",
        "{'limit':200,'after':'9900'}",
        "{'after':10000}",
        "{'sorts':[{'propertyName':'nonsense'}]}",
        "{'filterGroups':[{'filters':[{'propertyName':'city','operator':'LIKE','value':'x'}]}]}",
        "{'filterGroups':[{'filters':[{'propertyName':'city','operator':'EQ'}]}]}",
        "{'filterGroups':[{'filters':[{'propertyName':'city','operator':'IN','value':'x'}]}]}",
        "{'filterGroups':[{'filters':[{'propertyName':'hubspotscore','operator':'GT','value':'x'}]}]}",
        "{'filterGroups':[{},{},{},{},{},{}]}",
        "{'filterGroups':",
        "[]",
        ""
      })
  void refusesWhatSearchCannotDo(String body) {
    var answer = portal.send("POST", "/crm/v3/objects/contacts/search", body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Portal.json(answer).path("status").asText()).isEqualTo("error");
  }

  @Test
  void seesChangesLateWhereAsked() {
    try (Portal late = Portal.of(20)) {
      late.simulator.faults(Faults.none().withIndexDelay(Duration.ofMinutes(5)));
      late.simulator.update("contacts", 51, Map.of("city", "Nowhere"));
      String body =
          "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"city\",\"operator\":\"EQ\",\"value\":\"Nowhere\"}]}]}";

      assertThat(late.search(body).path("total").asInt()).isZero();
      assertThat(late.search("{}").path("total").asInt()).isEqualTo(20);
      assertThat(
              late.get("/crm/v3/objects/contacts/51?properties=city")
                  .at("/properties/city")
                  .asText())
          .isEqualTo("Nowhere");
      late.time.advance(Duration.ofMinutes(5));
      assertThat(late.search(body).path("total").asInt()).isEqualTo(1);
    }
  }

  @Test
  void sortsModifiedDatesBadlyWhereAsked() {
    try (Portal bad = Portal.of(2_000)) {
      String body =
          "{\"limit\":200,\"sorts\":[{\"propertyName\":\"lastmodifieddate\",\"direction\":\"ASCENDING\"}]}";
      assertThat(times(bad.search(body))).isSorted();
      bad.simulator.faults(Faults.none().withMissorting());
      assertThat(times(bad.search(body)))
          .isNotEqualTo(times(bad.search(body)).stream().sorted().toList());
    }
  }

  private static List<String> times(JsonNode page) {
    return Portal.ids(page, "updatedAt");
  }

  private static String lower(JsonNode contact, String property) {
    JsonNode value = contact.path("properties").path(property);
    return value.isTextual() ? value.asText().toLowerCase(Locale.ROOT) : "";
  }

  private static double number(JsonNode contact, String property) {
    String text = lower(contact, property);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
