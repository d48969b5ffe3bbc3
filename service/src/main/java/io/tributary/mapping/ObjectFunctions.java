package io.tributary.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tributary.model.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Making objects and looking into them. */
final class ObjectFunctions {
  private ObjectFunctions() {}

  static void addTo(Library.Group group) {
    group
        .seeingNulls("is_empty", 1, 1, args -> isEmpty(args.get(0)))
        .seeingNulls("to_object", 0, Function.ANY, args -> pairs(args, 0))
        .seeingNulls("arrays_to_objects", 2, Function.ANY, ObjectFunctions::zipped)
        .alias("arrays_to_object", "arrays_to_objects")
        .add("str_to_object", 1, 3, ObjectFunctions::split)
        .add("get_values", 3, 4, ObjectFunctions::oneOf)
        .add("get_keys", 1, 1, args -> new ArrayList<Object>(args.map(0).keySet()))
        .seeingNulls("contains_key", 1, 1, args -> args.get(0) != null)
        .alias("is_set", "contains_key")
        .seeingNulls("nullify", 0, 0, args -> null)
        .add("json_to_object", 1, 1, ObjectFunctions::json);
  }

  static boolean isEmpty(@Nullable Object value) {
    return value == null
        || (value instanceof String text && text.isEmpty())
        || (value instanceof Collection<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  /** Keys and values in turn. */
  static Map<String, @Nullable Object> pairs(Args args, int from) {
    if ((args.size() - from) % 2 != 0) {
      throw new Unmappable("every key needs a value");
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = from; i < args.size(); i += 2) {
      object.put(args.text(i), args.get(i + 1));
    }
    return object;
  }

  private static @Nullable Object zipped(Args args) {
    List<@Nullable Object> objects = new ArrayList<>();
    for (int i = 1; i < args.size(); i += 2) {
      if (args.get(i) == null) {
        continue;
      }
      String key = args.text(i - 1);
      List<?> values = args.list(i);
      for (int j = 0; j < values.size(); j++) {
        args.scope().spend(1);
        if (j == objects.size()) {
          objects.add(new LinkedHashMap<String, @Nullable Object>());
        }
        put(objects.get(j), key, values.get(j));
      }
    }
    return ArrayFunctions.limited(objects);
  }

  @SuppressWarnings("unchecked")
  private static void put(@Nullable Object object, String key, @Nullable Object value) {
    if (object != null) {
      ((Map<String, @Nullable Object>) object).put(key, value);
    }
  }

  private static Map<String, @Nullable Object> split(Args args) {
    return split(args, args.text(1, ":"), args.text(2, ","));
  }

  private static @Nullable Object oneOf(Args args) {
    return split(args, args.text(2), args.text(3, ",")).get(args.text(1).strip());
  }

  private static Map<String, @Nullable Object> split(Args args, String value, String field) {
    if (value.isEmpty() || field.isEmpty()) {
      throw new Unmappable("the delimiters are empty");
    }
    String text = args.text(0);
    args.scope().search(text, value);
    args.scope().search(text, field);
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int at = 0; at <= text.length(); ) {
      int end = text.indexOf(field, at);
      String part = text.substring(at, end < 0 ? text.length() : end);
      int delimiter = part.indexOf(value);
      if (delimiter >= 0) {
        object.put(
            part.substring(0, delimiter).strip(),
            part.substring(delimiter + value.length()).strip());
      } else if (!part.isBlank()) {
        object.put(part.strip(), null);
      }
      at = end < 0 ? text.length() + 1 : end + field.length();
    }
    return object;
  }

  private static @Nullable Object json(Args args) {
    try {
      Object read = Json.mapper().readValue(args.text(0), Object.class);
      args.scope().weigh(read);
      return read;
    } catch (JsonProcessingException e) {
      throw args.wrong(0, "JSON");
    }
  }
}
