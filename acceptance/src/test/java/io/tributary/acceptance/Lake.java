package io.tributary.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.Files;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** Reads the tables of a home as any Iceberg reader would, with nothing of ours. */
final class Lake implements AutoCloseable {
  private final JdbcCatalog catalog = new JdbcCatalog(properties -> new PlainFiles(), null, false);

  Lake(Path home) {
    catalog.initialize(
        "tributary",
        Map.of(
            CatalogProperties.URI,
            "jdbc:sqlite:" + home.resolve("metadata.db") + "?busy_timeout=20000",
            CatalogProperties.WAREHOUSE_LOCATION,
            home.resolve("warehouse").toString(),
            "jdbc.schema-version",
            "V1"));
  }

  Table table(String name) {
    return catalog.loadTable(TableIdentifier.of(Namespace.of("acme", "prod"), name));
  }

  /** The {@code _id} of every row. */
  List<String> ids(String name) throws IOException {
    List<String> ids = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table(name)).select("_id").build()) {
      rows.forEach(row -> ids.add(String.valueOf(row.getField("_id"))));
    }
    return ids;
  }

  /** A field of a nested record, for every row, by the row's {@code _id}. */
  Map<String, String> firstNames(String name) throws IOException {
    Map<String, String> names = new java.util.HashMap<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table(name)).select("_id", "person.name.firstName").build()) {
      for (Record row : rows) {
        Record person = (Record) row.getField("person");
        Record nameOf = person == null ? null : (Record) person.getField("name");
        names.put(
            String.valueOf(row.getField("_id")),
            nameOf == null ? "" : String.valueOf(nameOf.getField("firstName")));
      }
    }
    return names;
  }

  @Override
  public void close() {
    catalog.close();
  }

  private static final class PlainFiles implements FileIO {
    private static final long serialVersionUID = 1L;

    @Override
    public InputFile newInputFile(String path) {
      return Files.localInput(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      return Files.localOutput(path);
    }

    @Override
    public void deleteFile(String path) {
      throw new UnsupportedOperationException("A reader deletes nothing");
    }
  }
}
