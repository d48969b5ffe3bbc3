package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import io.tributary.model.Json;
import io.tributary.model.MappingSet.Rule;
import io.tributary.model.TributaryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mappings leave as CSV and JSON, and come back the same. */
final class MappingSetCsvTest {
  private static final String SETS = "/data/foundation/conversion/mappingSets";
  private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv; charset=utf-8");
  private static final String TABLE =
      """
      destination;source;sourceType
      _id;Vid;ATTRIBUTE
      person.name.fullName;"concat(first, "", "", last)";EXPRESSION
      """;

  @TempDir static Path home;
  private static TestService service;
  private static Contacts contacts;
  private static TestClient api;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 5);
    contacts = Contacts.create(service);
    api = contacts.api();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String target() {
    return "?name=Imported&xdmSchema=" + encoded(contacts.schema());
  }

  private static Answer csv(String id) {
    return must(
        200, api.send("GET", SETS + "/" + id + "/mappings", "", Map.of("Accept", "text/csv")));
  }

  private static JsonNode set(String id) {
    return must(200, api.get(SETS + "/" + id)).body();
  }

  @Test
  void aTableBecomesASetAndASetATable() {
    String id = must(200, api.send("POST", SETS + target(), TABLE, CSV)).id();
    JsonNode set = set(id);
    assertThat(set.path("name").asText()).isEqualTo("Imported");
    assertThat(set.at("/mappings/1/source").asText()).isEqualTo("concat(first, \", \", last)");
    Answer table = csv(id);
    assertThat(table.header("content-type")).startsWith("text/csv");
    assertThat(table.header("content-disposition")).contains(id + "-0.csv");
    assertThat(table.text())
        .startsWith(
            "sourceType,source,destination,name,description,identity,primaryIdentity,id\r\n")
        .contains("EXPRESSION,\"concat(first, \"\", \"\", last)\",person.name.fullName,");
    String again = must(200, api.send("POST", SETS + target(), table.text(), CSV)).id();
    assertThat(csv(again).text().replaceAll("[0-9a-f]{32}", ""))
        .isEqualTo(table.text().replaceAll("[0-9a-f]{32}", ""));
  }

  @Test
  void aTableThatWasChangedBecomesTheNextVersionWithTheSameRules() {
    String id = must(200, api.send("POST", SETS + target(), TABLE, CSV)).id();
    String changed = csv(id).text().replace("person.name.fullName", "person.name.lastName");
    Answer put = must(200, api.send("PUT", SETS + "/" + id, changed, CSV));
    assertThat(put.body().path("version").asInt()).isEqualTo(1);
    JsonNode before = must(200, api.get(SETS + "/" + id + "?version=0")).body();
    JsonNode after = set(id);
    assertThat(after.path("xdmSchema")).isEqualTo(before.path("xdmSchema"));
    assertThat(after.path("name").asText()).isEqualTo("Imported");
    for (int i = 0; i < 2; i++) {
      assertThat(after.at("/mappings/" + i + "/id")).isEqualTo(before.at("/mappings/" + i + "/id"));
    }
    assertThat(after.at("/mappings/1/destination").asText()).isEqualTo("person.name.lastName");
  }

  @Test
  void aSetThatWasReadAsJsonMakesTheSameSetAgain() {
    String id = must(200, api.send("POST", SETS + target(), TABLE, CSV)).id();
    ObjectNode exported = (ObjectNode) set(id);
    String again = must(200, api.post(SETS, exported)).id();
    assertThat(again).isNotEqualTo(id);
    assertThat(set(again).toString().replaceAll("[0-9a-f]{32}|\\d{13}", ""))
        .isEqualTo(exported.toString().replaceAll("[0-9a-f]{32}|\\d{13}", ""));
  }

  @Test
  void aTableIsValidatedWithAVerdictForEachLine() {
    String table = TABLE.replace("concat(", "concatt(");
    JsonNode verdicts =
        must(200, api.send("POST", SETS + "/validate" + target(), table, CSV))
            .body()
            .path("validationResponse");
    assertThat(verdicts.findValuesAsText("status")).containsExactly("SUCCESS", "FAILED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "source\nVid",
        "source,destination,colour\nVid,_id,red",
        "source,source\nVid,_id",
        "source,destination\nVid",
        "source,destination\nVid,_id,more",
        "source,destination\n\"Vid,_id",
        "source,destination\n\"Vid\"x,_id",
        "source,destination,identity\nVid,_id,perhaps",
        "source,destination\n",
        "source,destination\nVid,nowhere"
      })
  void aTableThatIsNoneIsRefused(String table) {
    Answer answer = api.send("POST", SETS + target(), table, CSV);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).startsWith("DATA-PREP-300");
  }

  @Test
  void whateverStandsInACellComesBack() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "ab,;\"'\n\r\t =+-@{}$\\é\u00A0";
    for (int i = 0; i < 500; i++) {
      List<Rule> rules = new ArrayList<>();
      for (int r = random.nextInt(4); r >= 0; r--) {
        StringBuilder text = new StringBuilder("x");
        for (int c = random.nextInt(12); c > 0; c--) {
          text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        rules.add(Rule.of("STATIC", text.toString(), text.reverse().toString()));
      }
      String table = MappingSetCsv.text(rules);
      assertThat(MappingSetCsv.rules(table)).as("seed " + seed + ": " + table).isEqualTo(rules);
    }
  }

  @Test
  void noTextMakesItFailOtherwise() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "source,destination;\"\n\r\t\u0000\uFEFF";
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "source,destination\n" : "");
      for (int c = random.nextInt(40); c > 0; c--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(MappingSetCsv.rules(text.toString())).isNotNull();
      } catch (TributaryException e) {
        assertThat(e.text()).as("seed " + seed).isNotEmpty();
      }
    }
  }

  @Test
  void aMistakeNamesItsLine() {
    assertThatThrownBy(() -> MappingSetCsv.rules("source,destination\nVid,_id\na\n"))
        .hasMessageContaining("1 cells at line 3");
    assertThat(Json.write(MappingSetCsv.rules("sourceAttribute,destinationXdmPath\nVid,_id")))
        .isEqualTo("[{\"source\":\"Vid\",\"destination\":\"_id\"}]");
  }
}
