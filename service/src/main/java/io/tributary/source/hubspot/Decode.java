package io.tributary.source.hubspot;

import io.tributary.model.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's texts as typed values. All of its property values are text; what does not read as its
 * declared type stays the text that it is, so that nothing is lost here.
 */
final class Decode {
  private static final int DIGITS_OF_SECONDS = 10;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
  private static final Pattern EPOCH = Pattern.compile("-?\\d{1,18}(\\.\\d*)?");

  private Decode() {}

  static @Nullable Object value(String text, Field.Kind kind) {
    if (kind == Field.Kind.STRING) {
      return text;
    }
    String bare = text.strip();
    if (bare.isEmpty()) {
      return null;
    }
    try {
      Object value =
          switch (kind) {
            case NUMBER -> number(bare);
            case INTEGER -> integer(bare);
            case BOOLEAN -> bool(bare);
            case DATE -> date(bare);
            case DATE_TIME -> dateTime(bare);
            default -> null;
          };
      return value == null ? text : value;
    } catch (NumberFormatException | DateTimeException e) {
      return text;
    }
  }

  /** Not all that Java reads as a number is one: {@code NaN}, {@code 10d}, {@code 0x1p3}. */
  private static @Nullable Object number(String text) {
    String plain = THOUSANDS.matcher(text).matches() ? text.replace(",", "") : text;
    if (!NUMBER.matcher(plain).matches()) {
      return null;
    }
    double number = Double.parseDouble(plain);
    return Double.isInfinite(number) ? null : number;
  }

  private static @Nullable Object integer(String text) {
    return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
  }

  private static @Nullable Object bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    return text.equalsIgnoreCase("false") ? false : null;
  }

  private static @Nullable Object date(String text) {
    if (EPOCH.matcher(text).matches()) {
      Instant instant = instant(text);
      return instant == null ? null : LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
    return LocalDate.parse(
        text.length() > 10 && text.charAt(10) == 'T' ? text.substring(0, 10) : text);
  }

  private static @Nullable Object dateTime(String text) {
    Instant usual = usual(text);
    if (usual != null) {
      return usual;
    }
    if (EPOCH.matcher(text).matches()) {
      return instant(text);
    }
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  /**
   * {@code 2021-04-20T14:33:48.507Z} or the same without a fraction, as almost all date-times are;
   * null for others. By hand, because pages are full of them and Java's parser costs a fifth of the
   * reading.
   */
  private static @Nullable Instant usual(String text) {
    int length = text.length();
    boolean fraction = length == 24 && text.charAt(19) == '.';
    if ((length != 20 && !fraction) || text.charAt(length - 1) != 'Z') {
      return null;
    }
    for (int i = 0; i < length - 1; i++) {
      char form = "0000-00-00T00:00:00.000".charAt(i);
      char c = text.charAt(i);
      if (form == '0' ? c < '0' || c > '9' : c != form) {
        return null;
      }
    }
    LocalDate day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
    LocalTime time = LocalTime.of(digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19));
    long seconds = day.toEpochDay() * 86_400 + time.toSecondOfDay();
    return Instant.ofEpochSecond(seconds, fraction ? digits(text, 20, 23) * 1_000_000L : 0);
  }

  private static int digits(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /**
   * Milliseconds since the epoch, or seconds where there are ten digits; null for a year that is
   * none of ours.
   */
  private static @Nullable Instant instant(String digits) {
    int dot = digits.indexOf('.');
    String whole = dot < 0 ? digits : digits.substring(0, dot);
    int length = whole.length() - (whole.startsWith("-") ? 1 : 0);
    BigDecimal number = new BigDecimal(digits.endsWith(".") ? whole : digits);
    int places = length == DIGITS_OF_SECONDS ? 9 : 6;
    BigInteger nanos = number.movePointRight(places).toBigInteger();
    BigInteger[] parts = nanos.divideAndRemainder(BigInteger.TEN.pow(9));
    Instant instant = Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year >= 1 && year <= 9_999 ? instant : null;
  }
}
