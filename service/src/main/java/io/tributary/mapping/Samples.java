package io.tributary.mapping;

import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the values of one column look like. */
final class Samples {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

  /** So few values prove nothing. */
  private static final int LEAST = 3;

  private static final double MOST_OF_THEM = 0.9;

  private final List<Object> values = new ArrayList<>();
  private final Kind kind;
  private final long emails;

  Samples(Column column, int index, List<@Nullable Object[]> records) {
    for (@Nullable Object[] record : records) {
      Object value = record[index];
      if (value != null && !(value instanceof String text && text.isBlank())) {
        values.add(value);
      }
    }
    kind = column.kind() == Kind.STRING ? kind(values) : column.kind();
    emails =
        values.stream()
            .filter(value -> value instanceof String text && EMAIL.matcher(text).matches())
            .count();
  }

  /** What values that are sent as they are say of their column. */
  private static Kind kind(List<Object> values) {
    if (!values.isEmpty() && values.stream().allMatch(Number.class::isInstance)) {
      return Kind.NUMBER;
    }
    return !values.isEmpty() && values.stream().allMatch(Boolean.class::isInstance)
        ? Kind.BOOLEAN
        : Kind.STRING;
  }

  /** Whether nothing but lists and objects is there, which a rule moves whole. */
  boolean isNested() {
    return values.stream()
        .anyMatch(value -> value instanceof List<?> || value instanceof java.util.Map<?, ?>);
  }

  boolean areEmails() {
    return values.size() >= LEAST && emails >= MOST_OF_THEM * values.size();
  }

  boolean areNoEmails() {
    return values.size() >= LEAST && emails < (1 - MOST_OF_THEM) * values.size();
  }

  /** {@code 10 of 10 values}, for reasons. */
  String ofEmails() {
    return emails + " of " + values.size() + " sample values look like e-mail addresses";
  }

  /** How well the values fit a field of that kind, from 0 to 1, and why. */
  Names.Likeness fit(Field field) {
    Kind wanted = field.kind();
    if (wanted == kind || (isTime(wanted) && isTime(kind))) {
      return new Names.Likeness(1, "both are " + word(wanted));
    }
    if (wanted == Kind.STRING) {
      return new Names.Likeness(0.95, word(kind) + " is written as text");
    }
    if ((kind == Kind.NUMBER && wanted == Kind.INTEGER)
        || (kind == Kind.INTEGER && wanted == Kind.NUMBER)) {
      return converted(field, 1);
    }
    return kind == Kind.STRING ? converted(field, 0) : new Names.Likeness(0, "");
  }

  /** Judged by what the values become. */
  private Names.Likeness converted(Field field, double unknown) {
    if (values.isEmpty()) {
      return new Names.Likeness(unknown, "the types fit");
    }
    Conversion conversion = Conversion.to(field, "");
    long good =
        values.stream().filter(value -> conversion.convert(value, new Draft(0)) != null).count();
    double score = good == values.size() && good >= LEAST ? 0.95 : good == values.size() ? 0.7 : 0;
    return new Names.Likeness(
        score, good + " of " + values.size() + " sample values are " + word(field.kind()));
  }

  private static boolean isTime(Kind kind) {
    return kind == Kind.DATE || kind == Kind.DATE_TIME;
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case STRING -> "text";
      case BOOLEAN -> "yes or no";
      case INTEGER -> "whole numbers";
      case NUMBER -> "numbers";
      case DATE -> "dates";
      case DATE_TIME -> "times";
      case OBJECT, ARRAY, MAP -> "nested";
    };
  }
}
