package io.tributary.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import io.tributary.source.Selection;
import io.tributary.source.SourceRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HubSpot really answered, and re-created samples of it, read as the source reads them. */
final class RecordedTrafficTest {
  private static final Set<String> OBJECTS =
      Set.of("contacts", "companies", "meetings", "tasks", "tickets", "users");
  private static final Settings SETTINGS =
      Settings.of(URI.create("http://127.0.0.1"), "v3", Duration.ZERO);
  private static final Account ACCOUNT =
      new Account(Bench.privateApp("pat"), SETTINGS, new Wire(false, Duration.ofSeconds(1)));

  private record Exchange(int line, String uri, int status, HttpHeaders headers, JsonNode body) {
    static Exchange of(int line, JsonNode recorded) {
      JsonNode response = recorded.path("response");
      Map<String, List<String>> headers = new HashMap<>();
      response
          .path("headers")
          .properties()
          .forEach(e -> headers.put(e.getKey(), List.of(e.getValue().asText())));
      return new Exchange(
          line,
          recorded.path("request").path("uri").asText(),
          response.path("status").asInt(),
          HttpHeaders.of(headers, (name, value) -> true),
          response.path("body"));
    }

    boolean isGood() {
      return status / 100 == 2;
    }

    boolean isOfRecords() {
      String[] path = URI.create(uri.replaceAll("[<>]", "")).getPath().split("/", -1);
      return path.length > 4
          && path[3].equals("objects")
          && OBJECTS.contains(path[4])
          && isGood()
          && (body.has("results") || body.has("id"));
    }

    String text() {
      return body.isTextual() ? body.asText() : body.toString();
    }
  }

  private static List<Exchange> traffic(String where) {
    try {
      String text = where.equals("recorded") ? recorded() : samples();
      List<Exchange> all = new ArrayList<>();
      for (String line : text.lines().toList()) {
        all.add(Exchange.of(all.size() + 1, Json.mapper().readTree(line)));
      }
      return all;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String recorded() throws IOException {
    Path oracles = Path.of(System.getProperty("tributary.oracles", "../../shared"));
    Path file = oracles.resolve("recordings/hubspot.jsonl");
    assumeTrue(Files.exists(file), "no recordings here");
    return Files.readString(file);
  }

  private static String samples() throws IOException {
    try (InputStream stream = RecordedTrafficTest.class.getResourceAsStream("traffic.jsonl")) {
      return new String(
          java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples", "recorded"})
  void losesNothingOfAnyAnswerWithRecords(String where) throws IOException {
    int records = 0;
    for (Exchange exchange : traffic(where)) {
      if (exchange.isOfRecords()) {
        JsonNode answer = exchange.body().has("results") ? exchange.body() : alone(exchange.body());
        records += compare(exchange, answer);
      }
    }
    assertThat(records).isGreaterThan(4);
  }

  /** A single object, as one of a list. */
  private static ObjectNode alone(JsonNode object) {
    ObjectNode answer = Json.object();
    answer.putArray("results").add(object);
    return answer;
  }

  private static int compare(Exchange exchange, JsonNode answer) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    answer
        .path("results")
        .forEach(
            record -> record.path("properties").properties().forEach(p -> names.add(p.getKey())));
    RecordParser.Answer read = read(parser(List.copyOf(names)), answer.toString());
    String line = "line " + exchange.line();

    assertThat(read.after()).as(line).isEqualTo(textOf(answer.at("/paging/next/after")));
    assertThat(read.total()).as(line).isEqualTo(answer.path("total").asLong(-1));
    assertThat(read.errors().size()).as(line).isEqualTo(answer.path("errors").size());
    assertThat(read.records()).as(line).hasSize(answer.path("results").size());
    for (int i = 0; i < read.records().size(); i++) {
      compare(line, read.records().get(i), answer.path("results").get(i), List.copyOf(names));
    }
    return read.records().size();
  }

  private static void compare(String line, SourceRecord read, JsonNode record, List<String> names) {
    @Nullable Object[] values = read.values();
    assertThat(read.id()).as(line).isEqualTo(record.path("id").asText());
    assertThat(values[0]).as(line).isEqualTo((double) record.path("id").asLong());
    assertThat(values[1]).as(line).isEqualTo(Instant.parse(record.path("createdAt").asText()));
    assertThat(values[2]).as(line).isEqualTo(Instant.parse(record.path("updatedAt").asText()));
    assertThat(values[3]).as(line).isEqualTo(record.path("archived").asBoolean());
    assertThat(read.changedAt()).as(line).isEqualTo(values[2]);
    for (int i = 0; i < names.size(); i++) {
      assertThat(values[4 + i])
          .as(line + " " + names.get(i))
          .isEqualTo(textOf(record.path("properties").path(names.get(i))));
    }
  }

  private static @Nullable String textOf(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? null : node.asText();
  }

  private static RecordParser parser(List<String> properties) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of(Crm.ID, Field.Kind.NUMBER));
    columns.add(Column.of(Crm.CREATED, Field.Kind.DATE_TIME));
    columns.add(Column.of(Crm.UPDATED, Field.Kind.DATE_TIME));
    columns.add(Column.of(Crm.ARCHIVED, Field.Kind.BOOLEAN));
    properties.forEach(name -> columns.add(Column.of(Crm.columnName(name), Field.Kind.STRING)));
    return new RecordParser(new Selection("", columns), () -> 1);
  }

  private static RecordParser.Answer read(RecordParser parser, String body) throws IOException {
    return parser.read(
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), () -> body.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples", "recorded"})
  void takesNoAnswerWithoutResultsForTheEndOfAList(String where) {
    for (Exchange exchange : traffic(where)) {
      if (!exchange.body().has("results")) {
        assertThatThrownBy(() -> read(parser(List.of("email")), exchange.text()))
            .as("line %d", exchange.line())
            .isInstanceOf(IOException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples", "recorded"})
  void saysWhatHubSpotSaidAndDoesNotTryAgainInVain(String where) {
    int refused = 0;
    for (Exchange exchange : traffic(where)) {
      if (!exchange.isGood()) {
        refused++;
        Refusal refusal =
            Refusal.of(
                new Wire.Reply<>(exchange.status(), exchange.headers(), null, exchange.text()),
                Instant.EPOCH);
        TributaryException failure = refusal.exception(ACCOUNT);
        String line = "line " + exchange.line();
        String message = exchange.body().path("message").asText("no explanation");

        assertThat(refusal.mayPass()).as(line).isFalse();
        assertThat(failure.text())
            .as(line)
            .contains(message.replaceAll("\\s+", " "))
            .contains(Integer.toString(exchange.status()))
            .doesNotContain("<html>")
            .hasSizeLessThan(2_500);
        assertThat(failure.report().get("correlation-id"))
            .as(line)
            .isEqualTo(exchange.body().path("correlationId").asText());
        assertThat(exchange.status() != 403 || failure.text().contains("Grant the app")).isTrue();
      }
    }
    assertThat(refused).isGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples", "recorded"})
  void takesOverTheLimitsThatAnswersTell(String where) {
    for (Exchange exchange : traffic(where)) {
      Governor governor = new Governor(SETTINGS);
      governor.learn(exchange.headers());
      int max = (int) exchange.headers().firstValueAsLong("x-hubspot-ratelimit-max").orElse(100);

      assertThat(governor.limit()).as("line %d", exchange.line()).isEqualTo(max * 95 / 100);
    }
  }
}
