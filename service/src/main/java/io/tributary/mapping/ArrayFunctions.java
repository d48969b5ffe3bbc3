package io.tributary.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Making arrays and looking into them. */
final class ArrayFunctions {
  private ArrayFunctions() {}

  static void addTo(Library.Group group) {
    group
        .seeingNulls("coalesce", 1, Function.ANY, args -> null)
        .seeingNulls("first", 1, Function.ANY, ArrayFunctions::first)
        .seeingNulls("last", 1, Function.ANY, ArrayFunctions::last)
        .seeingNulls("add_to_array", 2, Function.ANY, ArrayFunctions::append)
        .seeingNulls("join_arrays", 1, Function.ANY, ArrayFunctions::joined)
        .seeingNulls("to_array", 1, Function.ANY, ArrayFunctions::of)
        .add("size_of", 1, 1, ArrayFunctions::size)
        .add("upsert_array_append", 1, 1, args -> args.list(0))
        .add("upsert_array_replace", 1, 2, args -> args.list(0))
        .add("array_to_string", 2, 2, TextFunctions::join)
        .add("flattenArray", 1, 1, ArrayFunctions::flat)
        // Both are bound with their x -> … in Forms; these are their names and counts.
        .add("filterArray", 2, 2, args -> null)
        .add("transformArray", 2, 2, args -> null);
  }

  static <T> List<T> limited(List<T> list) {
    if (list.size() > Scope.LIST_LIMIT) {
      throw new Unmappable("its array has more than " + Scope.LIST_LIMIT + " elements");
    }
    return list;
  }

  private static @Nullable Object first(Args args) {
    return Nested.element(args.elements(), 0);
  }

  private static @Nullable Object last(Args args) {
    return Nested.element(args.elements(), args.elements().size() - 1);
  }

  private static @Nullable Object append(Args args) {
    if (args.get(0) == null) {
      return null;
    }
    List<@Nullable Object> list = new ArrayList<>(args.list(0));
    list.addAll(args.all().subList(1, args.size()));
    return limited(list);
  }

  private static @Nullable Object joined(Args args) {
    if (args.get(0) == null) {
      return null;
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i) != null) {
        list.addAll(args.list(i));
        limited(list);
      }
    }
    return list;
  }

  private static List<@Nullable Object> of(Args args) {
    boolean nulls = args.flag(0, false);
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 1; i < args.size(); i++) {
      if (nulls || args.get(i) != null) {
        list.add(args.get(i));
      }
    }
    return list;
  }

  static Long size(Args args) {
    Object value = args.value(0);
    if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    return (long) (value instanceof String text ? text.length() : args.list(0).size());
  }

  private static List<@Nullable Object> flat(Args args) {
    List<@Nullable Object> list = new ArrayList<>();
    flatten(args.list(0), list, args.scope());
    return list;
  }

  private static void flatten(List<?> from, List<@Nullable Object> into, Scope scope) {
    for (Object element : from) {
      scope.spend(1);
      if (element instanceof List<?> inner) {
        flatten(inner, into, scope);
      } else {
        into.add(element);
        limited(into);
      }
    }
  }
}
