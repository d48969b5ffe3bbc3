package io.tributary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListingTest {
  private static final String CONTACTS = "/crm/v3/objects/contacts";
  private final Portal portal = Portal.of(1_234);

  @AfterEach
  void close() {
    portal.close();
  }

  @Test
  void pagesThroughEveryContactOnceInAscendingIdOrder() {
    List<Long> listed = portal.everyContact().stream().map(c -> c.path("id").asLong()).toList();

    assertThat(listed).hasSize(1_234).isSorted().doesNotHaveDuplicates();
    assertThat(listed).isEqualTo(portal.simulator.contactIds().boxed().toList());
    assertThat(portal.simulator.calls().of("list contacts")).isEqualTo(13);
  }

  @Test
  void namesTheNextPageByLastIdPlusOneWithALink() {
    JsonNode page = portal.get("/crm/objects/2026-03/contacts?limit=2&properties=email,city");

    assertThat(Portal.ids(page)).containsExactly("51", "101");
    assertThat(page.at("/paging/next/after").asText()).isEqualTo("102");
    assertThat(page.at("/paging/next/link").asText())
        .isEqualTo(
            portal.simulator.url()
                + "/crm/objects/2026-03/contacts?limit=2&properties=email%2Ccity&after=102");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/crm/v3/objects/contacts",
        "/crm/objects/2026-03/contacts",
        "/crm/objects/2026-09/contacts",
        "/crm/objects/2026-09/0-1"
      })
  void servesTheSameRecordsUnderEveryVersion(String path) {
    assertThat(portal.get(path + "?limit=7").path("results"))
        .isEqualTo(portal.get(CONTACTS + "?limit=7").path("results"));
  }

  @Test
  void startsAtTheFirstIdNotBelowAfter() {
    assertThat(Portal.ids(portal.get(CONTACTS + "?limit=1&after=151"))).containsExactly("151");
    assertThat(Portal.ids(portal.get(CONTACTS + "?limit=1&after=152"))).containsExactly("201");
  }

  @Test
  void startsAgainBeyondTheEnd() {
    long last = portal.simulator.contactIds().max().orElseThrow();
    JsonNode end = portal.get(CONTACTS + "?after=" + last);

    assertThat(Portal.ids(end)).containsExactly(Long.toString(last));
    assertThat(end.has("paging")).isFalse();
    assertThat(Portal.ids(portal.get(CONTACTS + "?after=" + (last + 1))))
        .startsWith("51")
        .hasSize(10);
  }

  @Test
  void answersNothingBeyondTheEndWhereAsked() {
    try (Portal empty = new Portal(Options.defaults().withAfterEnd(AfterEnd.EMPTY))) {
      JsonNode page = empty.get(CONTACTS + "?after=999999999999999");

      assertThat(page.path("results")).isEmpty();
      assertThat(page.has("paging")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"101", "0", "-1", "many"})
  void refusesALimitOutsideOneToAHundred(String limit) {
    var answer = portal.send(CONTACTS + "?limit=" + limit);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Portal.json(answer).path("category").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(Portal.json(answer).path("correlationId").asText())
        .isEqualTo(answer.headers().firstValue("X-HubSpot-Correlation-Id").orElseThrow());
  }

  @Test
  void showsTheDefaultPropertiesUnasked() {
    assertThat(portal.get(CONTACTS + "?limit=1").at("/results/0/properties").fieldNames())
        .toIterable()
        .containsExactly(
            "createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname");
  }

  @Test
  void ignoresUnknownPropertiesAndShowsUnsetOnesAsNull() {
    JsonNode properties =
        portal
            .get(CONTACTS + "?limit=1&properties=hs_merged_object_ids,nonsense&properties=city")
            .at("/results/0/properties");

    assertThat(properties.fieldNames())
        .toIterable()
        .containsExactly(
            "city", "createdate", "hs_merged_object_ids", "hs_object_id", "lastmodifieddate");
    assertThat(properties.path("hs_merged_object_ids").isNull()).isTrue();
  }

  @Test
  void hasSetUnsetAndClearedValuesAndOnlyTexts() {
    List<JsonNode> all = portal.everyContact();

    assertThat(all).anyMatch(c -> c.at("/properties/firstname").asText().isEmpty());
    assertThat(all).anyMatch(c -> c.at("/properties/phone").isNull());
    for (JsonNode contact : all) {
      assertThat(contact.path("properties")).allMatch(v -> v.isTextual() || v.isNull());
    }
  }

  @Test
  void givesEveryContactItsOwnAddressAndAPastHistory() {
    HashSet<String> emails = new HashSet<>();
    for (JsonNode contact : portal.everyContact()) {
      Instant created = Instant.parse(contact.path("createdAt").asText());
      Instant updated = Instant.parse(contact.path("updatedAt").asText());
      assertThat(emails.add(contact.at("/properties/email").asText())).isTrue();
      assertThat(created).isBeforeOrEqualTo(updated).isAfter("2021-12-31T00:00:00Z");
      assertThat(updated).isBefore(Instant.parse("2026-01-01T00:00:00Z").minus(Duration.ofDays(1)));
      assertThat(contact.at("/properties/createdate")).isEqualTo(contact.path("createdAt"));
      assertThat(contact.at("/properties/lastmodifieddate")).isEqualTo(contact.path("updatedAt"));
    }
  }

  @Test
  void makesTheSamePortalFromTheSameSeed() {
    try (Portal same = Portal.of(1_234);
        Portal other = new Portal(Options.defaults().withSeed(2))) {
      assertThat(same.get(CONTACTS).path("results"))
          .isEqualTo(portal.get(CONTACTS).path("results"));
      assertThat(other.get(CONTACTS).path("results"))
          .isNotEqualTo(portal.get(CONTACTS).path("results"));
      assertThat(other.simulator.credentials()).isNotEqualTo(portal.simulator.credentials());
    }
  }

  @Test
  void describesEveryPropertyItShows() {
    JsonNode definitions = portal.get("/crm/properties/2026-03/0-1");

    assertThat(Portal.ids(definitions, "name")).hasSizeGreaterThanOrEqualTo(40).contains("email");
    assertThat(definitions.at("/results/0").fieldNames())
        .toIterable()
        .contains(
            "name",
            "label",
            "type",
            "fieldType",
            "groupName",
            "options",
            "calculated",
            "hasUniqueValue",
            "hidden",
            "formField");
    assertThat(portal.get("/crm/v3/properties/companies/domain").path("type").asText())
        .isEqualTo("string");
  }

  @Test
  void listsCompaniesAndDealsWithTheirOwnDefaults() {
    assertThat(portal.get("/crm/v3/objects/companies").at("/results/0/properties").fieldNames())
        .toIterable()
        .containsExactly("createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name");
    assertThat(portal.get("/crm/v3/objects/0-3?limit=100").path("results")).hasSize(100);
    assertThat(portal.simulator.ids("deals")).hasSize(246);
  }

  @Test
  void holdsAMillionContactsWithoutKeepingThem() {
    long begin = System.nanoTime();
    try (Portal million = Portal.of(1_000_000)) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
      JsonNode last =
          million.search(
              "{\"limit\":1,\"sorts\":[{\"propertyName\":\"hs_object_id\",\"direction\":\"DESCENDING\"}]}");
      long id = last.at("/results/0/id").asLong();

      assertThat(last.path("total").asInt()).isEqualTo(1_000_000);
      assertThat(portal.simulator.contactIds().max().orElseThrow()).isLessThan(id);
      assertThat(Portal.ids(million.get(CONTACTS + "?limit=100&after=" + (id - 3_000))))
          .hasSizeGreaterThan(50)
          .endsWith(Long.toString(id));
      assertThat(million.simulator.contactIds().count()).isEqualTo(1_000_000);
    }
  }
}
