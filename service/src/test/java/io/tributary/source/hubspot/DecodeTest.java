package io.tributary.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Field.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts that portals hold in typed properties. */
final class DecodeTest {
  @ParameterizedTest
  @CsvSource({
    "17, 17",
    "1.5, 1.5",
    "-0.25, -0.25",
    "+3, 3",
    "1.0E9, 1e9",
    "1e-3, 0.001",
    ".5, 0.5",
    "5., 5",
    "'1,234', 1234",
    "'12,345,678.90', 12345678.9",
    "'-1,000', -1000",
    "' 42 ', 42",
    "73183578356, 73183578356",
    "0007, 7"
  })
  void readsNumbers(String text, double number) {
    assertThat(Decode.value(text, Kind.NUMBER)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "N/A",
        "3092727991;3881228353",
        "1,23",
        "12,34,567",
        "1.2.3",
        "NaN",
        "Infinity",
        "10d",
        "1f",
        "0x1p3",
        "1e999",
        "--1",
        "1 000",
        "$5",
        "५"
      })
  void keepsTheTextOfWhatIsNoNumber(String text) {
    assertThat(Decode.value(text, Kind.NUMBER)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-01, 2024-05-01",
    "1572480000000, 2019-10-31",
    "1572480000, 2019-10-31",
    "-86400000, 1969-12-31",
    "0, 1970-01-01",
    "1572480000000.0, 2019-10-31",
    "2024-05-01T23:30:00-05:00, 2024-05-01",
    "2024-05-01T00:00:00Z, 2024-05-01"
  })
  void readsDatesWithoutShiftingZones(String text, LocalDate date) {
    assertThat(Decode.value(text, Kind.DATE)).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource({
    "2021-04-20T14:33:48.507Z, 2021-04-20T14:33:48.507Z",
    "2022-11-03T10:00:00Z, 2022-11-03T10:00:00Z",
    "2022-11-03T10:00Z, 2022-11-03T10:00:00Z",
    "2022-11-03T10:00:00+02:00, 2022-11-03T08:00:00Z",
    "2022-11-03T10:00:00.1Z, 2022-11-03T10:00:00.100Z",
    "2022-11-03T10:00:00.123456789Z, 2022-11-03T10:00:00.123456789Z",
    "1717238400000, 2024-06-01T10:40:00Z",
    "1717238400000.0, 2024-06-01T10:40:00Z",
    "1717238400, 2024-06-01T10:40:00Z",
    "1717238400.5, 2024-06-01T10:40:00.500Z",
    "2022-11-03, 2022-11-03T00:00:00Z"
  })
  void readsDateTimesOfEveryKind(String text, Instant instant) {
    assertThat(Decode.value(text, Kind.DATE_TIME)).isEqualTo(instant);
  }

  @Test
  void readsDateTimesWithZeroToNineDigitsOfFraction() {
    String digits = "987654321";
    for (int n = 0; n <= 9; n++) {
      String fraction = n == 0 ? "" : "." + digits.substring(0, n);
      Instant expected =
          Instant.parse("2024-02-29T23:59:59Z")
              .plusNanos(
                  n == 0
                      ? 0
                      : Long.parseLong((digits.substring(0, n) + "000000000").substring(0, 9)));

      assertThat(Decode.value("2024-02-29T23:59:59" + fraction + "Z", Kind.DATE_TIME))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "2024-13-01",
        "2024-02-30",
        ".",
        "-",
        "2024-05-01 garbage",
        "999999999999999999",
        "1717238400000000",
        "99999999999999999999",
        "2024-02-30T00:00:00Z"
      })
  void keepsTheTextOfWhatIsNoMoment(String text) {
    assertThat(Decode.value(text, Kind.DATE)).isEqualTo(text);
    assertThat(Decode.value(text, Kind.DATE_TIME)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "TRUE, true", "false, false", "False, false"})
  void readsBooleans(String text, boolean value) {
    assertThat(Decode.value(text, Kind.BOOLEAN)).isEqualTo(value);
  }

  @Test
  void keepsTheTextOfWhatIsNoBoolean() {
    assertThat(Decode.value("Yes", Kind.BOOLEAN)).isEqualTo("Yes");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"NUMBER", "INTEGER", "BOOLEAN", "DATE", "DATE_TIME"})
  void takesAClearedValueForNone(Kind kind) {
    assertThat(Decode.value("", kind)).isNull();
    assertThat(Decode.value("  ", kind)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a;b;c", ";a", "007", "true", "ünïcödé 🎉"})
  void keepsTextsAsTheyAre(String text) {
    assertThat(Decode.value(text, Kind.STRING)).isEqualTo(text);
  }

  @Test
  void readsWholeNumbersForColumnsThatAskForThem() {
    assertThat(Decode.value("73183578356", Kind.INTEGER)).isEqualTo(73_183_578_356L);
    assertThat(Decode.value("1.5", Kind.INTEGER)).isEqualTo("1.5");
  }

  @Test
  void readsTheUsualDateTimesAsJavaDoes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      Instant instant =
          Instant.ofEpochMilli(random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L));
      String text = instant.toString();

      assertThat(Decode.value(text, Kind.DATE_TIME)).as("seed %d", seed).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29T00:00:00Z", "2024-04-31T00:00:00.000Z", "2024-01-01T25:00:00Z",
        "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z", "2024-00-10T00:00:00Z",
        "2024-01-01X00:00:00Z", "2024-01-01T00:00:00.00XZ", "२०२४-01-01T00:00:00Z"
      })
  void keepsTheTextOfDateTimesThatAreNotInTheCalendar(String text) {
    assertThat(Decode.value(text, Kind.DATE_TIME)).isEqualTo(text);
  }
}
