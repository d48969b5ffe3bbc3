package io.tributary.dataset;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** A row as it is shown: nested maps without absent fields and without what is ours. */
final class ShownRow {
  private ShownRow() {}

  static Map<String, Object> of(Record row) {
    Map<String, Object> fields = fields(row);
    fields.remove(TableSchema.LINEAGE);
    // Reading past deleted rows adds their position.
    fields.remove(MetadataColumns.ROW_POSITION.name());
    return fields;
  }

  private static Map<String, Object> fields(Record row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    List<NestedField> columns = row.struct().fields();
    for (int i = 0; i < columns.size(); i++) {
      Object value = value(row.get(i));
      if (value != null) {
        fields.put(columns.get(i).name(), value);
      }
    }
    return fields;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Record nested) {
      Map<String, Object> fields = fields(nested);
      return fields.isEmpty() ? null : fields;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ShownRow::value).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.forEach((key, item) -> entries.put(String.valueOf(key), value(item)));
      return entries;
    }
    if (value instanceof OffsetDateTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC).toInstant().toString();
    }
    return value instanceof java.time.LocalDate date ? date.toString() : value;
  }
}
