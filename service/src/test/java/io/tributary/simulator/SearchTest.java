package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
    portal.simulator.create(
        "contacts", java.util.Map.of("email", "new@example.com", "city", "Boston"));
    portal.simulator.update(
        "contacts", ids.get(7), java.util.Map.of("hubspotscore", "", "city", "New York City"));
    all = portal.everyContact();
  }

  @AfterAll
  void close() {
    portal.close();
  }

  List<Arguments> conditions() {
    String id = all.get(400).path("id").asText();
    long time = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();
    return List.of(
        row(
            "city EQ",
            "'propertyName':'city','operator':'EQ','value':'boston'",
            c -> lower(c, "city").equals("boston")),
        row(
            "city NEQ",
            "'propertyName':'city','operator':'NEQ','value':'Boston'",
            c -> !lower(c, "city").isEmpty() && !lower(c, "city").equals("boston")),
        row(
            "score LT",
            "'propertyName':'hubspotscore','operator':'LT','value':9",
            c -> number(c, "hubspotscore") < 9),
        row(
            "score LTE",
            "'propertyName':'hubspotscore','operator':'LTE','value':'9'",
            c -> number(c, "hubspotscore") <= 9),
        row(
            "score GT",
            "'propertyName':'hubspotscore','operator':'GT','value':'90'",
            c -> number(c, "hubspotscore") > 90),
        row(
            "score GTE",
            "'propertyName':'hubspotscore','operator':'GTE','value':'90.0'",
            c -> number(c, "hubspotscore") >= 90),
        row(
            "score IN",
            "'propertyName':'hubspotscore','operator':'IN','values':['7','70']",
            c -> Set.of(7.0, 70.0).contains(number(c, "hubspotscore"))),
        row(
            "points BETWEEN",
            "'propertyName':'loyalty_points','operator':'BETWEEN','value':'99.5','highValue':'1000'",
            c -> number(c, "loyalty_points") >= 99.5 && number(c, "loyalty_points") <= 1000),
        row(
            "stage IN",
            "'propertyName':'lifecyclestage','operator':'IN','values':['lead','CUSTOMER']",
            c -> Set.of("lead", "customer").contains(lower(c, "lifecyclestage"))),
        row(
            "stage NOT_IN",
            "'propertyName':'hs_lead_status','operator':'NOT_IN','values':['new']",
            c ->
                !lower(c, "hs_lead_status").isEmpty() && !lower(c, "hs_lead_status").equals("new")),
        row(
            "phone HAS",
            "'propertyName':'phone','operator':'HAS_PROPERTY'",
            c -> !lower(c, "phone").isEmpty()),
        row(
            "phone NOT_HAS",
            "'propertyName':'firstname','operator':'NOT_HAS_PROPERTY'",
            c -> lower(c, "firstname").isEmpty()),
        row(
            "company TOKEN",
            "'propertyName':'company','operator':'CONTAINS_TOKEN','value':'Bank'",
            c -> List.of(lower(c, "company").split(" ", -1)).contains("bank")),
        row(
            "company TOKEN*",
            "'propertyName':'jobtitle','operator':'CONTAINS_TOKEN','value':'m*'",
            c ->
                List.of(lower(c, "jobtitle").split(" ", -1)).stream()
                    .anyMatch(w -> w.startsWith("m"))),
        row(
            "company NOT_TOKEN",
            "'propertyName':'company','operator':'NOT_CONTAINS_TOKEN','value':'bank'",
            c ->
                !lower(c, "company").isEmpty()
                    && !List.of(lower(c, "company").split(" ", -1)).contains("bank")),
        row(
            "id GT",
            "'propertyName':'hs_object_id','operator':'GT','value':'" + id + "'",
            c -> c.path("id").asLong() > Long.parseLong(id)),
        row(
            "id LTE",
            "'propertyName':'hs_object_id','operator':'LTE','value':'" + id + "'",
            c -> c.path("id").asLong() <= Long.parseLong(id)),
        row(
            "id EQ",
            "'propertyName':'hs_object_id','operator':'EQ','value':'" + id + "'",
            c -> c.path("id").asText().equals(id)),
        row(
            "id BETWEEN",
            "'propertyName':'hs_object_id','operator':'BETWEEN','value':'101','highValue':'"
                + id
                + "'",
            c -> c.path("id").asLong() >= 101 && c.path("id").asLong() <= Long.parseLong(id)),
        row(
            "modified ms",
            "'propertyName':'lastmodifieddate','operator':'GTE','value':'" + time + "'",
            c -> modified(c) >= time),
        row(
            "modified ISO",
            "'propertyName':'lastmodifieddate','operator':'LT','value':'2024-06-01T00:00:00Z'",
            c -> modified(c) < time),
        row(
            "date",
            "'propertyName':'member_since','operator':'GTE','value':'2024-06-01'",
            c -> lower(c, "member_since").compareTo("2024-06-01") >= 0),
        row(
            "bool",
            "'propertyName':'newsletter','operator':'EQ','value':'true'",
            c -> lower(c, "newsletter").equals("true")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditions")
  void findsWhatAListWouldShow(String name, String filter, Predicate<JsonNode> oracle) {
    List<String> expected = all.stream().filter(oracle).map(c -> c.path("id").asText()).toList();
    List<String> found = new ArrayList<>();
    JsonNode page = search(filter, 0);
    page.path("results").forEach(c -> found.add(c.path("id").asText()));
    while (page.has("paging")) {
      page = search(filter, found.size());
      page.path("results").forEach(c -> found.add(c.path("id").asText()));
    }

    assertThat(found).as(name).isEqualTo(expected).isNotEmpty();
    assertThat(page.path("total").asInt()).isEqualTo(expected.size());
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
      late.simulator.update("contacts", 51, java.util.Map.of("city", "Nowhere"));
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

  private JsonNode search(String filter, int after) {
    return portal.search(
        ("{'limit':200,'after':'" + after + "','filterGroups':[{'filters':[{" + filter + "}]}]}")
            .replace('\'', '"'));
  }

  private static Arguments row(String name, String filter, Predicate<JsonNode> oracle) {
    return Arguments.of(name, filter, oracle);
  }

  private static String lower(JsonNode contact, String property) {
    JsonNode value = contact.path("properties").path(property);
    return value.isTextual() ? value.asText().toLowerCase(Locale.ROOT) : "";
  }

  private static double number(JsonNode contact, String property) {
    String text = lower(contact, property);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  private static long modified(JsonNode contact) {
    return Instant.parse(contact.path("updatedAt").asText()).toEpochMilli();
  }
}
