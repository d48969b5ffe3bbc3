package io.tributary.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Making maps and looking into them. */
final class MapFunctions {
  private MapFunctions() {}

  static void addTo(Library.Group group) {
    group
        .add("map_get_values", 2, 2, MapFunctions::values)
        .add("map_has_keys", 2, 2, MapFunctions::hasKeys)
        .seeingNulls("add_to_map", 1, Function.ANY, MapFunctions::merged)
        .seeingNulls("to_map", 0, Function.ANY, args -> ObjectFunctions.pairs(args, 0))
        .seeingNulls("object_to_map", 1, Function.ANY, MapFunctions::ofObject)
        .add("array_to_map", 2, 2, MapFunctions::byAttribute);
  }

  /** Of one key its value; of several an object with those that are there. */
  private static @Nullable Object values(Args args) {
    Map<?, ?> map = args.map(0);
    if (!(args.value(1) instanceof List<?> keys)) {
      return map.get(args.text(1));
    }
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    for (Object key : keys) {
      String name = key == null ? null : args.scope().text(key);
      if (name != null && map.containsKey(name)) {
        found.put(name, map.get(name));
      }
    }
    return found;
  }

  private static boolean hasKeys(Args args) {
    Map<?, ?> map = args.map(0);
    return args.value(1) instanceof List<?> keys
        ? keys.stream().anyMatch(key -> key != null && map.containsKey(args.scope().text(key)))
        : map.containsKey(args.text(1));
  }

  /** The first map that has a key decides. */
  private static @Nullable Object merged(Args args) {
    Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
    boolean any = false;
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i) != null) {
        any = true;
        for (Map.Entry<?, ?> entry : args.map(i).entrySet()) {
          if (!merged.containsKey(entry.getKey())) {
            merged.put(entry.getKey(), entry.getValue());
          }
        }
      }
    }
    return any ? merged : null;
  }

  private static @Nullable Object ofObject(Args args) {
    Object first = args.get(0);
    if (first == null) {
      return null;
    }
    if (args.size() == 1) {
      return new LinkedHashMap<Object, @Nullable Object>(args.map(0));
    }
    return first instanceof List<?> && args.size() == 2
        ? byAttribute(args)
        : ObjectFunctions.pairs(args, 0);
  }

  private static Map<String, @Nullable Object> byAttribute(Args args) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    String attribute = args.text(1);
    for (Object element : args.list(0)) {
      Object key = element instanceof Map<?, ?> object ? object.get(attribute) : null;
      if (key != null) {
        map.putIfAbsent(args.scope().text(key), element);
      }
    }
    return map;
  }
}
