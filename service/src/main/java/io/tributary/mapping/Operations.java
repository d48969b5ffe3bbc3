package io.tributary.mapping;

import java.math.BigInteger;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.jexl3.JexlArithmetic;
import org.jspecify.annotations.Nullable;

/**
 * What the operators do: JEXL's arithmetic, except that null makes null, text joins, dates compare
 * and nothing grows without limit.
 */
final class Operations {
  private static final int BITS = 20_000;
  private static final JexlArithmetic JEXL =
      new JexlArithmetic(true, MathContext.DECIMAL128, MathContext.DECIMAL128.getPrecision());

  private Operations() {}

  /** An operator of two operands. */
  @FunctionalInterface
  interface Binary {
    @Nullable Object apply(@Nullable Object left, @Nullable Object right);
  }

  /** With text on either side it joins, null being empty. */
  static @Nullable Object add(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a + b;
    }
    if (left instanceof String || right instanceof String) {
      String a = left == null ? "" : Text.of(left);
      String b = right == null ? "" : Text.of(right);
      Scope.limit((long) a.length() + b.length());
      return a.concat(b);
    }
    return both(left, right, JEXL::add);
  }

  static @Nullable Object subtract(@Nullable Object left, @Nullable Object right) {
    return both(left, right, JEXL::subtract);
  }

  static @Nullable Object multiply(@Nullable Object left, @Nullable Object right) {
    return both(left, right, JEXL::multiply);
  }

  static @Nullable Object divide(@Nullable Object left, @Nullable Object right) {
    return both(left, right, JEXL::divide);
  }

  static @Nullable Object mod(@Nullable Object left, @Nullable Object right) {
    return both(left, right, JEXL::mod);
  }

  static @Nullable Object and(@Nullable Object left, @Nullable Object right) {
    return both(left, right, JEXL::and);
  }

  static @Nullable Object or(@Nullable Object left, @Nullable Object right) {
    return both(left, right, JEXL::or);
  }

  static @Nullable Object xor(@Nullable Object left, @Nullable Object right) {
    return both(left, right, JEXL::xor);
  }

  static @Nullable Object negate(@Nullable Object value) {
    return both(value, value, (same, ignored) -> JEXL.negate(same));
  }

  static @Nullable Object complement(@Nullable Object value) {
    return both(value, value, (same, ignored) -> JEXL.complement(same));
  }

  private static @Nullable Object both(
      @Nullable Object left, @Nullable Object right, Binary operation) {
    if (left == null || right == null) {
      return null;
    }
    try {
      Object result = operation.apply(operand(left), operand(right));
      if (result instanceof BigInteger big && big.bitLength() > BITS) {
        throw new Unmappable("its number has more than " + BITS + " bits");
      }
      return result;
    } catch (ArithmeticException | NumberFormatException | ClassCastException e) {
      throw new Unmappable(String.valueOf(e.getMessage()));
    }
  }

  /** Numbers and truths as they are, numeric text as its number. */
  private static Object operand(Object value) {
    if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
      throw new Unmappable(number + " is not a number to compute with");
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    Object whole = value instanceof String ? Numbers.whole(value) : null;
    return whole != null ? whole : Numbers.required(value);
  }

  static boolean truth(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    Boolean known = Conversion.bool(value);
    if (known == null && value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (known == null) {
      throw new Unmappable("\"" + Draft.cut(Text.of(value)) + "\" is neither true nor false");
    }
    return known;
  }

  static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null || Objects.equals(left, right)) {
      return left == right || (left != null && left.equals(right));
    }
    if (left instanceof String && right instanceof String) {
      return false;
    }
    if (isNested(left) || isNested(right)) {
      return false;
    }
    try {
      return compare(left, right) == 0;
    } catch (Unmappable e) {
      return false;
    }
  }

  private static boolean isNested(Object value) {
    return value instanceof List || value instanceof Map;
  }

  /** Negative, zero or positive: dates by time, numbers and numeric text by value, text by text. */
  static int compare(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (isWhole(left) && isWhole(right)) {
      return Long.compare(((Number) left).longValue(), ((Number) right).longValue());
    }
    if (left instanceof Double number && right instanceof Number other && isSmall(other)) {
      return Double.compare(number, other.doubleValue());
    }
    if (isDate(left) || isDate(right)) {
      return Dates.required(left).toInstant().compareTo(Dates.required(right).toInstant());
    }
    if (left instanceof Boolean || right instanceof Boolean) {
      return Boolean.compare(truth(left), truth(right));
    }
    return Numbers.required(left).compareTo(Numbers.required(right));
  }

  private static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof Integer;
  }

  /** Whether it is a double without loss. */
  private static boolean isSmall(Number value) {
    return value instanceof Double || (isWhole(value) && Math.abs(value.longValue()) < 1L << 52);
  }

  private static boolean isDate(Object value) {
    return value instanceof Temporal
        && (value instanceof ZonedDateTime
            || value instanceof LocalDate
            || value instanceof java.time.Instant);
  }

  /** {@code =~}: in a list, a key of an object, or a match of a whole regular expression. */
  static boolean in(@Nullable Object value, @Nullable Object container, Scope scope) {
    if (value == null || container == null) {
      return false;
    }
    if (container instanceof Iterable<?> list) {
      for (Object element : list) {
        scope.meet(value, element);
        if (same(value, element)) {
          return true;
        }
      }
      return false;
    }
    return container instanceof Map<?, ?> map
        ? map.containsKey(value)
        : scope.patterns().matcher(scope.text(container), scope.text(value), scope).matches();
  }
}
