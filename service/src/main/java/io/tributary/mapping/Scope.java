package io.tributary.mapping;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one evaluation of one expression may see, and how much it may still do. */
final class Scope {
  /** The longest text and the longest list that a function may make. */
  static final int TEXT_LIMIT = 1 << 20;

  static final int LIST_LIMIT = 100_000;
  private static final int STEPS = 2_000_000;

  /** How much one step pays for. */
  private static final int CHARACTERS = 8;

  private static final int COMPARISONS = 64;
  private static final int DATE = 20;
  private static final @Nullable Object[] NONE = {};

  private final @Nullable Object[] values;
  private final Clock clock;
  private final Patterns patterns;
  private final @Nullable Object[] variables;
  private int steps = STEPS;

  Scope(@Nullable Object[] values, Clock clock, Patterns patterns, int variables) {
    this.values = values;
    this.clock = clock;
    this.patterns = patterns;
    this.variables = variables == 0 ? NONE : new Object[variables];
  }

  @Nullable Object value(int column) {
    return values[column];
  }

  @Nullable Object variable(int slot) {
    return variables[slot];
  }

  void set(int slot, @Nullable Object value) {
    variables[slot] = value;
  }

  Clock clock() {
    return clock;
  }

  Patterns patterns() {
    return patterns;
  }

  /** Every loop pays here, so that no expression runs for long. */
  void spend(long amount) {
    if (amount > steps) {
      throw new Unmappable("it needs more than " + STEPS + " steps");
    }
    steps -= (int) amount;
  }

  /** Pays for a text from end to end, or for going once through a list or an object. */
  void look(@Nullable Object value) {
    if (value instanceof String text) {
      spend(text.length() / CHARACTERS);
    } else if (isPlain(value)) {
      return;
    } else if (value instanceof Collection<?> list) {
      spend(list.size());
    } else if (value instanceof Map<?, ?> map) {
      spend(map.size());
    }
  }

  /** Pays for comparing two values or computing with them. */
  void meet(@Nullable Object left, @Nullable Object right) {
    weigh(left);
    weigh(right);
    if (isDate(left) != isDate(right)) {
      spend(DATE);
    }
  }

  private static boolean isDate(@Nullable Object value) {
    return value instanceof ZonedDateTime || value instanceof Instant || value instanceof LocalDate;
  }

  /**
   * Whether nothing is in it; told by classes, as asking for interfaces takes several times as
   * long.
   */
  static boolean isPlain(@Nullable Object value) {
    return value == null || value instanceof Number || value instanceof Boolean || isDate(value);
  }

  /** Pays for recognising or printing a date. */
  void date() {
    spend(DATE);
  }

  /** Pays for finding one text in another, where every place may have to be tried. */
  void search(String text, String wanted) {
    spend((long) text.length() * wanted.length() / COMPARISONS);
  }

  /** Any value as text, paid for if it has to be printed. */
  String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    String printed = Text.of(value);
    look(printed);
    return printed;
  }

  /** Pays for everything inside a value; shared parts count each time, as printing them would. */
  void weigh(@Nullable Object value) {
    spend(1);
    if (value instanceof String || isPlain(value)) {
      look(value);
      return;
    }
    Collection<?> children =
        value instanceof Collection<?> list
            ? list
            : value instanceof Map<?, ?> map ? map.values() : null;
    if (children != null) {
      children.forEach(this::weigh);
    }
  }

  static String limited(CharSequence text) {
    limit(text.length());
    return text.toString();
  }

  static void limit(long length) {
    if (length > TEXT_LIMIT) {
      throw new Unmappable("its text is longer than " + TEXT_LIMIT + " characters");
    }
  }
}
