package io.tributary.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.simulator.Options;
import io.tributary.source.Selection;
import io.tributary.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More properties than a request line holds are asked for in a body, and none is dropped. */
final class ManyPropertiesTest {
  private Bench bench = new Bench(Options.defaults().withContacts(300).withRateLimit(0));

  @AfterEach
  void close() {
    bench.close();
  }

  /** All real columns, and names that nobody has until the line is too long. */
  private Selection wide() {
    List<Column> columns = new ArrayList<>(bench.every(Bench.CONTACTS).columns());
    for (int i = 0; i < 900; i++) {
      columns.add(Column.of(Crm.columnName("not_a_property_" + i), Field.Kind.STRING));
    }
    return new Selection(Bench.CONTACTS, columns);
  }

  private static List<List<Object>> values(List<SourceRecord> records, int columns) {
    return records.stream()
        .map(
            record -> {
              List<Object> values = new ArrayList<>();
              for (int i = 0; i < columns; i++) {
                values.add(String.valueOf(record.values()[i]));
              }
              return values;
            })
        .toList();
  }

  @Test
  void givesTheSameValuesAsARequestLine() {
    Selection narrow = bench.every(Bench.CONTACTS);
    int columns = narrow.columns().size();

    List<SourceRecord> read = bench.readAll(wide());

    assertThat(values(read, columns)).isEqualTo(values(bench.readAll(narrow), columns));
    assertThat(bench.simulator.calls().of("read contacts")).isEqualTo(3);
    assertThat(bench.detour.asked).allMatch(request -> request.length() < 14_100);
    assertThat(bench.simulator.calls().withStatus(414)).isZero();
  }

  @Test
  void goesOverToTheBodyWhereTheEdgeRefusesTheLine() {
    bench.detour.turn(
        passage -> passage.uri().length() > 300 ? Detour.Reply.of(414, "") : passage.goOn());

    assertThat(Bench.ids(bench.readAll(bench.every(Bench.CONTACTS))))
        .isEqualTo(bench.ids("contacts"));
    assertThat(bench.simulator.calls().of("read contacts")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03", "2026-09", "v3"})
  void leavesOutWhatVanishedBetweenListAndBatch(String version) {
    bench.close();
    bench = new Bench(Options.defaults().withContacts(300).withRateLimit(0), version);
    long gone = bench.simulator.contactIds().skip(150).findFirst().orElseThrow();
    bench.detour.turn(
        passage -> {
          if (passage.isBatch() && passage.body().contains("\"" + gone + "\"")) {
            bench.simulator.archive("contacts", gone);
          }
          return passage.goOn();
        });

    assertThat(Bench.ids(bench.readAll(wide()))).isEqualTo(bench.ids("contacts")).hasSize(299);
    assertThat(bench.detour.askedFor("/batch/read")).isEqualTo(3);
  }

  @Test
  void asksAgainForWhatABatchLeftOutWithoutAWord() {
    bench.detour.turn(
        passage -> {
          Detour.Reply reply = passage.goOn();
          if (!passage.isBatch() || bench.detour.askedFor("/batch/read") % 2 == 0) {
            return reply;
          }
          ObjectNode answer = (ObjectNode) Json.mapper().readTree(reply.body());
          ((ArrayNode) answer.path("results")).remove(3);
          return Detour.Reply.of(200, answer.toString());
        });

    assertThat(Bench.ids(bench.readAll(wide()))).isEqualTo(bench.ids("contacts"));
    assertThat(bench.detour.askedFor("/batch/read")).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 207})
  void stopsWhereABatchFailedInPart(int status) {
    bench.detour.turn(
        passage -> {
          Detour.Reply reply = passage.goOn();
          if (!passage.isBatch()) {
            return reply;
          }
          ObjectNode answer = (ObjectNode) Json.mapper().readTree(reply.body());
          JsonNode error =
              Json.mapper()
                  .readTree(
                      "{\"status\":\"error\",\"category\":\"INTERNAL_ERROR\",\"message\":\"Try later\"}");
          answer.put("numErrors", 1).putArray("errors").add(error);
          return Detour.Reply.of(status, answer.toString());
        });

    assertThatThrownBy(() -> bench.readAll(wide()))
        .hasMessageContaining("Try later")
        .hasMessageContaining("Nothing was skipped");
  }
}
