package io.tributary.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be written after a value and a dot; the value is the first argument. */
final class Methods {
  private static final Map<String, Function> ALL =
      new Library.Group()
          .seeingNulls("equals", 2, 2, a -> Operations.same(a.get(0), a.get(1)))
          .seeingNulls("equalsIgnoreCase", 2, 2, TextFunctions::equalsIgnoreCase)
          .add("get", 2, 2, Methods::get)
          .add("containsKey", 2, 2, a -> a.map(0).containsKey(a.text(1)))
          .add("contains", 2, 2, Methods::contains)
          .add("startsWith", 2, 2, a -> a.text(0).startsWith(a.text(1)))
          .add("endsWith", 2, 2, a -> a.text(0).endsWith(a.text(1)))
          .add("length", 1, 1, ArrayFunctions::size)
          .add("size", 1, 1, ArrayFunctions::size)
          .seeingNulls("isEmpty", 1, 1, a -> ObjectFunctions.isEmpty(a.get(0)))
          .add("toString", 1, 1, a -> a.text(0))
          .add("toLowerCase", 1, 1, a -> a.text(0).toLowerCase(Locale.ROOT))
          .add("toUpperCase", 1, 1, a -> a.text(0).toUpperCase(Locale.ROOT))
          .add("trim", 1, 1, a -> a.text(0).strip())
          .add("indexOf", 2, 2, Methods::indexOf)
          .functions();

  private Methods() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static @Nullable Function find(String name) {
    return ALL.get(name);
  }

  private static @Nullable Object get(Args args) {
    return args.value(0) instanceof List<?> list
        ? Nested.element(list, args.whole(1))
        : args.map(0).get(args.text(1));
  }

  private static long indexOf(Args args) {
    args.scope().search(args.text(0), args.text(1));
    return args.text(0).indexOf(args.text(1));
  }

  private static boolean contains(Args args) {
    return args.value(0) instanceof List<?> list
        ? Operations.in(args.value(1), list, args.scope())
        : indexOf(args) >= 0;
  }
}
