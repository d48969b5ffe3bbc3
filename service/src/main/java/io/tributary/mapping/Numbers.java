package io.tributary.mapping;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads numbers; what is not one is null. */
final class Numbers {
  private static final int LONGEST = 400;
  private static final int SAFE_DIGITS = 18;

  private Numbers() {}

  /**
   * A whole number, also from {@code 17.0} and {@code "17"}; null if it is not one or too large.
   */
  static @Nullable Long whole(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Double number) {
      boolean exact = number == Math.rint(number) && Math.abs(number) < 0x1p63;
      return exact ? Long.valueOf(number.longValue()) : null;
    }
    BigDecimal number = value instanceof String text && shortWhole(text) ? null : exact(value);
    if (number == null) {
      return value instanceof String text && shortWhole(text) ? Long.valueOf(text) : null;
    }
    return wholeOf(number);
  }

  private static @Nullable Long wholeOf(BigDecimal number) {
    try {
      // Only what can be a long is expanded: 1E999999999 would fill the memory.
      return Math.abs((long) number.scale()) > LONGEST ? null : number.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** A finite double; null if it is not one. */
  static @Nullable Double real(Object value) {
    Double number = null;
    if (value instanceof Double already) {
      number = already;
    } else if (value instanceof Number other) {
      number = other.doubleValue();
    } else if (value instanceof String text && decimal(text.strip())) {
      number = Double.valueOf(text.strip());
    }
    return number == null || number.isNaN() || number.isInfinite() ? null : number;
  }

  /** The number exactly as it is written; null if it is not one. */
  static @Nullable BigDecimal exact(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Double || value instanceof Float) {
      Double number = real(value);
      return number == null ? null : new BigDecimal(number.toString());
    }
    String text =
        value instanceof Number || value instanceof String ? value.toString().strip() : "";
    try {
      return decimal(text) ? new BigDecimal(text) : null;
    } catch (NumberFormatException | ArithmeticException e) {
      return null;
    }
  }

  /** A number, or the failure of the expression that wants one. */
  static BigDecimal required(Object value) {
    BigDecimal number = exact(value);
    if (number == null) {
      throw new Unmappable("\"" + Draft.cut(Text.of(value)) + "\" is not a number");
    }
    return number;
  }

  private static boolean shortWhole(String text) {
    int start = !text.isEmpty() && text.charAt(0) == '-' ? 1 : 0;
    if (text.length() == start || text.length() > SAFE_DIGITS) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      if (!digit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Java's own parsers accept more: {@code NaN}, {@code 0x1p3}, {@code 1d}. */
  private static boolean decimal(String text) {
    int length = text.length();
    if (length > LONGEST) {
      return false;
    }
    int start = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int whole = digits(text, start);
    boolean point = whole < length && text.charAt(whole) == '.';
    int end = point ? digits(text, whole + 1) : whole;
    if (end - start - (point ? 1 : 0) == 0) {
      return false;
    }
    return end == length || exponent(text, end);
  }

  private static boolean exponent(String text, int at) {
    if ((text.charAt(at) != 'e' && text.charAt(at) != 'E') || at + 1 == text.length()) {
      return false;
    }
    boolean sign = text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+';
    int start = sign ? at + 2 : at + 1;
    return digits(text, start) == text.length() && text.length() > start;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && digit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
