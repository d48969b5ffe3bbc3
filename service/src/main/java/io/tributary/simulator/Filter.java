package io.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a search. A record without a value (never set, or cleared) meets only {@code
 * NOT_HAS_PROPERTY}, also where the operator is a negative one.
 *
 * @param value null where the operator needs none
 * @param high the upper end of {@code BETWEEN}, inclusive
 */
record Filter(
    Property property,
    Operator operator,
    @Nullable String value,
    @Nullable String high,
    List<String> values) {

  enum Operator {
    EQ,
    NEQ,
    LT,
    LTE,
    GT,
    GTE,
    BETWEEN,
    IN,
    NOT_IN,
    HAS_PROPERTY,
    NOT_HAS_PROPERTY,
    CONTAINS_TOKEN,
    NOT_CONTAINS_TOKEN
  }

  static Filter parse(JsonNode node, ObjectType type) {
    String name = node.path("propertyName").asText();
    Property property = type.property(name);
    if (property == null) {
      throw Refusal.invalid("Property '" + name + "' does not exist on " + type.name());
    }
    List<String> values = new ArrayList<>();
    Request.elements(node, "values").forEach(v -> values.add(v.asText()));
    Filter filter =
        new Filter(
            property,
            operator(node),
            text(node, "value"),
            text(node, "highValue"),
            List.copyOf(values));
    filter.check();
    return filter;
  }

  Predicate<Row> predicate(ObjectType type) {
    Predicate<Row> has =
        row -> {
          String text = row.value(property);
          return text != null && !text.isEmpty();
        };
    return switch (operator) {
      case HAS_PROPERTY -> has;
      case NOT_HAS_PROPERTY -> has.negate();
      case CONTAINS_TOKEN -> {
        Tokens tokens = Tokens.of(given());
        yield row -> tokens.in(row.value(property));
      }
      case NOT_CONTAINS_TOKEN -> {
        Tokens tokens = Tokens.of(given());
        yield has.and(row -> !tokens.in(row.value(property)));
      }
      default -> property.measured() ? measured(type) : textual();
    };
  }

  /**
   * The ids that can meet this condition, as the first and last of a range; everything if it is not
   * about ids.
   */
  long[] idRange() {
    long[] all = {Long.MIN_VALUE, Long.MAX_VALUE};
    if (!property.name().equals("hs_object_id")) {
      return all;
    }
    double low = Amount.parse(value, property);
    double upper = Amount.parse(high, property);
    return switch (operator) {
      case EQ -> new long[] {(long) Math.ceil(low), (long) Math.floor(low)};
      case GT -> new long[] {(long) Math.floor(low) + 1, Long.MAX_VALUE};
      case GTE -> new long[] {(long) Math.ceil(low), Long.MAX_VALUE};
      case LT -> new long[] {Long.MIN_VALUE, (long) Math.ceil(low) - 1};
      case LTE -> new long[] {Long.MIN_VALUE, (long) Math.floor(low)};
      case BETWEEN -> new long[] {(long) Math.ceil(low), (long) Math.floor(upper)};
      default -> all;
    };
  }

  /** Whether {@link #idRange()} says all that this condition says. */
  boolean isIdRange() {
    return property.name().equals("hs_object_id")
        && switch (operator) {
          case EQ, GT, GTE, LT, LTE, BETWEEN -> true;
          default -> false;
        };
  }

  private Predicate<Row> measured(ObjectType type) {
    DoublePredicate test = comparison();
    return row -> {
      double amount = Amount.of(row, property, type);
      return !Double.isNaN(amount) && test.test(amount);
    };
  }

  private DoublePredicate comparison() {
    double a = Amount.parse(value, property);
    double b = Amount.parse(high, property);
    return switch (operator) {
      case EQ -> x -> x == a;
      case NEQ -> x -> x != a;
      case LT -> x -> x < a;
      case LTE -> x -> x <= a;
      case GT -> x -> x > a;
      case GTE -> x -> x >= a;
      case BETWEEN -> x -> x >= a && x <= b;
      default -> {
        Set<Double> set = new HashSet<>();
        values.forEach(v -> set.add(Amount.parse(v, property)));
        yield operator == Operator.IN ? set::contains : x -> !set.contains(x);
      }
    };
  }

  private Predicate<Row> textual() {
    Predicate<String> test = textTest();
    return row -> {
      String text = row.value(property);
      return text != null && !text.isEmpty() && test.test(text.toLowerCase(Locale.ROOT));
    };
  }

  private Predicate<String> textTest() {
    String a = value == null ? "" : value.toLowerCase(Locale.ROOT);
    String b = high == null ? "" : high.toLowerCase(Locale.ROOT);
    Set<String> set = new HashSet<>();
    values.forEach(v -> set.add(v.toLowerCase(Locale.ROOT)));
    return switch (operator) {
      case EQ -> a::equals;
      case NEQ -> x -> !a.equals(x);
      case LT -> x -> x.compareTo(a) < 0;
      case LTE -> x -> x.compareTo(a) <= 0;
      case GT -> x -> x.compareTo(a) > 0;
      case GTE -> x -> x.compareTo(a) >= 0;
      case BETWEEN -> x -> x.compareTo(a) >= 0 && x.compareTo(b) <= 0;
      default -> operator == Operator.IN ? set::contains : x -> !set.contains(x);
    };
  }

  private void check() {
    boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
    boolean bare = operator == Operator.HAS_PROPERTY || operator == Operator.NOT_HAS_PROPERTY;
    if (list && values.isEmpty()) {
      throw Refusal.invalid("operator " + operator + " requires values");
    }
    if (!list && !bare && value == null) {
      throw Refusal.invalid("operator " + operator + " requires a value");
    }
    if (operator == Operator.BETWEEN && high == null) {
      throw Refusal.invalid("operator BETWEEN requires a highValue");
    }
    if (property.measured()) {
      checkAmounts();
    }
  }

  private void checkAmounts() {
    List<String> all = new ArrayList<>(values);
    if (value != null) {
      all.add(value);
    }
    if (high != null) {
      all.add(high);
    }
    for (String each : all) {
      double amount = Amount.parse(each, property);
      if (Double.isNaN(amount) && operator.compareTo(Operator.HAS_PROPERTY) < 0) {
        throw Refusal.invalid(
            each + " is not a valid " + property.type() + " for " + property.name());
      }
      if (amount == 0 && property.type().equals("datetime")) {
        // Seen of the real API: a filter at the epoch breaks it.
        throw Refusal.of(500, "internal error", "INTERNAL_ERROR");
      }
    }
  }

  private String given() {
    return value == null ? "" : value;
  }

  private static Operator operator(JsonNode node) {
    String name = node.path("operator").asText();
    try {
      return Operator.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("Invalid operator '" + name + "'");
    }
  }

  private static @Nullable String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }
}
