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

  private final Map<String, Pattern> expressions = new ConcurrentHashMap<>();
  private final Map<String, DateTimeFormatter> dates = new ConcurrentHashMap<>();

  /** A matcher that pays a step for every character it looks at. */
  Matcher matcher(String expression, String text, Scope scope) {
    return pattern(expression).matcher(new Metered(text, 0, text.length(), scope));
  }

  Pattern pattern(String expression) {
    Pattern known = expressions.get(expression);
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

  private static Pattern compiled(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new Unmappable("the regular expression " + expression + ": " + e.getDescription());
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Unmappable("the date pattern " + pattern + " is not valid");
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
