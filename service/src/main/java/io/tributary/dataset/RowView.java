package io.tributary.dataset;

import io.tributary.model.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Shows a row, an {@code Object[]} in the order of its {@link Field}, as the struct of a table.
 * Columns are found by name, so a table may have gained columns since. One view is reused for all
 * rows; not thread-safe.
 */
final class RowView implements StructLike {
  private static final int LINEAGE = -2;

  private final int[] positions;
  private final Shape[] shapes;
  private final @Nullable Lineage lineage;
  private @Nullable Object[] row = new Object[0];

  /**
   * @param lineage what the lineage column shows, for the view of a whole row
   */
  RowView(StructType struct, Field object, @Nullable Lineage lineage) {
    List<NestedField> columns = struct.fields();
    this.positions = new int[columns.size()];
    this.shapes = new Shape[columns.size()];
    this.lineage = lineage;
    for (int i = 0; i < positions.length; i++) {
      NestedField column = columns.get(i);
      boolean ours = lineage != null && column.name().equals(TableSchema.LINEAGE);
      positions[i] = ours ? LINEAGE : object.indexOf(column.name());
      shapes[i] =
          positions[i] < 0
              ? Shape.SCALAR
              : Shape.of(column.type(), object.fields().get(positions[i]));
    }
  }

  RowView of(@Nullable Object[] values) {
    this.row = values;
    return this;
  }

  @Override
  public int size() {
    return positions.length;
  }

  @Override
  public <T> @Nullable T get(int index, Class<T> type) {
    int position = positions[index];
    if (position == LINEAGE) {
      return type.cast(lineage);
    }
    Object value = position < 0 ? null : row[position];
    return value == null ? null : type.cast(shapes[index].show(value));
  }

  @Override
  public <T> void set(int index, T value) {
    throw new UnsupportedOperationException("A view is read only");
  }

  /**
   * How the values of one column are shown: scalars as they are, containers of rows through views.
   */
  private interface Shape {
    Shape SCALAR = value -> value;

    Object show(Object value);

    static Shape of(Type type, Field field) {
      return switch (field.kind()) {
        case OBJECT -> {
          RowView view = new RowView(type.asStructType(), field, null);
          yield value -> view.of((Object[]) value);
        }
        case ARRAY -> elements(type.asListType().elementType(), field.fields().get(0));
        case MAP -> values(type.asMapType().valueType(), field.fields().get(0));
        default -> SCALAR;
      };
    }

    private static Shape elements(Type type, Field element) {
      if (!isContainer(element)) {
        return SCALAR;
      }
      return value -> ((List<?>) value).stream().map(item -> fresh(type, element, item)).toList();
    }

    private static Shape values(Type type, Field element) {
      if (!isContainer(element)) {
        return SCALAR;
      }
      return value -> {
        Map<Object, Object> shown = new HashMap<>();
        ((Map<?, ?>) value).forEach((key, item) -> shown.put(key, fresh(type, element, item)));
        return shown;
      };
    }

    private static boolean isContainer(Field field) {
      return switch (field.kind()) {
        case OBJECT, ARRAY, MAP -> true;
        default -> false;
      };
    }

    /** Elements live side by side, so each needs a view of its own. */
    private static Object fresh(Type type, Field element, Object item) {
      return of(type, element).show(item);
    }
  }
}
