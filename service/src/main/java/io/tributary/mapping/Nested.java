package io.tributary.mapping;

import io.tributary.mapping.Path.At;
import io.tributary.mapping.Path.Name;
import io.tributary.mapping.Path.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reaches into nested values; what is not there is null. */
final class Nested {
  private Nested() {}

  static @Nullable Object read(@Nullable Object value, List<Part> parts, int from) {
    Object at = value;
    for (int i = from; i < parts.size() && at != null; i++) {
      Part part = parts.get(i);
      if (part instanceof Name name) {
        at = at instanceof Map<?, ?> map ? map.get(name.text()) : null;
      } else if (part instanceof At place) {
        at = element(at, place.index());
      } else {
        return at instanceof List<?> list ? each(list, parts, i + 1) : null;
      }
    }
    return at;
  }

  static @Nullable Object element(@Nullable Object of, int index) {
    return of instanceof List<?> list && index >= 0 && index < list.size() ? list.get(index) : null;
  }

  private static List<@Nullable Object> each(List<?> list, List<Part> parts, int from) {
    List<@Nullable Object> found = new ArrayList<>(list.size());
    for (Object element : list) {
      found.add(read(element, parts, from));
    }
    return found;
  }
}
