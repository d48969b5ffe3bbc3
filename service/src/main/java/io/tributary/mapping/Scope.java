package io.tributary.mapping;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one evaluation of one expression may see, and how much it may still do. */
final class Scope {
  /** The longest text and the longest list that a function may make. */
  static final int TEXT_LIMIT = 1 << 20;

  static final int LIST_LIMIT = 100_000;
  private static final int STEPS = 2_000_000;
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
  void spend(int amount) {
    steps -= amount;
    if (steps < 0) {
      throw new Unmappable("it needs more than " + STEPS + " steps");
    }
  }

  /** Pays for everything inside a value; shared parts count each time, as printing them would. */
  void weigh(@Nullable Object value) {
    spend(1);
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
