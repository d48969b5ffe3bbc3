package io.tributary.mapping;

/**
 * How much a regular expression can try at one place without looking at a character. Counting the
 * characters does not see that: of {@code (|)(|)x} each group can be nothing in two ways.
 */
final class Unread {
  private static final long MOST = 1L << 30;
  private static final Tries CHARACTER = new Tries(0, 1);
  private static final Tries NOTHING = new Tries(1, 1);

  private final String text;
  private int at;

  /**
   * Of a part of the expression.
   *
   * @param ways in which it can be nothing
   * @param steps to try all of them
   */
  private record Tries(long ways, long steps) {
    Tries {
      ways = Math.min(ways, MOST);
      steps = Math.min(steps, MOST);
    }

    Tries or(Tries other) {
      return new Tries(ways + other.ways, steps + other.steps);
    }

    Tries then(Tries next) {
      return new Tries(ways * next.ways, steps + ways * next.steps);
    }

    Tries times(long count) {
      if (ways <= 1) {
        return new Tries(count == 0 ? 1 : ways, 1 + steps * (ways == 0 ? 1 : count));
      }
      Tries all = NOTHING;
      for (long i = 0; i < count && all.steps < MOST; i++) {
        all = all.then(this);
      }
      return all;
    }
  }

  private Unread(String text) {
    this.text = text;
  }

  /**
   * An estimate from above.
   *
   * @param expression one that Java has compiled
   */
  static long in(String expression) {
    Unread reader = new Unread(expression);
    Tries all = reader.alternatives();
    while (reader.at < expression.length()) {
      reader.at++;
      all = all.then(reader.alternatives());
    }
    return all.steps();
  }

  private Tries alternatives() {
    Tries all = sequence();
    while (takes("|")) {
      all = all.or(sequence());
    }
    return all;
  }

  private Tries sequence() {
    Tries all = NOTHING;
    while (at < text.length() && "|)".indexOf(text.charAt(at)) < 0) {
      all = all.then(repeated(one()));
    }
    return all;
  }

  private Tries one() {
    char c = text.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> set();
      case '\\' -> escape();
      case '^', '$' -> NOTHING;
      default -> CHARACTER;
    };
  }

  private Tries group() {
    boolean looks = takes("?=") || takes("?!") || takes("?<=") || takes("?<!");
    boolean atomic = !looks && takes("?>");
    if (!looks && !atomic && takes("?")) {
      prefix();
      if (takes(")")) {
        return NOTHING;
      }
    }
    Tries inside = alternatives();
    takes(")");
    return new Tries(
        looks ? 1 : atomic ? Math.min(1, inside.ways()) : inside.ways(), inside.steps() + 1);
  }

  /** A name or flags. */
  private void prefix() {
    int end = at;
    while (end < text.length() && ":)>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (text.charAt(at) != '<' && text.substring(at, end).indexOf('x') >= 0) {
      throw new Unmappable("the flag x is not for regular expressions of rules");
    }
    at = text.startsWith(")", end) ? end : end + 1;
  }

  private Tries set() {
    for (int depth = 1; depth > 0 && at < text.length(); at++) {
      char c = text.charAt(at);
      if (text.startsWith("\\Q", at)) {
        at = end("\\E") - 1;
      } else if (c == '\\') {
        at++;
      } else {
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      }
    }
    return CHARACTER;
  }

  private Tries escape() {
    char c = text.charAt(at++);
    if (c == 'Q') {
      int start = at;
      at = end("\\E");
      return text.startsWith("\\E", start) || start == text.length() ? NOTHING : CHARACTER;
    }
    if (text.startsWith("{", at) || c == 'k') {
      at = end(c == 'k' ? ">" : "}");
    }
    while (c >= '1' && c <= '9' && at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return "bBAGzZk123456789".indexOf(c) >= 0 ? NOTHING : CHARACTER;
  }

  private int end(String mark) {
    int found = text.indexOf(mark, at);
    return found < 0 ? text.length() : found + mark.length();
  }

  private Tries repeated(Tries once) {
    if (at >= text.length() || "?*+{".indexOf(text.charAt(at)) < 0) {
      return once;
    }
    long least = text.charAt(at) == '+' ? 1 : 0;
    boolean more = true;
    if (text.charAt(at) == '{') {
      int close = end("}") - 1;
      String[] counts = text.substring(at + 1, close).split(",", -1);
      least = Long.parseLong(counts[0].strip());
      more = counts.length > 1 && !counts[1].strip().equals(counts[0].strip());
      at = close;
    }
    at++;
    boolean modified = takes("?") || takes("+");
    Tries all = once.times(least);
    return more || modified ? all.then(NOTHING.or(once)) : all;
  }

  private boolean takes(String mark) {
    boolean found = text.startsWith(mark, at);
    at += found ? mark.length() : 0;
    return found;
  }
}
