package io.tributary.dataset;

import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.TypeUtil;
import org.jspecify.annotations.Nullable;

/** The rows of one data file, each with its position. */
final class FileRows {
  private FileRows() {}

  /** All rows that were ever written to it, also those that are gone by now. */
  static CloseableIterable<Record> all(Table table, String location, Schema columns) {
    return read(table, location, positioned(columns));
  }

  /** The rows that are still there. */
  static CloseableIterable<Record> live(Table table, FileScanTask task, Schema columns) {
    GenericDeleteFilter deletes =
        new GenericDeleteFilter(table.io(), task, table.schema(), positioned(columns));
    return deletes.filter(read(table, task.file().location(), deletes.requiredSchema()));
  }

  private static CloseableIterable<Record> read(Table table, String location, Schema columns) {
    return Parquet.read(table.io().newInputFile(location))
        .project(columns)
        .createReaderFunc(type -> GenericParquetReaders.buildReader(columns, type))
        .build();
  }

  private static Schema positioned(Schema columns) {
    return TypeUtil.join(columns, new Schema(MetadataColumns.ROW_POSITION));
  }

  static long position(Record row) {
    return (Long) row.getField(MetadataColumns.ROW_POSITION.name());
  }

  /** A part of the lineage column; null where the row has none. */
  static @Nullable Object lineage(Record row, String name) {
    return row.getField(TableSchema.LINEAGE) instanceof Record lineage
        ? lineage.getField(name)
        : null;
  }
}
