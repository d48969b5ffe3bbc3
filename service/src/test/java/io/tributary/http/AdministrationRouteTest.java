package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators see has one shape, whichever noun it is of. */
final class AdministrationRouteTest {
  private static final String BASE = "/tributary/";

  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
    api = service.client();
    for (int i = 0; i < 3; i++) {
      String user = "{'email':'u" + i + "@b.c','name':'U','roles':['view']}";
      must(201, api.post(BASE + "users", json(user)));
      must(201, api.post(BASE + "apiClients", json("{'name':'C','roles':['view']}")));
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "apiClients", "organisations", "roles", "audit"})
  void aListHasItemsAndLinks(String noun) {
    JsonNode list = must(200, api.get(BASE + noun)).body();
    assertThat(list.path("items").isArray()).isTrue();
    assertThat(list.path("items")).isNotEmpty();
    assertThat(list.path("_links").isObject()).isTrue();
    assertThat(api.without("Authorization").get(BASE + noun).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "apiClients", "audit"})
  void aListIsReadInPages(String noun) {
    List<String> seen = new ArrayList<>();
    String path = noun + "?limit=1";
    while (!path.isEmpty()) {
      Answer page = must(200, api.get(BASE + path));
      assertThat(page.body().path("items")).hasSize(1);
      seen.add(page.body().at("/items/0").toString());
      path = page.at("/_links/next/href").replaceFirst("^/", "");
    }
    assertThat(seen).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    assertThat(api.get(BASE + noun + "?colour=red").code()).isEqualTo("FLOW-1451-400");
  }

  @ParameterizedTest
  @CsvSource({"users, 4", "apiClients, 4"})
  void aListIsCounted(String noun, int count) {
    assertThat(must(200, api.get(BASE + noun + "?count=true")).at("/count"))
        .isEqualTo(Integer.toString(count));
  }

  @ParameterizedTest
  @CsvSource({
    "users, {'email':'new@b.c'}",
    "apiClients, {'name':'N'}",
    "organisations, {'name':'Neighbours'}"
  })
  void whatIsMadeIsFoundWhereTheAnswerSays(String noun, String body) {
    Answer made = must(201, api.post(BASE + noun, json(body)));
    String location = URI.create(made.header("Location")).getPath();
    Answer found = must(200, api.get(location));
    assertThat(found.body().path("items")).hasSize(1);
    assertThat(found.at("/items/0/id")).isEqualTo(made.id());
    assertThat(api.get(BASE + noun + "/unknown").code()).isEqualTo("FLOW-1439-404");
    if (!noun.equals("organisations")) {
      assertThat(found.at("/items/0/etag")).isEqualTo(made.etag()).isNotBlank();
      must(204, api.delete(location));
      assertThat(api.get(location).status()).isEqualTo(404);
    }
  }
}
