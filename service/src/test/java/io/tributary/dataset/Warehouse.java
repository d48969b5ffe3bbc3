package io.tributary.dataset;

import io.tributary.model.Field;
import io.tributary.model.Tally;
import io.tributary.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A warehouse in a folder, with a table of two columns, that can be left and opened again. */
final class Warehouse implements AutoCloseable {
  static final Field ROW =
      Field.object(
          "", List.of(Field.of("_id", Field.Kind.STRING), Field.of("name", Field.Kind.STRING)));
  static final String SOURCE = "account/Contacts";
  static final Instant CHANGED = Instant.parse("2026-05-01T10:00:00.123456Z");
  static final Instant UNTIL = Instant.parse("2026-06-01T12:00:00Z");

  private final Path folder;
  private final String table;
  private Datasets datasets;

  Warehouse(Path folder) {
    this.folder = folder;
    this.datasets = connect();
    this.table = datasets.create("acme", "prod", "Contacts", ROW);
  }

  private Datasets connect() {
    return new Datasets(folder.resolve("warehouse"), url(), properties());
  }

  String url() {
    return "jdbc:sqlite:" + folder.resolve("metadata.db");
  }

  static Map<String, String> properties() {
    return Database.connection("jdbc:sqlite:", "", "");
  }

  TableIdentifier identifier() {
    return TableIdentifier.of(Namespace.of("acme", "prod"), table);
  }

  /** A catalogue as any other program would open it. */
  JdbcCatalog plainCatalog() {
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.setConf(new Configuration());
    catalog.initialize(
        Datasets.CATALOG,
        Map.of(
            "uri", url(),
            "warehouse", folder.resolve("warehouse").toString(),
            "jdbc.schema-version", "V1"));
    return catalog;
  }

  Datasets datasets() {
    return datasets;
  }

  Dataset dataset() {
    return datasets.open("acme", "prod", table);
  }

  /** As after a crash: nothing of the earlier process is left but its files. */
  Warehouse again() {
    datasets.close();
    datasets = connect();
    return this;
  }

  Commit begin(String run, long epoch) {
    return dataset().begin("flow", run, epoch, SOURCE, ROW);
  }

  /** Commits rows, each {@code id=name}, as one split of its own. */
  static void append(Commit commit, String split, String position, String... pairs) {
    commit.checkpoint(split, position, write(commit, pairs), written(pairs.length));
  }

  static Rows.Files write(Commit commit, String... pairs) {
    try (Rows rows = commit.rows()) {
      for (String pair : pairs) {
        String[] parts = pair.split("=", -1);
        rows.append(parts.clone(), parts[0], CHANGED);
      }
      return rows.finish();
    }
  }

  static Tally written(long count) {
    return new Tally(count, count, 0, 0, 0, count * 10);
  }

  Commit land(String run, String... pairs) {
    Commit commit = begin(run, 1);
    append(commit, "all", "end", pairs);
    commit.publish(UNTIL);
    return commit;
  }

  /** The rows of the table as {@code id=name}, sorted. */
  List<String> rows() {
    return dataset().rows(10_000).stream()
        .map(row -> row.get("_id") + "=" + row.get("name"))
        .sorted()
        .toList();
  }

  /** The names of the files in the table's data folder. */
  List<String> files() {
    Path data = Path.of(dataset().location()).resolve("data");
    try (Stream<Path> files = Files.isDirectory(data) ? Files.list(data) : Stream.empty()) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    datasets.close();
  }
}
