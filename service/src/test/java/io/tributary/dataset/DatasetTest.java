package io.tributary.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the warehouse is plain Iceberg and holds what was put there. */
final class DatasetTest {
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

  private static Field list(String name, Field element) {
    return new Field(name, Field.Kind.ARRAY, false, List.of(element));
  }

  private static Field map(String name, Field value) {
    return new Field(name, Field.Kind.MAP, false, List.of(value));
  }

  private static Field everything() {
    Field text = Field.of("text", Field.Kind.STRING);
    Field at = Field.of("at", Field.Kind.DATE_TIME);
    Field inner = Field.object("inner", List.of(text, at));
    return Field.object(
        "",
        List.of(
            text,
            Field.of("yes", Field.Kind.BOOLEAN),
            Field.of("whole", Field.Kind.INTEGER),
            Field.of("number", Field.Kind.NUMBER),
            Field.of("day", Field.Kind.DATE),
            at,
            Field.object("outer", List.of(inner, Field.of("n", Field.Kind.INTEGER))),
            list("words", text),
            list("things", inner),
            list("grid", list("row", Field.of("n", Field.Kind.INTEGER))),
            map("counts", Field.of("n", Field.Kind.INTEGER)),
            map("byKey", inner)));
  }

  @Test
  void rowsOfEveryKindReadBackAsTheyWerePut() {
    Field schema = everything();
    Dataset dataset = create("everything", schema);
    long micros = 1_780_315_200_123_456L;
    Object[] inner = {"in", micros};
    Map<String, Object> byKey = new HashMap<>();
    byKey.put("k", new Object[] {"v", null});
    Object[] full = {
      "Zürich \u0000 💶",
      true,
      Long.MIN_VALUE,
      -0.1,
      -1,
      micros,
      new Object[] {inner, 7L},
      Arrays.asList("a", null, ""),
      List.of(new Object[] {"x", micros}, new Object[] {"y", null}),
      List.of(List.of(1L, 2L), List.of()),
      Map.of("one", 1L),
      byKey
    };
    land(dataset, schema, full, new Object[12]);

    List<Map<String, Object>> rows = dataset.rows(10);
    assertThat(rows).hasSize(2);
    Map<String, Object> row = rows.get(0).isEmpty() ? rows.get(1) : rows.get(0);
    String time = "2026-06-01T12:00:00.123456Z";
    assertThat(row)
        .containsEntry("text", "Zürich \u0000 💶")
        .containsEntry("yes", true)
        .containsEntry("whole", Long.MIN_VALUE)
        .containsEntry("number", -0.1)
        .containsEntry("day", "1969-12-31")
        .containsEntry("at", time)
        .containsEntry("outer", Map.of("inner", Map.of("text", "in", "at", time), "n", 7L))
        .containsEntry("words", Arrays.asList("a", null, ""))
        .containsEntry("things", List.of(Map.of("text", "x", "at", time), Map.of("text", "y")))
        .containsEntry("grid", List.of(List.of(1L, 2L), List.of()))
        .containsEntry("counts", Map.of("one", 1L))
        .containsEntry("byKey", Map.of("k", Map.of("text", "v")));
    assertThat(rows).contains(Map.of());
    assertThat(Json.write(rows)).as("can be shown").contains("Zürich");
  }

  private Dataset create(String name, Field schema) {
    String table = warehouse.datasets().create("acme", "prod", name, schema);
    return warehouse.datasets().open("acme", "prod", table);
  }

  private static void land(Dataset dataset, Field schema, Object[]... rows) {
    Commit commit = dataset.begin("flow", "run", 1, Warehouse.SOURCE, schema);
    try (Rows files = commit.rows()) {
      for (int i = 0; i < rows.length; i++) {
        files.append(rows[i], Integer.toString(i), Warehouse.CHANGED);
      }
      Tally tally = Warehouse.written(rows.length);
      commit.checkpoint("a", "1", files.finish(), tally);
    }
    commit.publish(Warehouse.UNTIL);
  }

  @Test
  void thePreviewShowsAsManyRowsAsAskedFor() {
    warehouse.land("run", "1=Ann", "2=Bob", "3=Cid");
    assertThat(warehouse.dataset().rows(2)).hasSize(2);
    assertThat(warehouse.dataset().rows(0)).isEmpty();
    assertThat(warehouse.dataset().rows(1).get(0)).containsOnlyKeys("_id", "name");
  }

  @Test
  void anyEngineReadsTheTableThroughACatalogueOfItsOwn() throws Exception {
    warehouse.land("one", "1=Ann", "2=Bob");
    warehouse.land("two", "2=Bobby");
    try (JdbcCatalog catalog = plainCatalog()) {
      Table table = catalog.loadTable(TableIdentifier.of(Namespace.of("acme", "prod"), "contacts"));
      List<String> found = new ArrayList<>();
      try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
        for (Record row : rows) {
          Record lineage = (Record) row.getField("_tributary");
          found.add(row.getField("_id") + "=" + row.getField("name"));
          assertThat(lineage.getField("source")).isEqualTo(Warehouse.SOURCE);
          assertThat(lineage.getField("runId")).isIn("one", "two");
        }
      }
      assertThat(found).containsExactlyInAnyOrder("1=Ann", "2=Bobby");
      assertThat(((BaseTable) table).operations().current().formatVersion()).isEqualTo(2);
      assertThat(table.spec().isUnpartitioned()).isTrue();
    }
  }

  private JdbcCatalog plainCatalog() {
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.setConf(new org.apache.hadoop.conf.Configuration());
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("uri", warehouse.url());
    properties.put("warehouse", folder.resolve("warehouse").toString());
    properties.put("jdbc.schema-version", "V1");
    catalog.initialize(Datasets.CATALOG, properties);
    return catalog;
  }

  @Test
  void filesAreParquetWithZstd() throws Exception {
    warehouse.land("run", "1=Ann");
    Path file = Path.of(warehouse.dataset().filesOf("run").get(0).path());
    assertThat(warehouse.dataset().filesOf("run").get(0).bytes()).isEqualTo(Files.size(file));
    assertThat(warehouse.dataset().filesOf("run").get(0).rows()).isEqualTo(1);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(reader.getFooter().getBlocks().get(0).getColumns())
          .allMatch(column -> column.getCodec() == CompressionCodecName.ZSTD);
    }
  }

  @Test
  void theSnapshotSaysWhichRunItIsOfAndHowFarItRead() throws Exception {
    Commit commit = warehouse.begin("run", 3);
    Warehouse.append(commit, "a", "after 1", "1=Ann");
    try (JdbcCatalog catalog = plainCatalog()) {
      TableIdentifier name = TableIdentifier.of(Namespace.of("acme", "prod"), "contacts");
      Snapshot branch = catalog.loadTable(name).snapshot("run-run");
      assertThat(branch.summary())
          .containsEntry("tributary.run", "run")
          .containsEntry("tributary.flow", "flow")
          .containsEntry("tributary.epoch", "3")
          .containsEntry("tributary.positions", "{\"a\":\"after 1\"}");
      commit.publish(Warehouse.UNTIL);
      Table table = catalog.loadTable(name);
      assertThat(table.currentSnapshot().summary())
          .containsEntry("tributary.run", "run")
          .containsEntry("tributary.read-until", Warehouse.UNTIL.toString())
          .containsEntry("added-records", "1");
      assertThat(table.refs()).containsOnlyKeys("main");
      assertThat(table.properties().keySet())
          .as("no fence is left")
          .noneMatch(key -> key.startsWith("tributary."));
    }
  }

  @Test
  void namesOfTablesAreMadeFitAndNumberedWhereTaken() {
    Datasets datasets = warehouse.datasets();
    assertThat(datasets.create("acme", "prod", "Contacts", Warehouse.ROW)).isEqualTo("contacts_2");
    assertThat(datasets.create("acme", "prod", "contacts!", Warehouse.ROW)).isEqualTo("contacts_3");
    assertThat(datasets.create("acme", "dev", "Contacts", Warehouse.ROW)).isEqualTo("contacts");
    assertThat(datasets.create("acme", "prod", "2026 Größe/../x", Warehouse.ROW))
        .isEqualTo("t_2026_gr_e_x");
    assertThat(datasets.create("acme", "prod", "日本", Warehouse.ROW)).isEqualTo("dataset");
  }

  @Test
  void aDroppedTableIsGoneWithItsFiles() {
    warehouse.land("run", "1=Ann");
    Path file = Path.of(warehouse.dataset().filesOf("run").get(0).path());
    warehouse.datasets().drop("acme", "prod", "contacts");
    assertThat(file).doesNotExist();
  }
}
