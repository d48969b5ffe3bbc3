package io.tributary.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The table of a data set's rejected records, {@code <table>__rejected}: one row for each reason.
 */
final class Quarantine {
  static final String SUFFIX = "__rejected";
  static final Schema SCHEMA =
      new Schema(
          NestedField.optional(1, "runId", Types.StringType.get()),
          NestedField.optional(2, "flowId", Types.StringType.get()),
          NestedField.optional(3, "source", Types.StringType.get()),
          NestedField.optional(4, "recordId", Types.StringType.get()),
          NestedField.optional(5, "code", Types.StringType.get()),
          NestedField.optional(6, "field", Types.StringType.get()),
          NestedField.optional(7, "message", Types.StringType.get()),
          NestedField.optional(8, "record", Types.StringType.get()));

  private final JdbcCatalog catalog;
  private final TableIdentifier identifier;
  private final Run run;

  /** A file of rejected records that a checkpoint names, until the run publishes it. */
  public record RejectedFile(String path, long bytes, long rows) {}

  Quarantine(JdbcCatalog catalog, TableIdentifier of, Run run) {
    this.catalog = catalog;
    this.identifier = of(of);
    this.run = run;
  }

  /** The name of the table beside a data set's. */
  static TableIdentifier of(TableIdentifier dataset) {
    return TableIdentifier.of(dataset.namespace(), dataset.name() + SUFFIX);
  }

  /** Adds the run's rejected records, once, however often it is asked. */
  void publish(List<RejectedFile> files) {
    if (files.isEmpty()) {
      return;
    }
    Table table = catalog.tableExists(identifier) ? catalog.loadTable(identifier) : create();
    if (RunFiles.snapshot(table, run.id()) != null) {
      return;
    }
    AppendFiles append = table.newAppend().set(Commit.RUN, run.id()).set(Commit.FLOW, run.flow());
    for (RejectedFile file : files) {
      append.appendFile(dataFile(file));
    }
    append.commit();
  }

  /** The reasons for which a record was rejected. */
  static List<Dataset.FoundRejection> find(Table table, String recordId, int limit) {
    List<Dataset.FoundRejection> found = new ArrayList<>();
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(Expressions.equal("recordId", recordId)).build()) {
      for (Record row : rows) {
        if (found.size() == limit) {
          break;
        }
        String run = String.valueOf(row.getField("runId"));
        found.add(new Dataset.FoundRejection(run, RunFiles.rejection(row)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private Table create() {
    return catalog.createTable(identifier, SCHEMA, PartitionSpec.unpartitioned());
  }

  private static DataFile dataFile(RejectedFile file) {
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath(file.path())
        .withFormat(FileFormat.PARQUET)
        .withFileSizeInBytes(file.bytes())
        .withRecordCount(file.rows())
        .build();
  }
}
