package io.tributary.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Regular expressions as Java writes them. */
final class RegexFunctions {
  private RegexFunctions() {}

  static void addTo(Library.Group group) {
    group
        .add("extract_regex", 2, 2, RegexFunctions::extract)
        .add("matches_regex", 2, 2, args -> matcher(args).matches());
  }

  private static Matcher matcher(Args args) {
    return args.scope().patterns().matcher(args.text(1), args.text(0), args.scope());
  }

  /** The first match and its groups; nothing if there is no match. */
  private static List<@Nullable String> extract(Args args) {
    Matcher matcher = matcher(args);
    List<@Nullable String> found = new ArrayList<>();
    if (matcher.find()) {
      for (int i = 0; i <= matcher.groupCount(); i++) {
        found.add(matcher.group(i));
      }
    }
    return found;
  }

  /** As {@link String#split(String)}, but metered. */
  static List<String> split(String text, String expression, Scope scope) {
    Matcher matcher = scope.patterns().matcher(expression, text, scope);
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (matcher.find()) {
      if (matcher.end() > 0) {
        parts.add(text.substring(start, matcher.start()));
        start = matcher.end();
        ArrayFunctions.limited(parts);
      }
    }
    parts.add(text.substring(start));
    while (parts.size() > 1 && parts.get(parts.size() - 1).isEmpty()) {
      parts.remove(parts.size() - 1);
    }
    return ArrayFunctions.limited(parts);
  }
}
