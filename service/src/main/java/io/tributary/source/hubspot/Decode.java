package io.tributary.source.hubspot;

import io.tributary.model.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's texts as typed values. All of its property values are text; what does not read as its
 * declared type stays the text that it is, so that nothing is lost here.
 */
final class Decode {
  private static final long LARGEST_SECONDS = 99_999_999_999L;

  private Decode() {}

  static @Nullable Object value(String text, Field.Kind kind) {
    if (kind == Field.Kind.STRING) {
      return text;
    }
    if (text.isEmpty()) {
      return null;
    }
    try {
      return switch (kind) {
        case NUMBER -> Double.valueOf(text);
        case BOOLEAN -> bool(text);
        case DATE ->
            isDigits(text)
                ? LocalDate.ofInstant(instant(text), ZoneOffset.UTC)
                : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        case DATE_TIME -> isDigits(text) ? instant(text) : isoInstant(text);
        default -> text;
      };
    } catch (NumberFormatException | DateTimeException e) {
      return text;
    }
  }

  private static Object bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    return text.equalsIgnoreCase("false") ? false : text;
  }

  private static boolean isDigits(String text) {
    for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.') {
        return false;
      }
    }
    return true;
  }

  /** Milliseconds since the epoch, or seconds where the number is small. */
  private static Instant instant(String digits) {
    int dot = digits.indexOf('.');
    long number = Long.parseLong(dot < 0 ? digits : digits.substring(0, dot));
    boolean seconds = digits.length() == 10 && Math.abs(number) <= LARGEST_SECONDS;
    return seconds ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
  }

  private static Instant isoInstant(String text) {
    if (text.endsWith("Z")) {
      return Instant.parse(text);
    }
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
