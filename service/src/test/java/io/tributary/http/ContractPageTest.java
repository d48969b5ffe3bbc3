package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.oas.models.PathItem;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/contract.md} tells of each published operation whether it is served, as it is. */
final class ContractPageTest {
  private static final Path PUBLISHED =
      Path.of(System.getProperty("tributary.oracles", "../../shared"), "openapi");
  private static final Pattern BASE = Pattern.compile("Under `(/[^`]+)`:");
  private static final Pattern ROW =
      Pattern.compile("\\| `(/[^`]*)` \\| ([A-Z ]*) \\| ([A-Z ]*) \\|");

  private static final Map<String, String> BASES =
      Map.of(
          "flow-service.yaml", "/data/foundation/flowservice",
          "catalog.yaml", "/data/foundation/catalog",
          "data-prep.yaml", "/data/foundation/conversion",
          "data-access.yaml", "/data/foundation/export",
          "batch-ingestion.yaml", "/data/foundation/import",
          "schema-registry.yaml", "/data/foundation/schemaregistry",
          "observability-insights.yaml", "/data/infrastructure/observability/insights",
          "sandbox.yaml", "/data/foundation");

  private static final Set<String> SERVED = new TreeSet<>();
  private static final Set<String> NOT_SERVED = new TreeSet<>();

  @BeforeAll
  static void read() throws IOException {
    String base = "";
    for (String line : Files.readAllLines(Path.of("../docs/contract.md"))) {
      Matcher under = BASE.matcher(line);
      Matcher row = ROW.matcher(line);
      if (under.matches()) {
        base = under.group(1);
      } else if (row.matches()) {
        add(SERVED, row.group(2), base + row.group(1));
        add(NOT_SERVED, row.group(3), base + row.group(1));
      }
    }
  }

  private static void add(Set<String> operations, String methods, String path) {
    for (String method : methods.trim().split(" +", -1)) {
      if (!method.isEmpty()) {
        operations.add(operation(method, path));
      }
    }
  }

  /** Whatever the parameters are called, and whether or not there is a slash at the end. */
  private static String operation(String method, String path) {
    return method + " " + path.replaceAll("\\{[^}]*}", "{}").replaceAll("/$", "");
  }

  @Test
  void whatIsServedIsWhatThereIs() {
    Set<String> routes = new TreeSet<>();
    for (Map.Entry<String, JsonNode> route : OpenApi.described().properties()) {
      String[] parts = route.getKey().split(" ", 2);
      if (parts[1].matches("/(data|ims)/.*")) {
        routes.add(operation(parts[0], parts[1]));
      }
    }
    assertThat(SERVED).isEqualTo(routes).hasSizeGreaterThan(100);
  }

  @Test
  void whatIsNotServedIsAnsweredWithAProblemDocument(@TempDir Path home) {
    assertThat(NOT_SERVED).hasSizeGreaterThan(20);
    try (TestService service = TestService.start(home, 1)) {
      for (String operation : NOT_SERVED) {
        String[] parts = operation.replace("{}", "any").split(" ", 2);
        String body = parts[0].matches("GET|HEAD|DELETE") ? null : "{}";
        Answer answer =
            service
                .client()
                .send(parts[0], parts[1], body, Map.of("Content-Type", "application/json"));
        assertThat(answer.status()).as(operation).isIn(404, 405);
        if (!parts[0].equals("HEAD")) {
          assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
          assertThat(answer.at("/title")).isNotEmpty();
          assertThat(answer.at("/detail")).contains("docs/contract.md");
        }
      }
    }
  }

  static boolean publishedFilesAreHere() {
    return Files.isDirectory(PUBLISHED);
  }

  @Test
  @EnabledIf("publishedFilesAreHere")
  void everyPublishedOperationIsTold() {
    Set<String> told = new TreeSet<>(SERVED);
    told.addAll(NOT_SERVED);
    for (Map.Entry<String, String> file : BASES.entrySet()) {
      String location = PUBLISHED.resolve(file.getKey()).toAbsolutePath().toString();
      Map<String, PathItem> paths =
          new OpenAPIParser().readLocation(location, null, null).getOpenAPI().getPaths();
      for (Map.Entry<String, PathItem> path : paths.entrySet()) {
        for (PathItem.HttpMethod method : path.getValue().readOperationsMap().keySet()) {
          for (String container : List.of("tenant", "global")) {
            String written = path.getKey().replace("{CONTAINER_ID}", container);
            assertThat(told).contains(operation(method.name(), file.getValue() + written));
          }
        }
      }
    }
  }
}
