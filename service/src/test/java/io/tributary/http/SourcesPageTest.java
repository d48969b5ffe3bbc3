package io.tributary.http;

import static io.tributary.http.SpecsRouteTest.all;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.TestClient;
import io.tributary.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of {@code docs/sources/README.md} says of each source what the service says. With
 * {@code -Dpage=write} it is written anew.
 */
final class SourcesPageTest {
  private static final Path PAGE = Path.of("../docs/sources/README.md");
  private static final String BEGIN = "| source |";
  private static final String END = "\n\n";

  @Test
  void theTableIsAsTheServiceAnswers(@TempDir Path home) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END, begin);
    String table = table(home);
    if (System.getProperty("page", "").equals("write")) {
      Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
    } else {
      assertThat(page.substring(begin, end))
          .as(
              "Write it anew with: ./tributary test -pl service -Dtest=SourcesPageTest -Dpage=write")
          .isEqualTo(table);
    }
  }

  private static String table(Path home) {
    StringBuilder table = new StringBuilder();
    table
        .append(BEGIN)
        .append(" category | reads | here | at Adobe | name | connection spec id |\n");
    table.append("|---|---|---|---|---|---|---|");
    try (TestService service = TestService.start(home, 1)) {
      TestClient api = service.client();
      List<JsonNode> sources =
          all(api, TestClient.FLOW + "/connectionSpecs").stream()
              .filter(spec -> spec.at("/attributes/isSource").asBoolean())
              .filter(spec -> !spec.at("/attributes/isSimulated").asBoolean())
              .sorted(java.util.Comparator.comparing(SourcesPageTest::position))
              .toList();
      sources.forEach(spec -> table.append('\n').append(row(spec)));
    }
    return table.toString();
  }

  private static String position(JsonNode spec) {
    return (spec.at("/attributes/category").asText() + " " + label(spec)).toLowerCase(Locale.ROOT);
  }

  private static String label(JsonNode spec) {
    return spec.at("/attributes/connectorName").asText();
  }

  private static String row(JsonNode spec) {
    boolean available = spec.at("/attributes/available").asBoolean();
    return "| "
        + String.join(
            " | ",
            label(spec),
            spec.at("/attributes/category").asText(),
            reads(spec.at("/sourceSpec/type").asText()),
            available ? "**works**" : "listed",
            spec.at("/attributes/release").asText("–"),
            "`" + spec.path("name").asText() + "`",
            "`" + spec.path("id").asText() + "`")
        + " |";
  }

  private static String reads(String type) {
    return switch (type) {
      case "Tabular" -> "tables";
      case "FileSystem" -> "files";
      case "Resource" -> "REST";
      case "Streaming" -> "streams";
      default -> "–";
    };
  }
}
