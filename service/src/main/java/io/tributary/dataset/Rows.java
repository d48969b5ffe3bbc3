package io.tributary.dataset;

import io.tributary.model.Field;
import io.tributary.model.RecordError;
import io.tributary.model.Rejection;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;

/**
 * The open files of one part of a run. Closed without {@link #finish}, it leaves nothing behind.
 * Not thread-safe.
 */
public final class Rows implements Closeable {
  static final String REJECTED = "-rejected";

  private final Table table;

  /** As it was when the view was made; the table may gain columns meanwhile. */
  private final Schema schema;

  private final Run run;
  private final RowView view;
  private final Lineage lineage;
  private final String stem;
  private @Nullable DataWriter<StructLike> writer;
  private @Nullable RejectedRows rejected;
  private final Reasons reasons = new Reasons();

  /** The files that were written and are ready to be committed, and why what is not in them. */
  public record Files(
      List<DataFile> data, List<Quarantine.RejectedFile> rejected, List<RecordError> reasons) {}

  Rows(Table table, Run run, Field row, int number) {
    this.table = table;
    this.schema = table.schema();
    this.run = run;
    this.lineage = new Lineage(run.source(), run.id());
    this.view = new RowView(schema.asStruct(), row, lineage);
    this.stem = run.filePrefix() + run.epoch() + "-" + number;
  }

  public void append(@Nullable Object[] row, String recordId, @Nullable Instant changedAt) {
    if (writer == null) {
      writer = open();
    }
    lineage.of(recordId, changedAt);
    writer.write(view.of(row));
  }

  /** Notes which values of a record were lost. */
  public void warn(List<RecordError> warnings) {
    reasons.note(warnings);
  }

  public void reject(Rejection rejection) {
    reasons.note(rejection.errors());
    if (rejected == null) {
      rejected = new RejectedRows(file(REJECTED), run);
    }
    rejected.append(rejection);
  }

  /** Bytes written so far, as far as the open file knows. */
  public long bytes() {
    return writer == null ? 0 : writer.length();
  }

  /** Closes the files and hands them over. */
  public Files finish() {
    try {
      List<DataFile> data = List.of();
      if (writer != null) {
        writer.close();
        data = List.of(writer.toDataFile());
        writer = null;
      }
      List<Quarantine.RejectedFile> kept =
          rejected == null ? List.of() : List.of(rejected.finish());
      rejected = null;
      return new Files(data, kept, reasons.all());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataWriter<StructLike> open() {
    try {
      return Parquet.writeData(file(""))
          .forTable(table)
          .schema(schema)
          .withSpec(PartitionSpec.unpartitioned())
          .createWriterFunc(type -> InternalWriter.create(schema.asStruct(), type))
          .overwrite()
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OutputFile file(String suffix) {
    return table.io().newOutputFile(table.location() + "/data/" + stem + suffix + ".parquet");
  }

  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
        table.io().deleteFile(writer.toDataFile().location());
        writer = null;
      }
      if (rejected != null) {
        table.io().deleteFile(rejected.finish().path());
        rejected = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
