package io.tributary.dataset;

import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.TributaryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The columns of a table: those of its XDM schema, and one of ours that says where each row came
 * from.
 */
final class TableSchema {
  /** The column that says where a row came from. */
  static final String LINEAGE = "_tributary";

  static final String SOURCE = LINEAGE + ".source";
  static final String RECORD_ID = LINEAGE + ".recordId";
  static final String CHANGED_AT = LINEAGE + ".changedAt";
  static final String RUN_ID = LINEAGE + ".runId";

  private TableSchema() {}

  static Schema of(Field root) {
    AtomicInteger ids = new AtomicInteger();
    List<NestedField> columns = new ArrayList<>(fields(root, ids));
    columns.add(
        NestedField.optional(
            ids.incrementAndGet(),
            LINEAGE,
            Types.StructType.of(
                NestedField.optional(ids.incrementAndGet(), "source", Types.StringType.get()),
                NestedField.optional(ids.incrementAndGet(), "recordId", Types.StringType.get()),
                NestedField.optional(
                    ids.incrementAndGet(), "changedAt", Types.TimestampType.withZone()),
                NestedField.optional(ids.incrementAndGet(), "runId", Types.StringType.get()))));
    return new Schema(columns);
  }

  /**
   * Gives a table the columns that rows have and it has not. Columns are never taken away or
   * changed: what rows do not have stays null.
   *
   * @throws TributaryException if a column holds another type
   */
  static void grow(Table table, Field row) {
    try {
      UpdateSchema update = table.updateSchema().unionByNameWith(of(row));
      if (!update.apply().sameSchema(table.schema())) {
        update.commit();
      }
    } catch (IllegalArgumentException e) {
      throw new TributaryException(
          ErrorCode.PROMOTION_FAILED,
          "The rows do not fit the table "
              + table.name()
              + " any more: "
              + e.getMessage()
              + ". Make a data set for the changed schema.",
          e);
    }
  }

  private static List<NestedField> fields(Field object, AtomicInteger ids) {
    List<NestedField> columns = new ArrayList<>();
    for (Field field : object.fields()) {
      // Every column is optional: what a schema requires is checked per row, and may be relaxed
      // later.
      columns.add(NestedField.optional(ids.incrementAndGet(), field.name(), type(field, ids)));
    }
    return columns;
  }

  private static Type type(Field field, AtomicInteger ids) {
    return switch (field.kind()) {
      case STRING -> Types.StringType.get();
      case BOOLEAN -> Types.BooleanType.get();
      case INTEGER -> Types.LongType.get();
      case NUMBER -> Types.DoubleType.get();
      case DATE -> Types.DateType.get();
      case DATE_TIME -> Types.TimestampType.withZone();
      case OBJECT -> Types.StructType.of(fields(field, ids));
      case ARRAY ->
          Types.ListType.ofOptional(ids.incrementAndGet(), type(field.fields().get(0), ids));
      case MAP ->
          Types.MapType.ofOptional(
              ids.incrementAndGet(),
              ids.incrementAndGet(),
              Types.StringType.get(),
              type(field.fields().get(0), ids));
    };
  }
}
