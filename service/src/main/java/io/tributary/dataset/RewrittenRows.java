package io.tributary.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the table that are written once more as they are, lineage and all, into files of about a
 * size. Closed without {@link #keep}, it leaves nothing behind. Not thread-safe.
 */
final class RewrittenRows implements Closeable {
  private static final int ROWS_BETWEEN_LOOKS = 1000;

  private final Table table;
  private final String stem;
  private final long fileBytes;
  private final List<DataFile> files = new ArrayList<>();
  private @Nullable DataWriter<Record> writer;
  private long rows;
  private boolean kept;

  RewrittenRows(Table table, String stem, long fileBytes) {
    this.table = table;
    this.stem = stem;
    this.fileBytes = fileBytes;
  }

  void append(Record row) {
    if (writer == null) {
      writer = open();
    }
    writer.write(row);
    if (++rows % ROWS_BETWEEN_LOOKS == 0 && writer.length() >= fileBytes) {
      closeFile();
    }
  }

  long count() {
    return rows;
  }

  /** Ends the last file and tells all of them. */
  List<DataFile> finish() {
    closeFile();
    return files;
  }

  /** The files are the table's now. */
  void keep() {
    kept = true;
  }

  private DataWriter<Record> open() {
    String name = stem + "-" + files.size() + ".parquet";
    try {
      return Parquet.writeData(table.io().newOutputFile(table.location() + "/data/" + name))
          .forTable(table)
          .withSpec(PartitionSpec.unpartitioned())
          .createWriterFunc(GenericParquetWriter::create)
          .overwrite()
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void closeFile() {
    if (writer == null) {
      return;
    }
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.add(writer.toDataFile());
    writer = null;
  }

  @Override
  public void close() {
    closeFile();
    if (!kept) {
      files.forEach(file -> table.io().deleteFile(file.location()));
    }
  }
}
