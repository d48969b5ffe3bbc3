package io.tributary.mapping;

import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.RecordError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row in the making, for one record and one thread. */
final class Draft {
  private static final int VALUE_CHARACTERS = 100;

  final @Nullable Object[] row;
  private @Nullable List<RecordError> warnings;

  Draft(int fields) {
    row = new Object[fields];
  }

  /** Notes that a value is not of the type wanted; the second of the same field is not noted. */
  void mismatch(String field, Object value, Field.Kind wanted) {
    warn(field, "\"" + cut(Text.of(value)) + "\" is not a " + wanted + "; it became null.");
  }

  void warn(String field, String reason) {
    if (warnings == null) {
      warnings = new ArrayList<>(2);
    }
    for (RecordError known : warnings) {
      if (field.equals(known.field())) {
        return;
      }
    }
    warnings.add(
        new RecordError(
            ErrorCode.VALUE_NOT_MAPPED.code(), "Field " + field + ": " + reason, field, 1L));
  }

  List<RecordError> warnings() {
    return warnings == null ? List.of() : warnings;
  }

  static String cut(String text) {
    return text.length() <= VALUE_CHARACTERS ? text : text.substring(0, VALUE_CHARACTERS) + "…";
  }
}
