package io.tributary.mapping;

import io.tributary.model.Constraints;
import io.tributary.model.Constraints.Limit;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.TributaryException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One demand on the values of a field, compiled. */
@FunctionalInterface
interface ValueTest {
  /** How many of the allowed values a message names. */
  int SHOWN = 5;

  /** How the value violates it, as what follows the name of its field; null if it does not. */
  @Nullable String violation(Object value);

  /** All demands on a field's own values; null if there is none. */
  static @Nullable ValueTest of(Field field, String path) {
    List<ValueTest> tests = new ArrayList<>();
    Constraints constraints = field.constraints();
    switch (field.kind()) {
      case STRING -> text(constraints, path, tests);
      case INTEGER -> integer(constraints, tests);
      case NUMBER -> number(constraints, tests);
      case ARRAY ->
          size(
              constraints.minItems(),
              constraints.maxItems(),
              "elements",
              value -> ((List<?>) value).size(),
              tests);
      default -> {}
    }
    ValueTest[] all = tests.toArray(ValueTest[]::new);
    return switch (all.length) {
      case 0 -> null;
      case 1 -> all[0];
      default -> value -> first(all, value);
    };
  }

  private static @Nullable String first(ValueTest[] tests, Object value) {
    for (ValueTest test : tests) {
      String fact = test.violation(value);
      if (fact != null) {
        return fact;
      }
    }
    return null;
  }

  private static void text(Constraints constraints, String path, List<ValueTest> tests) {
    if (constraints.identity() != null && constraints.identity().primary()) {
      tests.add(value -> ((String) value).isBlank() ? "is the primary identity and empty" : null);
    }
    allowed(constraints, new HashSet<>(constraints.allowed()), tests);
    size(
        constraints.minLength(),
        constraints.maxLength(),
        "characters",
        ValueTest::characters,
        tests);
    String written = constraints.pattern();
    if (written != null) {
      TextPattern pattern = pattern(written, path);
      String fact = ", which does not match the pattern " + Draft.cut(written);
      tests.add(value -> pattern.isIn((String) value) ? null : has(value) + fact);
    }
  }

  /** Characters as JSON Schema counts them: code points. */
  private static int characters(Object value) {
    String text = (String) value;
    return text.codePointCount(0, text.length());
  }

  private static TextPattern pattern(String written, String path) {
    try {
      return TextPattern.of(written);
    } catch (IllegalArgumentException e) {
      throw new TributaryException(
          ErrorCode.XDM_INVALID,
          "The pattern of the field " + path + " cannot be checked: " + e.getMessage() + ".",
          e);
    }
  }

  private static void integer(Constraints constraints, List<ValueTest> tests) {
    Set<Object> allowed = new HashSet<>();
    constraints.allowed().forEach(text -> allowed.add(Numbers.whole(text)));
    allowed(constraints, allowed, tests);
    if (constraints.minimum() != null) {
      long least = whole(constraints.minimum(), RoundingMode.CEILING);
      limit(constraints.minimum(), "minimum", value -> (Long) value >= least, tests);
    }
    if (constraints.maximum() != null) {
      long most = whole(constraints.maximum(), RoundingMode.FLOOR);
      limit(constraints.maximum(), "maximum", value -> (Long) value <= most, tests);
    }
  }

  /** The last whole number that a limit allows. */
  private static long whole(Limit limit, RoundingMode inwards) {
    BigDecimal whole = limit.value().setScale(0, inwards);
    if (limit.exclusive() && whole.compareTo(limit.value()) == 0) {
      whole =
          inwards == RoundingMode.CEILING
              ? whole.add(BigDecimal.ONE)
              : whole.subtract(BigDecimal.ONE);
    }
    return whole
        .max(BigDecimal.valueOf(Long.MIN_VALUE))
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }

  private static void number(Constraints constraints, List<ValueTest> tests) {
    Set<Object> allowed = new HashSet<>();
    constraints.allowed().forEach(text -> allowed.add(Numbers.real(text)));
    allowed(constraints, allowed, tests);
    Limit minimum = constraints.minimum();
    if (minimum != null) {
      double least = minimum.value().doubleValue();
      limit(
          minimum,
          "minimum",
          value -> minimum.exclusive() ? (Double) value > least : (Double) value >= least,
          tests);
    }
    Limit maximum = constraints.maximum();
    if (maximum != null) {
      double most = maximum.value().doubleValue();
      limit(
          maximum,
          "maximum",
          value -> maximum.exclusive() ? (Double) value < most : (Double) value <= most,
          tests);
    }
  }

  private static void limit(
      Limit limit, String name, Predicate<Object> inside, List<ValueTest> tests) {
    String fact = ", but its " + (limit.exclusive() ? "exclusive " : "") + name + " is " + limit;
    tests.add(value -> inside.test(value) ? null : has(value) + fact);
  }

  private static void allowed(Constraints constraints, Set<?> allowed, List<ValueTest> tests) {
    List<String> names = constraints.allowed();
    if (!names.isEmpty()) {
      String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
      String fact =
          ", which is none of "
              + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
              + more;
      tests.add(value -> allowed.contains(value) ? null : has(value) + fact);
    }
  }

  private static void size(
      @Nullable Integer least,
      @Nullable Integer most,
      String unit,
      ToIntFunction<Object> sizeOf,
      List<ValueTest> tests) {
    if (least != null) {
      tests.add(
          value -> {
            int size = sizeOf.applyAsInt(value);
            return size >= least
                ? null
                : has(value)
                    + " with "
                    + size
                    + " "
                    + unit
                    + ", but at least "
                    + least
                    + " are needed";
          });
    }
    if (most != null) {
      tests.add(
          value -> {
            int size = sizeOf.applyAsInt(value);
            return size <= most
                ? null
                : has(value)
                    + " with "
                    + size
                    + " "
                    + unit
                    + ", but at most "
                    + most
                    + " are allowed";
          });
    }
  }

  /** A violation without the value that it quotes. */
  static String unquoted(String fact, Object value) {
    String quoted = has(value);
    return fact.startsWith(quoted) ? "has a value" + fact.substring(quoted.length()) : fact;
  }

  private static String has(Object value) {
    return value instanceof List<?>
        ? "has a list"
        : "has the value \"" + Draft.cut(Text.of(value)) + "\"";
  }
}
