package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator of search, judged by what a list of all contacts shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchConditionsTest {
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

  List<Arguments> texts() {
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
            "bool",
            "'propertyName':'newsletter','operator':'EQ','value':'true'",
            c -> lower(c, "newsletter").equals("true")));
  }

  List<Arguments> numbers() {
    return List.of(
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
            c -> number(c, "loyalty_points") >= 99.5 && number(c, "loyalty_points") <= 1000));
  }

  List<Arguments> ids() {
    String id = all.get(400).path("id").asText();
    return List.of(
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
            c -> c.path("id").asLong() >= 101 && c.path("id").asLong() <= Long.parseLong(id)));
  }

  List<Arguments> times() {
    long time = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();
    return List.of(
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
            c -> lower(c, "member_since").compareTo("2024-06-01") >= 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"texts", "numbers", "ids", "times"})
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
