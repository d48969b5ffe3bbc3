package io.tributary.mapping;

import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.RecordError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row in the making, for one record and one thread. */
final class Draft {
  private static final int VALUE_CHARACTERS = 100;

  /** Of one row, over all its values. */
  private static final int LIMIT = 1 << 22;

  final @Nullable Object[] row;
  private @Nullable List<RecordError> warnings;
  private boolean discreet;
  private int room = LIMIT;

  Draft(int fields) {
    row = new Object[fields];
  }

  /** Whether from here on warnings quote no values. */
  void discreet(boolean on) {
    discreet = on;
  }

  /** Makes sure that the row does not grow without limit, however often a value is put. */
  void hold(@Nullable Object value) {
    room -= value instanceof String text ? text.length() : 1;
    if (room < 0) {
      throw new Unmappable("the row would hold more than " + LIMIT + " characters");
    }
    if (!(value instanceof String) && !Scope.isPlain(value)) {
      holdAll(value);
    }
  }

  private void holdAll(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      list.forEach(this::hold);
    } else if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(this::hold);
      map.values().forEach(this::hold);
    }
  }

  /** Notes that a value is not of the type wanted; the second of the same field is not noted. */
  void mismatch(String field, Object value, Field.Kind wanted) {
    String quoted = discreet ? "its value" : "\"" + cut(Text.of(value)) + "\"";
    warn(field, quoted + " is not a " + wanted + "; it became null.");
  }

  /** Notes that a value could not be computed. */
  void failed(String field, String source, Unmappable why) {
    String reason = discreet ? "" : ": " + why.reason();
    warn(field, cut(source) + " failed" + reason + "; it became null.");
  }

  private void warn(String field, String reason) {
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
