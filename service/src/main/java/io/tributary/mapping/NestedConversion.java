package io.tributary.mapping;

import io.tributary.model.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversions of values that hold others. Every container made here may be changed later. */
final class NestedConversion {
  private NestedConversion() {}

  /** Copies the children of the same name; others are left behind. */
  static Conversion object(Field field, String path) {
    List<Field> children = field.fields();
    Conversion[] conversions = new Conversion[children.size()];
    for (int i = 0; i < conversions.length; i++) {
      conversions[i] = Conversion.to(children.get(i), path + "." + children.get(i).name());
    }
    return (value, draft) -> {
      if (!(value instanceof Map<?, ?> map)) {
        draft.mismatch(path, value, field.kind());
        return null;
      }
      @Nullable Object[] copy = new Object[conversions.length];
      for (int i = 0; i < conversions.length; i++) {
        Object child = map.get(children.get(i).name());
        copy[i] = child == null ? null : conversions[i].convert(child, draft);
      }
      return copy;
    };
  }

  static Conversion array(Field field, String path) {
    Conversion element = Conversion.to(field.fields().get(0), path + "[*]");
    return (value, draft) -> {
      if (!(value instanceof List<?> list)) {
        draft.mismatch(path, value, field.kind());
        return null;
      }
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      for (Object child : list) {
        copy.add(child == null ? null : element.convert(child, draft));
      }
      return copy;
    };
  }

  static Conversion map(Field field, String path) {
    Conversion element = Conversion.to(field.fields().get(0), path + ".*");
    return (value, draft) -> {
      if (!(value instanceof Map<?, ?> map)) {
        draft.mismatch(path, value, field.kind());
        return null;
      }
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach(
          (key, child) ->
              copy.put(String.valueOf(key), child == null ? null : element.convert(child, draft)));
      return copy;
    };
  }
}
