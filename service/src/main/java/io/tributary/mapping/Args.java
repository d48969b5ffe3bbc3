package io.tributary.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, read as the types that the function wants. */
final class Args {
  private final String function;
  private final @Nullable Object[] values;
  private final Scope scope;

  Args(String function, @Nullable Object[] values, Scope scope) {
    this.function = function;
    this.values = values;
    this.scope = scope;
  }

  Scope scope() {
    return scope;
  }

  int size() {
    return values.length;
  }

  /** Null also for an optional argument that was not given. */
  @Nullable Object get(int index) {
    return index < values.length ? values[index] : null;
  }

  /** The arguments as a list that may hold nulls. */
  List<@Nullable Object> all() {
    return java.util.Arrays.asList(values);
  }

  Object value(int index) {
    Object value = get(index);
    if (value == null) {
      throw new Unmappable(function + " wants a value as argument " + (index + 1));
    }
    return value;
  }

  String text(int index) {
    return scope.text(value(index));
  }

  String text(int index, String otherwise) {
    Object value = get(index);
    return value == null ? otherwise : scope.text(value);
  }

  int whole(int index) {
    Long number = Numbers.whole(value(index));
    if (number == null || number != number.intValue()) {
      throw wrong(index, "a whole number");
    }
    return number.intValue();
  }

  int whole(int index, int otherwise) {
    return get(index) == null ? otherwise : whole(index);
  }

  boolean flag(int index, boolean otherwise) {
    return get(index) == null ? otherwise : Operations.truth(get(index));
  }

  ZonedDateTime date(int index) {
    if (value(index) instanceof String) {
      scope.date();
    }
    ZonedDateTime date = Dates.of(value(index));
    if (date == null) {
      throw wrong(index, "a date");
    }
    return date;
  }

  ZoneId zone(int index) {
    try {
      return ZoneId.of(text(index), ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      throw wrong(index, "a time zone");
    }
  }

  List<?> list(int index) {
    if (value(index) instanceof List<?> list) {
      return list;
    }
    throw wrong(index, "an array");
  }

  Map<?, ?> map(int index) {
    if (value(index) instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(index, "an object");
  }

  /** The elements of the only argument if that is an array, else the arguments themselves. */
  List<?> elements() {
    return values.length == 1 && values[0] instanceof List<?> list ? list : all();
  }

  Unmappable wrong(int index, String wanted) {
    String value = Draft.cut(Text.of(value(index)));
    return new Unmappable(
        function + " wants " + wanted + " as argument " + (index + 1) + ", not \"" + value + "\"");
  }
}
