package io.tributary.dataset;

import io.tributary.model.TableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.TimestampType;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Tells how tables can be read by somebody who knows Parquet only. A file keeps the columns that it
 * was written with, so each is looked into, once. Thread-safe.
 */
final class Layout {
  private static final int REMEMBERED = 20_000;

  private final Map<String, List<TableFiles.Column>> byFile = new LinkedHashMap<>();
  private final ConcurrentMap<List<TableFiles.Column>, List<TableFiles.Column>> known =
      new ConcurrentHashMap<>();

  private record Alike(List<TableFiles.Column> written, boolean deleted) {}

  /** The table's current snapshot. */
  TableFiles of(Table table) {
    Map<Alike, List<String>> parts = new LinkedHashMap<>();
    Set<String> deletes = new LinkedHashSet<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        task.deletes().forEach(delete -> deletes.add(path(delete)));
        String file = LocalFiles.path(task.file().location()).toString();
        parts
            .computeIfAbsent(
                new Alike(written(file), !task.deletes().isEmpty()), any -> new ArrayList<>())
            .add(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TableFiles(
        columns(table.schema()),
        parts.entrySet().stream()
            .map(
                part ->
                    new TableFiles.Part(
                        part.getKey().written(), part.getKey().deleted(), part.getValue()))
            .toList(),
        List.copyOf(deletes));
  }

  private static String path(DeleteFile delete) {
    if (delete.content() != FileContent.POSITION_DELETES || delete.format() != FileFormat.PARQUET) {
      throw new IllegalStateException(
          "Somebody else has written to the table: " + delete.content() + " in " + delete.format());
    }
    return LocalFiles.path(delete.location()).toString();
  }

  private List<TableFiles.Column> written(String file) {
    synchronized (byFile) {
      List<TableFiles.Column> columns = byFile.get(file);
      if (columns != null) {
        return columns;
      }
    }
    List<TableFiles.Column> read = columns(schemaOf(file));
    List<TableFiles.Column> columns = known.computeIfAbsent(read, same -> same);
    synchronized (byFile) {
      if (byFile.size() >= REMEMBERED) {
        byFile.clear();
        known.clear();
      }
      byFile.put(file, columns);
    }
    return columns;
  }

  private static Schema schemaOf(String file) {
    ParquetReadOptions onlySchema =
        ParquetReadOptions.builder()
            .withMetadataFilter(ParquetMetadataConverter.SKIP_ROW_GROUPS)
            .build();
    try (ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(LocalFiles.path(file)), onlySchema)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      if (!ParquetSchemaUtil.hasIds(schema)) {
        throw new IllegalStateException("Somebody else has written the file " + file);
      }
      return ParquetSchemaUtil.convert(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<TableFiles.Column> columns(Schema schema) {
    return schema.columns().stream().map(Layout::column).toList();
  }

  private static TableFiles.Column column(NestedField field) {
    Type type = field.type();
    List<TableFiles.Column> parts =
        type.isNestedType()
            ? type.asNestedType().fields().stream().map(Layout::column).toList()
            : List.of();
    return new TableFiles.Column(field.fieldId(), field.name(), sql(type), parts);
  }

  private static String sql(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case LONG -> "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP ->
          ((TimestampType) type).shouldAdjustToUTC() ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
      case STRING -> "VARCHAR";
      case UUID -> "UUID";
      case FIXED, BINARY -> "BLOB";
      case DECIMAL ->
          "DECIMAL(" + ((DecimalType) type).precision() + "," + ((DecimalType) type).scale() + ")";
      case STRUCT -> "STRUCT";
      case LIST -> "LIST";
      case MAP -> "MAP";
      default -> throw new IllegalStateException("No type in SQL for " + type);
    };
  }
}
