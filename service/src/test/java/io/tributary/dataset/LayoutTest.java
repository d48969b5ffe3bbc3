package io.tributary.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.SqlResult;
import io.tributary.model.TableFiles;
import io.tributary.query.Limits;
import io.tributary.query.SqlEngine;
import io.tributary.query.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the files as they are laid out sees the rows that Iceberg's own reader sees. */
final class LayoutTest {
  private static final Limits LIMITS =
      new Limits(true, 1, Duration.ofSeconds(60), 256, 2, 10_000, 8 << 20);

  @TempDir static Path engineFolder;
  private static SqlEngine engine;

  @TempDir Path folder;
  private Warehouse warehouse;
  private int files;

  @BeforeAll
  static void start() {
    engine = new SqlEngine(engineFolder, LIMITS);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @BeforeEach
  void open() {
    warehouse = new Warehouse(folder);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  /** The one table, by whatever name. */
  private SqlResult ask(String table, String sql) {
    return engine.answer(
        sql,
        10_000,
        new Tables() {
          @Override
          public Collection<String> names() {
            return List.of(table);
          }

          @Override
          public TableFiles files(String name) {
            return warehouse.datasets().files("acme", "prod", name);
          }
        });
  }

  private void readsAsIcebergDoes(String table) {
    SqlResult result = ask(table, "select * exclude (_tributary) from " + table);
    List<String> found = new ArrayList<>();
    for (List<JsonNode> row : result.rows()) {
      ObjectNode object = Json.object();
      for (int i = 0; i < row.size(); i++) {
        object.set(result.columns().get(i).name(), row.get(i));
      }
      found.add(present(object).toString());
    }
    List<String> expected = new ArrayList<>();
    for (Map<String, Object> row : warehouse.datasets().open("acme", "prod", table).rows(10_000)) {
      expected.add(present(Json.tree(row)).toString());
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).as("is not empty").isNotEmpty();
  }

  /** Without what is absent: one reader leaves it out, the other says null. */
  private static JsonNode present(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode kept = Json.object();
      object
          .properties()
          .forEach(
              field -> {
                JsonNode inner = present(field.getValue());
                if (!inner.isNull() && !(inner.isObject() && inner.isEmpty())) {
                  kept.set(field.getKey(), inner);
                }
              });
      return kept;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode kept = Json.mapper().createArrayNode();
      array.forEach(item -> kept.add(present(item)));
      return kept;
    }
    return value;
  }

  @Test
  void leavesOutWhatWasReplaced() {
    long seed = new Random().nextLong();
    System.out.println("upserts: seed " + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 6; run++) {
      String[] pairs = new String[50];
      for (int i = 0; i < pairs.length; i++) {
        pairs[i] = (i + random.nextInt(3) * 50) + "=in run " + run;
      }
      warehouse.land("run" + run, pairs);
      readsAsIcebergDoes("contacts");
    }
    assertThat(warehouse.datasets().files("acme", "prod", "contacts").deletes()).isNotEmpty();
    assertThat(ask("contacts", "select count(*), count(distinct _id) from contacts").rows())
        .allSatisfy(row -> assertThat(row.get(0)).isEqualTo(row.get(1)));
    String plan = ask("contacts", "explain select _id from contacts").rows().toString();
    assertThat(plan).contains("ANTI").doesNotContain(folder.toString());
  }

  @Test
  void aTableWithoutRowsHasItsColumns() {
    assertThat(ask("contacts", "select * from contacts").columns())
        .extracting(SqlResult.Column::name)
        .containsExactly("_id", "name", "_tributary");
    assertThat(ask("contacts", "select count(*) from contacts").rows().toString())
        .isEqualTo("[[0]]");
    assertThat(ask("contacts__rejected", "from contacts__rejected").columns()).hasSize(8);
  }

  @Test
  void columnsThatATableGainedAreNullInOlderFiles() {
    warehouse.land("one", "1=Ann", "2=Bob");
    Field wider =
        Field.object(
            "",
            List.of(
                Field.of("_id", Field.Kind.STRING),
                Field.of("name", Field.Kind.STRING),
                Field.object("address", List.of(Field.of("city", Field.Kind.STRING)))));
    warehouse.dataset().begin("flow", "two", 1, Warehouse.SOURCE, wider);
    readsAsIcebergDoes("contacts");
    assertThat(ask("contacts", "select address.city, address from contacts").rows().toString())
        .isEqualTo("[[null, null], [null, null]]");
  }

  /** Iceberg finds columns by id; their names in a file are those of the day it was written. */
  @Test
  void findsColumnsByIdHoweverTheyAreCalledNow() throws IOException {
    Types.StructType item =
        StructType.of(
            NestedField.optional(30, "key:a", Types.StringType.get()),
            NestedField.optional(31, "value", Types.StringType.get()));
    try (org.apache.iceberg.jdbc.JdbcCatalog catalog = warehouse.plainCatalog()) {
      Table table = catalog.loadTable(warehouse.identifier());
      table
          .updateSchema()
          .addColumn("number", Types.IntegerType.get())
          .addColumn("odd'name\"", Types.DateType.get())
          .addColumn(
              "person",
              StructType.of(
                  NestedField.optional(20, "first", Types.StringType.get()),
                  NestedField.optional(21, "last", Types.StringType.get())))
          .addColumn("tags", Types.ListType.ofOptional(22, item))
          .addColumn("traits", Types.MapType.ofOptional(40, 41, Types.StringType.get(), item))
          .commit();
      write(table, "1");
      table
          .updateSchema()
          .renameColumn("person.last", "family name")
          .addColumn("person", "born", Types.DateType.get())
          .addColumn("tags", "weight", Types.DoubleType.get())
          .addColumn("traits", "since", Types.TimestampType.withZone())
          .updateColumn("number", Types.LongType.get())
          .deleteColumn("name")
          .moveFirst("tags")
          .commit();
      table.updateSchema().addColumn("name", Types.LongType.get()).commit();
      write(table, "2");
      readsAsIcebergDoes("contacts");
      write(table, null);
    }
    readsAsIcebergDoes("contacts");
    assertThat(
            ask("contacts", "select person.\"family name\" from contacts order by _id nulls last")
                .rows()
                .toString())
        .isEqualTo("[[\"last of 1\"], [\"family name of 2\"], [null]]");
    assertThat(ask("contacts", "from contacts where name is not null").rowCount()).isEqualTo(1);
  }

  /** One row in a file of its own, of the columns that there are; all absent for null. */
  private void write(Table table, @Nullable String id) throws IOException {
    Record row = GenericRecord.create(table.schema());
    for (NestedField field : table.schema().columns()) {
      if (!field.name().startsWith("_")) {
        row.setField(field.name(), id == null ? null : value(field.type(), field.name(), id));
      }
    }
    row.setField("_id", id);
    DataWriter<Record> writer =
        Parquet.writeData(
                table.io().newOutputFile(table.location() + "/data/evolved" + files++ + ".parquet"))
            .schema(table.schema())
            .withSpec(PartitionSpec.unpartitioned())
            .createWriterFunc(GenericParquetWriter::create)
            .overwrite()
            .build();
    try (writer) {
      writer.write(row);
    }
    table.newAppend().appendFile(writer.toDataFile()).commit();
  }

  private static Object value(org.apache.iceberg.types.Type type, String name, String id) {
    return switch (type.typeId()) {
      case INTEGER -> Integer.valueOf(7);
      case LONG -> Long.valueOf(5_000_000_000L);
      case DOUBLE -> Double.valueOf(0.5);
      case DATE -> java.time.LocalDate.of(2026, 1, 2);
      case TIMESTAMP -> java.time.OffsetDateTime.parse("2026-01-02T03:04:05.123456Z");
      case STRUCT -> {
        Record nested = GenericRecord.create(type.asStructType());
        type.asStructType()
            .fields()
            .forEach(field -> nested.setField(field.name(), value(field.type(), field.name(), id)));
        yield nested;
      }
      case LIST -> List.of(value(type.asListType().elementType(), name, id));
      case MAP -> Map.of("k", value(type.asMapType().valueType(), name, id));
      default -> name + " of " + id;
    };
  }
}
