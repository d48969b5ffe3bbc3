package io.tributary.mapping;

import io.tributary.mapping.Function.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cutting, joining and changing text. Positions count from 0. */
final class TextFunctions {
  private TextFunctions() {}

  static void addTo(Library.Group group) {
    group
        .seeingNulls("concat", 0, Function.ANY, TextFunctions::concat)
        .add("explode", 1, 2, TextFunctions::explode)
        .add("split", 2, 2, TextFunctions::split)
        .add("join", 2, 2, TextFunctions::join)
        .add("instr", 2, 4, TextFunctions::instr)
        .add("replacestr", 3, 3, TextFunctions::replace)
        .add("substr", 2, 3, TextFunctions::substr)
        .add("left", 2, 2, a -> cut(a.text(0), 0, a.whole(1)))
        .add("right", 2, 2, TextFunctions::right)
        .add("lower", 1, 1, changed(text -> text.toLowerCase(Locale.ROOT)))
        .add("upper", 1, 1, changed(text -> text.toUpperCase(Locale.ROOT)))
        .alias("lcase", "lower")
        .alias("ucase", "upper")
        .add("trim", 1, 1, changed(String::strip))
        .add("ltrim", 1, 1, changed(String::stripLeading))
        .add("rtrim", 1, 1, changed(String::stripTrailing))
        .seeingNulls("equals", 2, 2, a -> Operations.same(a.get(0), a.get(1)))
        .seeingNulls("equalsIgnoreCase", 2, 2, TextFunctions::equalsIgnoreCase);
  }

  private static Body changed(java.util.function.UnaryOperator<String> change) {
    return args -> change.apply(args.text(0));
  }

  private static String concat(Args args) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < args.size(); i++) {
      text.append(args.text(i, ""));
      Scope.limit(text.length());
    }
    return text.toString();
  }

  static Object equalsIgnoreCase(Args args) {
    boolean nothing = args.get(0) == null || args.get(1) == null;
    return nothing ? args.get(0) == args.get(1) : args.text(0).equalsIgnoreCase(args.text(1));
  }

  /** As Java splits: empty parts at the end are dropped. */
  private static List<String> explode(Args args) {
    String text = args.text(0);
    String delimiter = args.text(1, ",");
    boolean plain = delimiter.length() == 1 && "+?^|.[({)*$\\".indexOf(delimiter.charAt(0)) < 0;
    return plain
        ? ArrayFunctions.limited(new ArrayList<>(List.of(text.split(delimiter, 0))))
        : RegexFunctions.split(text, delimiter, args.scope());
  }

  private static List<String> split(Args args) {
    String text = args.text(0);
    String separators = args.text(1);
    args.scope().search(text, separators);
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (separators.indexOf(text.charAt(i)) >= 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
        ArrayFunctions.limited(parts);
      }
    }
    parts.add(text.substring(start));
    while (parts.size() > 1 && parts.get(parts.size() - 1).isEmpty()) {
      parts.remove(parts.size() - 1);
    }
    return ArrayFunctions.limited(parts);
  }

  static String join(Args args) {
    String separator = args.text(0);
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (Object element : args.list(1)) {
      text.append(first ? "" : separator).append(element == null ? "" : Text.of(element));
      Scope.limit(text.length());
      first = false;
    }
    return text.toString();
  }

  private static Long instr(Args args) {
    String text = args.text(0);
    String wanted = args.text(1);
    args.scope().search(text, wanted);
    int at = text.indexOf(wanted, args.whole(2, 0));
    for (int left = args.whole(3, 1) - 1; left > 0 && at >= 0; left--) {
      at = at + 1 > text.length() ? -1 : text.indexOf(wanted, at + 1);
    }
    return (long) at;
  }

  private static String replace(Args args) {
    String text = args.text(0);
    String find = args.text(1);
    if (find.isEmpty()) {
      return text;
    }
    args.scope().search(text, find);
    String replacement = args.text(2);
    long most = text.length() / find.length() + 1L;
    if (most * replacement.length() > Scope.TEXT_LIMIT) {
      long hits = 0;
      for (int at = text.indexOf(find); at >= 0; at = text.indexOf(find, at + find.length())) {
        hits++;
      }
      Scope.limit(text.length() + hits * (replacement.length() - find.length()));
    }
    return text.replace(find, replacement);
  }

  private static String substr(Args args) {
    String text = args.text(0);
    return cut(text, args.whole(1), args.whole(2, text.length()));
  }

  private static String right(Args args) {
    String text = args.text(0);
    int length = Math.min(args.whole(1), text.length());
    return cut(text, text.length() - Math.max(0, length), length);
  }

  /** What is outside the text is left out. */
  private static String cut(String text, int start, int length) {
    int from = Math.max(0, Math.min(start, text.length()));
    int to = (int) Math.max(from, Math.min((long) from + length, text.length()));
    return text.substring(from, to);
  }
}
