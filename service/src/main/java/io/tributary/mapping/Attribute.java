package io.tributary.mapping;

import io.tributary.mapping.Columns.Found;
import io.tributary.mapping.Path.Part;
import io.tributary.model.Nearest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Sources that are paths and not expressions. */
final class Attribute {
  private static final Pattern PLAIN =
      Pattern.compile(
          "([A-Za-z_$][A-Za-z0-9_$]*|\\$\\{[^}]+})"
              + "(\\.([A-Za-z_$][A-Za-z0-9_$]*|\\$\\{[^}]+})|\\[(\\*|[0-9]+)])*+");
  private static final Set<String> LITERALS = Set.of("true", "false", "null");

  private Attribute() {}

  /** Whether a source without a type is an attribute: a column's name, or nothing but a path. */
  static boolean looksLike(String source, Columns columns) {
    return columns.has(source) || (PLAIN.matcher(source).matches() && !LITERALS.contains(source));
  }

  /**
   * The value at the path.
   *
   * @throws IllegalArgumentException naming the nearest column if there is none of that name
   */
  static Reading reading(String source, Columns columns) {
    Found found = columns.named(source);
    if (found == null) {
      if (source.isEmpty()) {
        throw new IllegalArgumentException("It has no source.");
      }
      List<Part> parts = Path.parse(source).parts();
      found = columns.find(parts);
      if (found == null) {
        String hint = Nearest.hint(source, columns.names());
        throw new IllegalArgumentException("The source has no column " + source + "." + hint);
      }
    }
    return found.reading();
  }
}
