package io.tributary.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code yyyy-MM-dd}, optionally followed by {@code T} or a space, {@code HH:mm[:ss[.fff]]}
 * and {@code Z} or an offset. By hand, because it is on the path of every record.
 */
final class IsoText {
  private static final int DATE = 10;
  private static final int NANO_DIGITS = 9;

  private final String text;
  private int at;

  private IsoText(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** Null if the text has another form or names no real date; UTC where no offset is given. */
  static @Nullable ZonedDateTime zoned(String text) {
    if (text.length() < DATE || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    try {
      return new IsoText(text, 0).read();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private @Nullable ZonedDateTime read() {
    int year = number(4);
    int month = after('-') ? number(2) : -1;
    int day = after('-') ? number(2) : -1;
    if (year < 0 || month < 0 || day < 0) {
      return null;
    }
    LocalDate date = LocalDate.of(year, month, day);
    if (at == text.length()) {
      return date.atStartOfDay(ZoneOffset.UTC);
    }
    LocalTime time = after('T') || after(' ') ? time() : null;
    ZoneOffset offset = time == null ? null : offset();
    return time == null || offset == null || at != text.length()
        ? null
        : ZonedDateTime.of(LocalDateTime.of(date, time), offset);
  }

  private @Nullable LocalTime time() {
    int hour = number(2);
    int minute = after(':') ? number(2) : -1;
    int second = 0;
    int nano = 0;
    if (after(':')) {
      second = number(2);
      nano = after('.') ? nanos() : 0;
    }
    boolean read = hour >= 0 && minute >= 0 && second >= 0 && nano >= 0;
    return read ? LocalTime.of(hour, minute, second, nano) : null;
  }

  private @Nullable ZoneOffset offset() {
    if (at == text.length() || after('Z')) {
      return ZoneOffset.UTC;
    }
    int sign = after('+') ? 1 : after('-') ? -1 : 0;
    int hours = sign == 0 ? -1 : number(2);
    if (hours < 0) {
      return null;
    }
    boolean colon = after(':');
    int minutes = colon || at < text.length() ? number(2) : 0;
    return minutes < 0 ? null : ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  private int nanos() {
    int start = at;
    int value = 0;
    while (at < text.length() && at - start < NANO_DIGITS && digit(at)) {
      value = value * 10 + text.charAt(at++) - '0';
    }
    for (int i = at - start; i < NANO_DIGITS; i++) {
      value *= 10;
    }
    return at == start ? -1 : value;
  }

  private boolean after(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** Exactly so many digits, or -1. */
  private int number(int digits) {
    if (at + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int end = at + digits; at < end; at++) {
      if (!digit(at)) {
        return -1;
      }
      value = value * 10 + text.charAt(at) - '0';
    }
    return value;
  }

  private boolean digit(int position) {
    return text.charAt(position) >= '0' && text.charAt(position) <= '9';
  }
}
