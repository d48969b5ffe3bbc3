package io.tributary;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.tributary.TestClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Judges every answer that a test hears by the OpenAPI files that are published for these services,
 * where they lie beside the project. What may differ, and why, stands in {@code
 * published-deviations.txt}; anything else fails the test that heard it.
 */
final class PublishedContract {
  private static final Path FOLDER =
      Path.of(System.getProperty("tributary.oracles", "../../shared"), "openapi");

  /** The file of each service, by the address under which the service answers. */
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "/data/foundation/flowservice", "flow-service.yaml",
              "/data/foundation/catalog", "catalog.yaml",
              "/data/foundation/conversion", "data-prep.yaml",
              "/data/foundation/export", "data-access.yaml",
              "/data/foundation/import", "batch-ingestion.yaml",
              "/data/foundation/schemaregistry", "schema-registry.yaml",
              "/data/infrastructure/observability/insights", "observability-insights.yaml",
              "/data/foundation/sandbox-management", "sandbox.yaml"));

  private static final Map<String, OpenApiInteractionValidator> VALIDATORS =
      new ConcurrentHashMap<>();
  private static final List<Deviation> ACCEPTED = accepted();

  private PublishedContract() {}

  /** A difference that is meant: its parts are regular expressions. */
  private record Deviation(String method, String path, String status, String message) {
    boolean covers(String asked, String at, int answered, String problem) {
      return asked.matches(method)
          && at.matches(path)
          && Integer.toString(answered).matches(status)
          && problem.matches("(?s).*" + message + ".*");
    }
  }

  private static List<Deviation> accepted() {
    try (var stream = PublishedContract.class.getResourceAsStream("/published-deviations.txt")) {
      return new String(
              Objects.requireNonNull(stream).readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\s+", 4))
          .map(part -> new Deviation(part[0], part[1], part[2], part[3]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Throws if the answer is not as published. */
  static void judge(String method, String pathAndQuery, Answer answer) {
    String path = pathAndQuery.replaceAll("\\?.*", "").replaceAll("(?<=.)/+$", "");
    Optional<String> base =
        FILES.keySet().stream().filter(known -> path.startsWith(known + "/")).findFirst();
    if (base.isEmpty() || !Files.isDirectory(FOLDER)) {
      return;
    }
    ValidationReport report =
        VALIDATORS
            .computeIfAbsent(base.get(), PublishedContract::validator)
            .validateResponse(path, Request.Method.valueOf(method), response(answer));
    List<String> problems =
        report.getMessages().stream()
            .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
            .map(PublishedContract::text)
            .filter(
                problem ->
                    ACCEPTED.stream()
                        .noneMatch(d -> d.covers(method, path, answer.status(), problem)))
            .toList();
    if (!problems.isEmpty()) {
      throw new AssertionError(
          method
              + " "
              + path
              + " "
              + answer.status()
              + " is not as published:\n  "
              + String.join("\n  ", problems)
              + "\n"
              + answer.text());
    }
  }

  private static String text(ValidationReport.Message message) {
    String where =
        message
            .getContext()
            .flatMap(ValidationReport.MessageContext::getPointers)
            .map(pointers -> " at " + pointers.getInstance())
            .orElse("");
    String within =
        message.getNestedMessages().stream()
            .map(PublishedContract::text)
            .collect(Collectors.joining("; ", " (", ")"));
    return message.getKey()
        + where
        + ": "
        + message.getMessage()
        + (message.getNestedMessages().isEmpty() ? "" : within);
  }

  private static SimpleResponse response(Answer answer) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
    String type = answer.header("Content-Type");
    if (!type.isEmpty()) {
      response.withContentType(type);
    }
    return response.withBody(answer.text()).build();
  }

  private static OpenApiInteractionValidator validator(String base) {
    String file = Objects.requireNonNull(FILES.get(base));
    String prefix = file.equals("sandbox.yaml") ? "/data/foundation" : base;
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    options.setResolveCombinators(false);
    // Read with its complaints: one of the files repeats a parameter.
    OpenAPI published =
        new OpenAPIParser()
            .readLocation(FOLDER.resolve(file).toAbsolutePath().toString(), null, options)
            .getOpenAPI();
    return OpenApiInteractionValidator.createFor(published)
        .withBasePathOverride(prefix)
        .withLevelResolver(
            LevelResolver.create()
                // Our own routes beside the published ones are judged by our own description.
                .withLevel("validation.request.path.missing", ValidationReport.Level.IGNORE)
                .withLevel("validation.request.operation.notAllowed", ValidationReport.Level.IGNORE)
                // Additions are allowed: clients of such services skip what they do not know.
                .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                .build())
        .build();
  }
}
