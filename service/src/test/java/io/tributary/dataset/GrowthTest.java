package io.tributary.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.TributaryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table gains the columns of the rows that come, and keeps what it had. */
final class GrowthTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = new Warehouse(folder);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private static Field with(Field... more) {
    List<Field> fields = new ArrayList<>(Warehouse.ROW.fields());
    fields.addAll(List.of(more));
    return Field.object("", fields);
  }

  private static Field list(String name, Field element) {
    return new Field(name, Kind.ARRAY, false, List.of(element));
  }

  private static Field map(String name, Field value) {
    return new Field(name, Kind.MAP, false, List.of(value));
  }

  private void land(String run, Field schema, Object... row) {
    Commit commit = warehouse.dataset().begin("flow", run, 1, Warehouse.SOURCE, schema);
    try (Rows rows = commit.rows()) {
      rows.append(row, String.valueOf(row[0]), Warehouse.CHANGED);
      commit.checkpoint("all", "end", rows.finish(), Warehouse.written(1));
    }
    commit.publish(Warehouse.UNTIL);
  }

  private Map<String, Object> row(String id) {
    return warehouse.dataset().rows(100).stream()
        .filter(row -> id.equals(row.get("_id")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rowsBeforeAndAfterAreReadTogether() {
    Field x = Field.of("x", Kind.STRING);
    Field y = Field.of("y", Kind.INTEGER);
    land(
        "r1",
        with(Field.object("o", List.of(x)), list("l", Field.object("element", List.of(x)))),
        "1",
        "a",
        new Object[] {"in"},
        Collections.singletonList(new Object[] {"one"}));
    Field wider =
        with(
            Field.object("o", List.of(y, x)),
            list("l", Field.object("element", List.of(x, y))),
            map("m", Field.object("value", List.of(x))),
            Field.of("d", Kind.DATE));
    land(
        "r2",
        wider,
        "2",
        "b",
        new Object[] {7L, "in"},
        Collections.singletonList(new Object[] {"one", 1L}),
        Map.of("k", new Object[] {"v"}),
        0);
    Field widest = with(map("m", Field.object("value", List.of(x, y))));
    land("r3", widest, "3", "c", Map.of("k", new Object[] {"v", 2L}));

    assertThat(row("1"))
        .containsEntry("o", Map.of("x", "in"))
        .containsEntry("l", List.of(Map.of("x", "one")))
        .doesNotContainKeys("m", "d");
    assertThat(row("2"))
        .containsEntry("o", Map.of("x", "in", "y", 7L))
        .containsEntry("l", List.of(Map.of("x", "one", "y", 1L)))
        .containsEntry("m", Map.of("k", Map.of("x", "v")))
        .containsEntry("d", "1970-01-01");
    assertThat(row("3"))
        .containsEntry("m", Map.of("k", Map.of("x", "v", "y", 2L)))
        .doesNotContainKey("o");
  }

  @Test
  void aRunUnderWayIsNotDisturbedByColumnsThatAnotherBrings() {
    Commit narrow = warehouse.begin("r1", 1);
    try (Rows early = narrow.rows()) {
      land("r2", with(Field.of("more", Kind.STRING)), "9", "wide", "m");
      Warehouse.append(narrow, "b", "end", "2=b");
      early.append(new Object[] {"1", "a"}, "1", Warehouse.CHANGED);
      narrow.checkpoint("a", "end", early.finish(), Warehouse.written(1));
    }
    narrow.publish(Warehouse.UNTIL);
    assertThat(warehouse.dataset().recordIds()).containsExactlyInAnyOrder("1", "2", "9");
    assertThat(row("9")).containsEntry("more", "m");
    assertThat(row("1")).containsEntry("name", "a").doesNotContainKey("more");
  }

  @Test
  void rowsThatAreReplacedByWiderOnesAreGone() {
    land("r1", Warehouse.ROW, "1", "a");
    land("r2", with(Field.of("more", Kind.STRING)), "1", "b", "m");
    assertThat(warehouse.dataset().recordIds()).containsExactly("1");
    assertThat(row("1")).containsEntry("name", "b").containsEntry("more", "m");
  }

  @Test
  void aRunThatACrashInterruptedGoesOnWithMoreColumns() {
    Warehouse.append(warehouse.begin("r1", 1), "a", "end", "1=a");
    Dataset dataset = warehouse.again().dataset();
    Commit resumed =
        dataset.begin("flow", "r1", 2, Warehouse.SOURCE, with(Field.of("more", Kind.STRING)));
    assertThat(resumed.position("a")).isEqualTo("end");
    try (Rows rows = resumed.rows()) {
      rows.append(new Object[] {"2", "b", "m"}, "2", Warehouse.CHANGED);
      resumed.checkpoint("b", "end", rows.finish(), Warehouse.written(1));
    }
    resumed.publish(Warehouse.UNTIL);
    assertThat(row("1")).doesNotContainKey("more");
    assertThat(row("2")).containsEntry("more", "m");
  }

  @Test
  void aColumnOfAnotherTypeIsRefusedAndNothingChanges() {
    Field other =
        Field.object("", List.of(Field.of("_id", Kind.STRING), Field.of("name", Kind.BOOLEAN)));
    assertThatThrownBy(() -> warehouse.dataset().begin("flow", "r1", 1, Warehouse.SOURCE, other))
        .isInstanceOfSatisfying(
            TributaryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROMOTION_FAILED))
        .hasMessageContaining("name");
    land("r2", Warehouse.ROW, "1", "a");
    assertThat(row("1")).containsEntry("name", "a");
  }
}
