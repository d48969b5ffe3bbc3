package io.tributary.mapping;

import io.tributary.model.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How any value is printed as text. */
final class Text {
  private static final double EXACT_INTEGERS = 1e15;
  private static final int PLAIN_SCALE = 30;
  private static final int PRINTED = 200_000;

  private Text() {}

  /** Integral doubles without {@code .0}, dates as ISO-8601, lists and maps as JSON. */
  static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Double number) {
      return of(number.doubleValue());
    }
    if (value instanceof Float number) {
      return of(Double.parseDouble(number.toString()));
    }
    if (value instanceof BigDecimal number) {
      return of(number);
    }
    if (value instanceof Instant || value instanceof ZonedDateTime) {
      return time(value);
    }
    if (value instanceof List || value instanceof Map) {
      return Json.write(Objects.requireNonNull(new Printing().printable(value)));
    }
    return value.toString();
  }

  private static String of(double number) {
    if (number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS) {
      return Long.toString((long) number);
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.toString(number);
    }
    return of(BigDecimal.valueOf(number));
  }

  private static String of(BigDecimal number) {
    boolean plain = Math.abs((long) number.scale()) <= PLAIN_SCALE;
    return plain ? number.toPlainString() : number.toString();
  }

  private static String time(Object value) {
    if (value instanceof ZonedDateTime zoned) {
      // Seconds are always shown, and a zone only as its offset: what other systems can read.
      OffsetDateTime offset = zoned.toOffsetDateTime();
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(offset);
    }
    return value.toString();
  }

  /** Makes what Jackson can print: dates as text, and no more than a bounded number of values. */
  private static final class Printing {
    private int left = PRINTED;

    @Nullable Object printable(@Nullable Object value) {
      if (--left < 0) {
        throw new Unmappable("it holds more than " + PRINTED + " values");
      }
      if (value instanceof List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(printable(element)));
        return copy;
      }
      if (value instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, element) -> copy.put(String.valueOf(key), printable(element)));
        return copy;
      }
      return value == null || value instanceof Number || value instanceof Boolean
          ? value
          : of(value);
    }
  }
}
