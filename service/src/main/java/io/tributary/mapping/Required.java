package io.tributary.mapping;

import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.RecordError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds required fields that a row lacks; inside objects only where the object is there. */
final class Required {
  private final Field field;
  private final String path;

  /** Of an OBJECT by position: what to check inside that field, or null if nothing. */
  private final @Nullable Required[] inside;

  private Required(Field field, String path) {
    this.field = field;
    this.path = path;
    inside = new Required[field.fields().size()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = of(field.fields().get(i), path);
    }
  }

  /** Null if nothing in the tree is required. */
  static @Nullable Required of(Field field, String parent) {
    if (!requires(field)) {
      return null;
    }
    return new Required(field, join(parent, field.name()));
  }

  private static boolean requires(Field field) {
    return field.fields().stream().anyMatch(child -> child.required() || requires(child));
  }

  List<RecordError> missing(@Nullable Object[] row) {
    List<RecordError> missing = null;
    for (int i = 0; i < inside.length; i++) {
      if (row[i] == null ? field.fields().get(i).required() : inside[i] != null) {
        missing = missing == null ? new ArrayList<>() : missing;
        child(i, row[i], missing);
      }
    }
    return missing == null ? List.of() : missing;
  }

  private void child(int index, @Nullable Object value, List<RecordError> missing) {
    Field child = field.fields().get(index);
    Required deeper = inside[index];
    if (value == null) {
      missing.add(error(join(path, child.name())));
    } else if (deeper != null) {
      deeper.check(value, missing);
    }
  }

  private void check(Object value, List<RecordError> missing) {
    if (value instanceof Object[] object) {
      missing.addAll(missing(object));
      return;
    }
    Iterable<?> elements = value instanceof Map<?, ?> map ? map.values() : (List<?>) value;
    Required deeper = inside[0];
    for (Object element : elements) {
      if (element != null && deeper != null) {
        deeper.check(element, missing);
      }
    }
  }

  private static RecordError error(String path) {
    String message = "Field " + path + " is required and has no value; the record was rejected.";
    return new RecordError(ErrorCode.ROWS_REJECTED.code(), message, path, 1L);
  }

  private static String join(String parent, String name) {
    return parent.isEmpty() ? name : name.isEmpty() ? parent : parent + "." + name;
  }
}
