package io.tributary.http;

import static io.tributary.Contacts.must;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.RegistryClient;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The global container: what XDM has published, in every form and order. */
final class StandardResourcesRouteTest {
  private static final String PROFILE = RegistryClient.PROFILE;

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

  private static List<String> ids(Answer answer) {
    List<String> ids = new ArrayList<>();
    must(200, answer).body().path("results").forEach(found -> ids.add(found.path("$id").asText()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "behaviors,3",
    "classes,43",
    "fieldgroups,209",
    "mixins,209",
    "datatypes,121",
    "schemas,0"
  })
  void everyKindIsListed(String path, int count) {
    Answer answer = must(200, registry.list("/global/" + path, "xed-id"));
    assertThat(answer.body().path("results")).hasSize(count);
    assertThat(answer.at("/_page/count")).isEqualTo(Integer.toString(count));
    assertThat(answer.body().at("/_page/next").isNull()).isTrue();
    assertThat(answer.body().at("/_links/next").isNull()).isTrue();
    for (JsonNode found : answer.body().path("results")) {
      assertThat(found.fieldNames())
          .toIterable()
          .containsExactly("$id", "meta:altId", "version", "title");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"behaviors", "classes", "fieldgroups", "datatypes"})
  void eachOneIsReadInEveryForm(String path) {
    for (String id : ids(registry.list("/global/" + path, "xed-id"))) {
      for (String form :
          List.of(
              "xed",
              "xed-notext",
              "xed-full",
              "xed-full-notext",
              "xed-full-desc",
              "xed-id",
              "xdm",
              "xdm-full",
              "xdm-full-desc",
              "xed-desc",
              "xed-full-deprecated")) {
        JsonNode read = must(200, registry.get("/global/" + path, id, form + ";version=1")).body();
        assertThat(read.path("$id").asText()).isEqualTo(id);
        boolean full = form.contains("full");
        assertThat(read.has("allOf") && full).as(id + " as " + form).isFalse();
        assertThat(read.has("title")).isEqualTo(!form.contains("notext"));
        assertThat(read.findValuesAsText("$ref").isEmpty() || !full).as(id + form).isTrue();
      }
      String altId = registry.get("/global/" + path, id, "xed;version=1").at("/meta:altId");
      assertThat(must(200, registry.get("/global/" + path, altId, "xed;version=1")).at("/$id"))
          .isEqualTo(id);
    }
  }

  @Test
  void namesAreThoseOfRowsOrThoseOfPublishedXdm() {
    String id = "https://ns.adobe.com/xdm/context/profile-person-details";
    JsonNode rows = registry.get("/global/fieldgroups", id, "xed;version=1").body();
    JsonNode person = rows.at("/definitions/profile-person-details/properties/person");
    assertThat(person.path("meta:xdmField").asText()).isEqualTo("xdm:person");
    assertThat(person.path("$ref").asText()).isEqualTo("https://ns.adobe.com/xdm/context/person");
    assertThat(rows.path("meta:resourceType").asText()).isEqualTo("mixins");
    assertThat(rows.at("/meta:intendedToExtend/0").asText()).isEqualTo(PROFILE);
    JsonNode published = registry.get("/global/fieldgroups", id, "xdm;version=1").body();
    assertThat(published.at("/definitions/profile-person-details/properties").has("xdm:person"))
        .isTrue();
  }

  @Test
  void resolvedResourcesHaveEitherNames() {
    String id = "https://ns.adobe.com/xdm/context/profile";
    JsonNode rows = registry.get("/global/classes", id, "xed-full;version=1").body();
    assertThat(rows.at("/properties/_repo/properties").has("createDate")).isTrue();
    assertThat(rows.path("properties").has("_id")).isTrue();
    JsonNode published = registry.get("/global/classes", id, "xdm-full;version=1").body();
    assertThat(published.path("properties").fieldNames())
        .toIterable()
        .contains("repo:createDate", "@id", "xdm:createdByBatchID")
        .doesNotContain("_repo", "_id", "createdByBatchID");
    assertThat(published.findValues("meta:xdmField")).isEmpty();
  }

  @Test
  void fieldsCanBeShownUnderTheirWholePaths() {
    String id = "https://ns.adobe.com/xdm/context/profile-person-details";
    JsonNode rows = registry.get("/global/fieldgroups", id, "xed-full-flat;version=1").body();
    assertThat(rows.at("/properties/person~1name~1firstName/type").asText()).isEqualTo("string");
    JsonNode published = registry.get("/global/fieldgroups", id, "xdm-full-flat;version=1").body();
    assertThat(published.path("properties").has("xdm:person/xdm:name/xdm:firstName")).isTrue();
  }

  /** Clients ask for what a schema is made of where the schema is. */
  @Test
  void theContainerOfTheTenantKnowsStandardResourcesToo() {
    for (String path : List.of("classes/", "fieldgroups/", "datatypes/")) {
      String id = registry.list("/global/" + path, "xed-id").at("/results/0/$id");
      JsonNode there = registry.get("/tenant/" + path, id, "xed;version=1").body();
      assertThat(there).isEqualTo(registry.get("/global/" + path, id, "xed;version=1").body());
      assertThat(registry.delete(path, id).status()).isIn(404, 405);
    }
  }

  @Test
  void resolvedResourcesTellWhatTheirFieldsAllow() {
    JsonNode person =
        registry
            .get("/global/fieldgroups", "_xdm.context.profile-person-details", "xed-full;version=1")
            .body()
            .at("/properties/person/properties");
    assertThat(person.at("/birthYear/meta:xdmType").asText()).isEqualTo("short");
    assertThat(person.at("/birthYear/maximum").asInt()).isEqualTo(32767);
    assertThat(person.at("/birthDate/meta:xdmType").asText()).isEqualTo("date");
    assertThat(person.at("/nationality/pattern").asText()).isEqualTo("^[A-Z]{2}$");
    assertThat(person.at("/name/properties/lastName/type").asText()).isEqualTo("string");
    JsonNode map =
        registry
            .get("/global/fieldgroups", "_xdm.context.identitymap", "xed-full;version=1")
            .body()
            .at("/properties/identityMap");
    assertThat(map.path("meta:xdmType").asText()).isEqualTo("map");
    assertThat(map.at("/additionalProperties/items/properties").has("id")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/global/classes | application/json | XDM-1006-400",
        "/global/classes | application/vnd.adobe.xed+json;version=1 | XDM-1006-400",
        "/global/classes | application/vnd.adobe.xed-full+json | XDM-1006-400",
        "/global/classes/_xdm.context.profile | */* | XDM-1007-400",
        "/global/classes/_xdm.context.profile | application/vnd.adobe.xed+json | XDM-1007-400",
        "/global/classes/_xdm.context.profile | application/vnd.adobe.xed-odd+json;version=1 | XDM-1007-400",
        "/global/classes/_xdm.context.profile | application/vnd.adobe.xed+json;version=2 | XDM-1901-406",
        "/global/classes/_xdm.context.profile | application/vnd.adobe.xed-flat+json;version=1 | XDM-1007-400",
        "/global/classes/_xdm.context.nobody | application/vnd.adobe.xed+json;version=1 | XDM-1010-404",
        "/global/fieldgroups/_xdm.context.profile | application/vnd.adobe.xed+json;version=1 | XDM-1011-404",
        "/tenant/classes/_xdm.context.person | application/vnd.adobe.xed+json;version=1 | XDM-1010-404",
        "/global/schemas/x | application/vnd.adobe.xed+json;version=1 | XDM-1012-404",
        "/global/datatypes/x | application/vnd.adobe.xed+json;version=1 | XDM-1013-404",
        "/global/behaviors/x | application/vnd.adobe.xed+json;version=1 | XDM-1016-404",
      })
  void whatCannotBeAnsweredIsRefusedAsPublished(String path, String accept, String code) {
    Answer answer =
        service.client().with("Accept", accept).get("/data/foundation/schemaregistry" + path);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(Integer.parseInt(code.substring(9)));
    assertThat(answer.at("/type")).startsWith("http://ns.adobe.com/aep/errors/");
    assertThat(answer.at("/detail")).isEqualTo(answer.at("/report/detailed-message")).isNotEmpty();
    assertThat(answer.at("/report/registryRequestId")).isNotEmpty();
  }

  @Test
  void theGlobalContainerIsReadOnly() {
    TestClient api = service.client();
    String classes = "/data/foundation/schemaregistry/global/classes";
    assertThat(api.post(classes, TestClient.json("{'title':'x'}")).status()).isEqualTo(405);
    assertThat(api.delete(classes + "/_xdm.context.profile").status()).isEqualTo(405);
  }

  @Test
  void pagesFollowEachOtherByTheirStart() {
    List<String> all = ids(registry.list("/global/datatypes?orderby=title", "xed-id"));
    List<String> paged = new ArrayList<>();
    String path = "/global/datatypes?orderby=title&limit=25";
    int pages = 0;
    while (!path.isEmpty()) {
      Answer page = must(200, registry.list(path, "xed-id"));
      paged.addAll(ids(page));
      String next = page.at("/_page/next");
      boolean more = !page.body().at("/_page/next").isNull();
      assertThat(page.at("/_links/next/href").isEmpty()).isEqualTo(!more);
      path =
          more ? "/global/datatypes?orderby=title&limit=25&start=" + TestClient.encoded(next) : "";
      pages++;
    }
    assertThat(pages).isGreaterThan(4);
    assertThat(paged).containsExactlyElementsOf(all).doesNotHaveDuplicates();
    List<String> reversed =
        ids(registry.list("/global/datatypes?orderby=-title&limit=500", "xed-id"));
    assertThat(reversed).hasSameSizeAs(all).containsAll(all);
    assertThat(reversed.get(0)).isEqualTo(all.get(all.size() - 1));
  }

  @Test
  void listsAreFiltered() {
    String forProfiles =
        "/global/fieldgroups?property=" + TestClient.encoded("meta:intendedToExtend==" + PROFILE);
    List<String> found = ids(registry.list(forProfiles, "xed-id"));
    assertThat(found)
        .contains("https://ns.adobe.com/xdm/context/profile-person-details")
        .doesNotContain("https://ns.adobe.com/xdm/mixins/product-brand")
        .hasSizeBetween(20, 100);
    assertThat(ids(registry.list("/global/classes?property=title==Product", "xed"))).hasSize(1);
    assertThat(ids(registry.list("/global/classes?property=title!=Product", "xed"))).hasSize(42);
    assertThat(ids(registry.list("/global/classes?property=required", "xed-notext")))
        .contains("https://ns.adobe.com/xdm/context/experienceevent")
        .hasSizeLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=x",
        "orderby=",
        "orderby=title,,x",
        "property=title~x",
        "title=x"
      })
  void aQueryThatCannotBeReadIsRefused(String query) {
    Answer answer = registry.list("/global/classes?" + query, "xed-id");
    if (query.equals("orderby=")) {
      must(200, answer);
    } else {
      assertThat(answer.code()).isEqualTo("XDM-1903-400");
    }
  }
}
