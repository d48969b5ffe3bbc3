package io.tributary.mapping;

import io.tributary.model.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value into the Java type that a row holds for a field. What cannot be turned is null and
 * noted in the draft; empty text is no value and becomes null quietly, except where text is wanted.
 */
@FunctionalInterface
interface Conversion {
  @Nullable Object convert(Object value, Draft draft);

  /**
   * The conversion to the field's kind.
   *
   * @param path of the field, for messages
   */
  static Conversion to(Field field, String path) {
    return switch (field.kind()) {
      case STRING -> (value, draft) -> Text.of(value);
      case BOOLEAN -> scalar(field, path, Conversion::bool);
      case INTEGER -> scalar(field, path, Numbers::whole);
      case NUMBER -> scalar(field, path, Numbers::real);
      case DATE -> scalar(field, path, Conversion::epochDay);
      case DATE_TIME -> scalar(field, path, Conversion::epochMicros);
      case OBJECT -> NestedConversion.object(field, path);
      case ARRAY -> NestedConversion.array(field, path);
      case MAP -> NestedConversion.map(field, path);
    };
  }

  private static Conversion scalar(
      Field field, String path, Function<Object, @Nullable Object> conversion) {
    Field.Kind kind = field.kind();
    return (value, draft) -> {
      Object converted = conversion.apply(value);
      if (converted == null && !(value instanceof String text && text.isBlank())) {
        draft.mismatch(path, value, kind);
      }
      return converted;
    };
  }

  static @Nullable Boolean bool(Object value) {
    if (value instanceof Boolean known) {
      return known;
    }
    if (!(value instanceof String text) || text.length() > 5) {
      return null;
    }
    return switch (text.length() == 1 ? text.toLowerCase(java.util.Locale.ROOT) : text) {
      case "true", "TRUE", "True", "y", "yes", "YES", "Yes", "on", "ON", "On" -> true;
      case "false", "FALSE", "False", "n", "no", "NO", "No", "off", "OFF", "Off" -> false;
      default -> null;
    };
  }

  private static @Nullable Integer epochDay(Object value) {
    LocalDate date;
    if (value instanceof LocalDate already) {
      date = already;
    } else {
      ZonedDateTime zoned = Dates.of(value);
      date = zoned == null ? null : zoned.toLocalDate();
    }
    long day = date == null ? Long.MAX_VALUE : date.toEpochDay();
    return day == (int) day ? Integer.valueOf((int) day) : null;
  }

  private static @Nullable Long epochMicros(Object value) {
    Instant instant;
    if (value instanceof Instant already) {
      instant = already;
    } else {
      ZonedDateTime zoned = Dates.of(value);
      instant = zoned == null ? null : zoned.toInstant();
    }
    // Beyond +-292 thousand years microseconds do not fit a long.
    if (instant == null || Math.abs(instant.getEpochSecond()) > Long.MAX_VALUE / 1_000_001) {
      return null;
    }
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }
}
