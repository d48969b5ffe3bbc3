package io.tributary.mapping;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions and date patterns of one mapping, kept because compiling them is slow. */
final class Patterns {
  private static final int KEPT = 200;
  private static final int LONGEST = 4096;

  /** How much that is done without looking at a character costs nothing. */
  private static final int UNREAD = 64;

  private final Map<String, Expression> expressions = new ConcurrentHashMap<>();
  private final Map<String, DateTimeFormatter> dates = new ConcurrentHashMap<>();

  /**
   * A regular expression.
   *
   * @param unread what matching may do at one place without looking at a character
   */
  private record Expression(Pattern pattern, long unread) {}

  /** A matcher that pays a step for every character it looks at. */
  Matcher matcher(String expression, String text, Scope scope) {
    Expression compiled = expression(expression);
    scope.spend(compiled.unread() / UNREAD * (text.length() + 1L));
    return compiled.pattern().matcher(new Metered(text, 0, text.length(), scope));
  }

  private Expression expression(String expression) {
    Expression known = expressions.get(expression);
    return known != null ? known : keep(expressions, expression, compiled(expression));
  }

  DateTimeFormatter date(String pattern) {
    DateTimeFormatter known = dates.get(pattern);
    return known != null ? known : keep(dates, pattern, formatter(pattern));
  }

  private static <T> T keep(Map<String, T> kept, String key, T value) {
    if (kept.size() < KEPT) {
      kept.put(key, value);
    }
    return value;
  }

  private static Expression compiled(String expression) {
    requireShort("the regular expression ", expression);
    try {
      return new Expression(Pattern.compile(expression), Unread.in(expression));
    } catch (PatternSyntaxException e) {
      throw new Unmappable(
          "the regular expression " + Draft.cut(expression) + ": " + e.getDescription());
    }
  }

  private static void requireShort(String what, String pattern) {
    if (pattern.length() > LONGEST) {
      throw new Unmappable(
          what + Draft.cut(pattern) + " is longer than " + LONGEST + " characters");
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    requireShort("the date pattern ", pattern);
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Unmappable("the date pattern " + Draft.cut(pattern) + " is not valid");
    }
  }

  /** Backtracking can take exponential time; counting is what stops it, without a second thread. */
  private record Metered(String text, int start, int end, Scope scope) implements CharSequence {
    @Override
    public int length() {
      return end - start;
    }

    @Override
    public char charAt(int index) {
      scope.spend(1);
      return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Metered(text, start + from, start + to, scope);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
