package io.tributary.mapping;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recognises dates and date-times in the forms that are read without a pattern. */
final class Dates {
  private static final int SHORTEST_EPOCH = 11;
  private static final int LONGEST_EPOCH = 15;
  private static final int LONGEST = 64;
  private static final int EARLIEST_YEAR = 1000;
  private static final long LAST_SECOND = Instant.MAX.getEpochSecond() - 366L * 86_400;

  /** Zone-less forms after the ISO ones, in the order of the contract: the first that fits wins. */
  private static final List<DateTimeFormatter> PATTERNS =
      Stream.of(
              "yyyy/MM/dd",
              "yyyy.MM.dd",
              "yyyy-MMM-dd",
              "yyyyMMdd",
              "MM-dd-yyyy",
              "MMddyyyy",
              "M/dd/yyyy",
              "dd.M.yyyy",
              "M/dd/yyyy hh:mm:ss a",
              "dd.M.yyyy hh:mm:ss a",
              "dd.MMM.yyyy",
              "dd-MMM-yyyy")
          .map(Dates::strict)
          .toList();

  private Dates() {}

  /** A date-time with its zone (UTC where none is given); numbers are epoch milliseconds. */
  static @Nullable ZonedDateTime of(Object value) {
    if (value instanceof ZonedDateTime zoned) {
      return zoned;
    }
    if (value instanceof Instant instant) {
      // At the very ends of its range an instant has no date.
      return Math.abs(instant.getEpochSecond()) > LAST_SECOND
          ? null
          : instant.atZone(ZoneOffset.UTC);
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay(ZoneOffset.UTC);
    }
    if (value instanceof Number) {
      Long millis = Numbers.whole(value);
      return millis == null ? null : ofMillis(millis);
    }
    return value instanceof String text ? ofText(text.strip()) : null;
  }

  /** A date-time, or the failure of the expression that wants one. */
  static ZonedDateTime required(Object value) {
    ZonedDateTime date = of(value);
    if (date == null) {
      throw new Unmappable("\"" + Draft.cut(Text.of(value)) + "\" is not a date");
    }
    return date;
  }

  static ZonedDateTime ofMillis(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
  }

  static @Nullable ZonedDateTime ofText(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    ZonedDateTime iso = IsoText.zoned(text);
    if (iso != null) {
      return iso;
    }
    if (text.length() >= SHORTEST_EPOCH && text.length() <= LONGEST_EPOCH) {
      Long millis = text.indexOf('.') < 0 ? Numbers.whole(text) : null;
      if (millis != null) {
        return ofMillis(millis);
      }
    }
    return byPattern(text);
  }

  private static @Nullable ZonedDateTime byPattern(String text) {
    for (DateTimeFormatter pattern : PATTERNS) {
      // Unlike parse, this says "no" without an exception.
      TemporalAccessor parsed = parsed(pattern, text);
      // Eight digits fit two forms; a year like 0102 tells that it was the other one.
      if (parsed != null && parsed.get(ChronoField.YEAR) >= EARLIEST_YEAR) {
        return complete(parsed);
      }
    }
    return null;
  }

  private static @Nullable TemporalAccessor parsed(DateTimeFormatter pattern, String text) {
    ParsePosition position = new ParsePosition(0);
    TemporalAccessor fields = pattern.parseUnresolved(text, position);
    if (fields == null || position.getIndex() != text.length()) {
      return null;
    }
    try {
      return pattern.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** What a pattern left out: the start of the day, the first of the month, UTC. */
  static ZonedDateTime complete(TemporalAccessor parsed) {
    ZoneId zone = parsed.query(TemporalQueries.zone());
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (date == null && parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed).atZone(zone == null ? ZoneOffset.UTC : zone);
    }
    if (date == null) {
      int year = ChronoField.YEAR.checkValidIntValue(parsed.getLong(yearOf(parsed)));
      int month =
          parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1;
      date = LocalDate.of(year, month, 1);
    }
    LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    return local.atZone(zone == null ? ZoneOffset.UTC : zone);
  }

  private static ChronoField yearOf(TemporalAccessor parsed) {
    return parsed.isSupported(ChronoField.YEAR) ? ChronoField.YEAR : ChronoField.YEAR_OF_ERA;
  }

  private static DateTimeFormatter strict(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern.replace("yyyy", "uuuu"))
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
