package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.parser.OpenAPIParser;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service says of itself: its description and its meters. */
final class DescriptionTest {
  @TempDir private static Path home;
  private static TestService service;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** The routes that the server has, as its description tells them. */
  private static Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    JsonNode paths = service.client().bare().get("/openapi.json").body().path("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (!method.equals("parameters")) {
                            routes.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return routes;
  }

  @Test
  void describesEveryRouteAndNoOther() {
    Set<String> described = new TreeSet<>();
    OpenApi.described().fieldNames().forEachRemaining(described::add);
    assertThat(described).isEqualTo(routes());
  }

  @Test
  void isAValidDescription() {
    String text = service.client().bare().get("/openapi.json").text();
    var read = new OpenAPIParser().readContents(text, null, null);
    assertThat(read.getMessages()).isEmpty();
    assertThat(read.getOpenAPI().getPaths()).hasSizeGreaterThan(50);
  }

  @Test
  void namesTheFieldsOfTheNouns() {
    JsonNode schemas =
        service.client().bare().get("/openapi.json").body().at("/components/schemas");
    assertThat(schemas.at("/Flow/properties/sourceConnectionIds/items/type").asText())
        .isEqualTo("string");
    assertThat(schemas.at("/FlowRun/properties/metrics/properties").has("recordSummary")).isTrue();
  }

  @Test
  void describesAFlowItsConnectionsAndItsRunAsTheyAreAnswered() {
    Contacts contacts = Contacts.create(service);
    String flow = contacts.flow();
    contacts.ended(flow, 0);
    ObjectNode description = (ObjectNode) service.client().bare().get("/openapi.json").body();
    for (String[] of :
        new String[][] {
          {"ConnectionList", "/connections"},
          {"SourceConnectionList", "/sourceConnections"},
          {"TargetConnectionList", "/targetConnections"},
          {"FlowList", "/flows"},
          {"FlowRunList", "/runs"}
        }) {
      JsonNode answer = service.client().get(TestClient.FLOW + of[1]).body();
      assertThat(answer.path("items")).isNotEmpty();
      assertThat(faults(description, of[0], answer)).as(of[1]).isEmpty();
      ((ObjectNode) answer.at("/items/0")).remove("id");
      assertThat(faults(description, of[0], answer)).as(of[1] + " without id").isNotEmpty();
    }
    JsonNode specs = service.client().get(TestClient.FLOW + "/connectionSpecs").body();
    assertThat(faults(description, "ConnectionSpecList", specs)).isEmpty();
  }

  private static List<String> faults(ObjectNode description, String noun, JsonNode answer) {
    ObjectNode schema = description.deepCopy().retain("components");
    schema.put("$ref", "#/components/schemas/" + noun);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema)
        .validate(answer)
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void tellsItsMetersByRouteAndNotByWhatWasCalled() {
    service.client().get("/data/foundation/flowservice/flows/a-secret-path");
    service.client().get("/nowhere/a-secret-path");
    var answer = service.client().bare().get("/metrics");
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.text())
        .contains("http_server_requests_seconds_count{method=\"GET\",status=\"404\"")
        .contains("uri=\"/data/foundation/flowservice/flows/{id}\"")
        .contains("jvm_memory_used_bytes")
        .doesNotContain("a-secret-path");
  }

  /** {@code docs/operations.md} names each meter, and none that there is not. */
  @Test
  void theListOfMetersIsWhole() throws IOException {
    Contacts contacts = Contacts.create(service);
    contacts.ended(contacts.flow(), 0);
    String meters = service.client().bare().get("/metrics").text();
    Set<String> told = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/operations.md"))) {
      Matcher row =
          Pattern.compile("\\| (`(?:http|tributary|jvm|process|system)_[^|]*) \\|.*").matcher(line);
      if (row.matches()) {
        told.addAll(List.of(row.group(1).replace("`", "").split(", ", -1)));
      }
    }
    Set<String> there =
        meters
            .lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ", -1)[2])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told).isEqualTo(there);
  }
}
