package io.tributary.mapping;

import static io.tributary.mapping.Records.array;
import static io.tributary.mapping.Records.map;
import static io.tributary.mapping.Records.object;
import static io.tributary.mapping.Records.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionTest {
  private static final Instant TIME = Instant.parse("2019-10-01T23:20:30.123456Z");

  static Stream<Arguments> conversions() {
    return Stream.of(
        Arguments.of(Kind.STRING, "x", "x"),
        Arguments.of(Kind.STRING, "", ""),
        Arguments.of(Kind.STRING, 1.0, "1"),
        Arguments.of(Kind.STRING, -1.5, "-1.5"),
        Arguments.of(Kind.STRING, 3_092_727_991.0, "3092727991"),
        Arguments.of(Kind.STRING, 1e20, "100000000000000000000"),
        Arguments.of(Kind.STRING, 1.5e-5, "0.000015"),
        Arguments.of(Kind.STRING, 17L, "17"),
        Arguments.of(Kind.STRING, true, "true"),
        Arguments.of(Kind.STRING, new BigDecimal("1E+3"), "1000"),
        Arguments.of(Kind.STRING, LocalDate.of(2019, 1, 2), "2019-01-02"),
        Arguments.of(Kind.STRING, TIME, "2019-10-01T23:20:30.123456Z"),
        Arguments.of(
            Kind.STRING,
            Instant.parse("2019-01-01T00:00:00Z").atZone(ZoneId.of("Europe/Paris")),
            "2019-01-01T01:00:00+01:00"),
        Arguments.of(Kind.STRING, Arrays.asList(1.0, null, TIME), "[1.0,null,\"" + TIME + "\"]"),
        Arguments.of(Kind.STRING, Map.of("a", List.of("b")), "{\"a\":[\"b\"]}"),
        Arguments.of(Kind.BOOLEAN, true, true),
        Arguments.of(Kind.BOOLEAN, "Y", true),
        Arguments.of(Kind.BOOLEAN, "yes", true),
        Arguments.of(Kind.BOOLEAN, "ON", true),
        Arguments.of(Kind.BOOLEAN, "TRUE", true),
        Arguments.of(Kind.BOOLEAN, "n", false),
        Arguments.of(Kind.BOOLEAN, "NO", false),
        Arguments.of(Kind.BOOLEAN, "off", false),
        Arguments.of(Kind.BOOLEAN, "FALSE", false),
        Arguments.of(Kind.INTEGER, "17", 17L),
        Arguments.of(Kind.INTEGER, " -17 ", -17L),
        Arguments.of(Kind.INTEGER, "1.7E1", 17L),
        Arguments.of(Kind.INTEGER, "9223372036854775807", Long.MAX_VALUE),
        Arguments.of(Kind.INTEGER, 17.0, 17L),
        Arguments.of(Kind.INTEGER, new BigDecimal("17.0"), 17L),
        Arguments.of(Kind.NUMBER, "1.5", 1.5),
        Arguments.of(Kind.NUMBER, ".5", 0.5),
        Arguments.of(Kind.NUMBER, "1E3", 1000.0),
        Arguments.of(Kind.NUMBER, 17L, 17.0),
        Arguments.of(Kind.NUMBER, new BigDecimal("1.25"), 1.25),
        Arguments.of(Kind.DATE, LocalDate.of(1970, 1, 2), 1),
        Arguments.of(Kind.DATE, TIME, 18170),
        Arguments.of(Kind.DATE, "2019-10-01T23:20:30-05:00", 18170),
        Arguments.of(Kind.DATE, "1969-12-31", -1),
        Arguments.of(Kind.DATE_TIME, TIME, 1569972030123456L),
        Arguments.of(Kind.DATE_TIME, 1569972030123L, 1569972030123000L),
        Arguments.of(Kind.DATE_TIME, 1569972030123.0, 1569972030123000L),
        Arguments.of(Kind.DATE_TIME, "1569972030123", 1569972030123000L),
        Arguments.of(Kind.DATE_TIME, LocalDate.of(1970, 1, 2), 86_400_000_000L),
        Arguments.of(Kind.DATE_TIME, Instant.ofEpochSecond(-1, 999_999_999), -1L));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void convertsToTheTypeOfTheField(Kind kind, Object from, Object to) {
    Mapped mapped = one(Field.of("out", kind), from);
    assertThat(mapped.warnings()).isEmpty();
    assertThat(mapped.row()).containsExactly(to);
  }

  static Stream<Arguments> dates() {
    return Stream.of(
        Arguments.of("2019-10-01 23:20:30Z", "2019-10-01T23:20:30Z"),
        Arguments.of("2019-10-01 23:20:30+0200", "2019-10-01T21:20:30Z"),
        Arguments.of("2019-10-01 23:20:30.123Z", "2019-10-01T23:20:30.123Z"),
        Arguments.of("2019-10-01 23:20:30.123", "2019-10-01T23:20:30.123Z"),
        Arguments.of("2019-10-01 23:20:30", "2019-10-01T23:20:30Z"),
        Arguments.of("2019-10-01T23:20:30.123Z", "2019-10-01T23:20:30.123Z"),
        Arguments.of("2019-10-01T23:20:30.123-08", "2019-10-02T07:20:30.123Z"),
        Arguments.of("2019-10-01T23:20:30Z", "2019-10-01T23:20:30Z"),
        Arguments.of("2019-10-01T23:20", "2019-10-01T23:20:00Z"),
        Arguments.of("2019-10-01", "2019-10-01T00:00:00Z"),
        Arguments.of("2019/10/01", "2019-10-01T00:00:00Z"),
        Arguments.of("2019.10.01", "2019-10-01T00:00:00Z"),
        Arguments.of("2019-Oct-01", "2019-10-01T00:00:00Z"),
        Arguments.of("20191001", "2019-10-01T00:00:00Z"),
        Arguments.of("10-01-2019", "2019-10-01T00:00:00Z"),
        Arguments.of("10012019", "2019-10-01T00:00:00Z"),
        Arguments.of("01022020", "2020-01-02T00:00:00Z"),
        Arguments.of("9/30/2019", "2019-09-30T00:00:00Z"),
        Arguments.of("30.9.2019", "2019-09-30T00:00:00Z"),
        Arguments.of("9/30/2019 01:02:03 PM", "2019-09-30T13:02:03Z"),
        Arguments.of("30.9.2019 01:02:03 am", "2019-09-30T01:02:03Z"),
        Arguments.of("30.Sep.2019", "2019-09-30T00:00:00Z"),
        Arguments.of("30-sep-2019", "2019-09-30T00:00:00Z"));
  }

  @ParameterizedTest
  @MethodSource("dates")
  void recognisesTheDocumentedDates(String text, String instant) {
    long micros = Instant.parse(instant).toEpochMilli() * 1000;
    assertThat(one(Field.of("out", Kind.DATE_TIME), text).row()).containsExactly(micros);
    assertThat(one(Field.of("out", Kind.DATE), text).warnings()).isEmpty();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(Kind.BOOLEAN, "maybe"),
        Arguments.of(Kind.BOOLEAN, 1L),
        Arguments.of(Kind.INTEGER, "1.5"),
        Arguments.of(Kind.INTEGER, 1.5),
        Arguments.of(Kind.INTEGER, "9223372036854775808"),
        Arguments.of(Kind.INTEGER, 1e300),
        Arguments.of(Kind.INTEGER, Double.NaN),
        Arguments.of(Kind.INTEGER, "1E999999999"),
        Arguments.of(Kind.INTEGER, true),
        Arguments.of(Kind.NUMBER, "1,234"),
        Arguments.of(Kind.NUMBER, "NaN"),
        Arguments.of(Kind.NUMBER, "1d"),
        Arguments.of(Kind.NUMBER, "0x1p3"),
        Arguments.of(Kind.NUMBER, "1E999"),
        Arguments.of(Kind.NUMBER, Double.POSITIVE_INFINITY),
        Arguments.of(Kind.NUMBER, "-"),
        Arguments.of(Kind.DATE, "2019-02-30"),
        Arguments.of(Kind.DATE, "yesterday"),
        Arguments.of(Kind.DATE_TIME, "2019-10-01T25:00:00Z"),
        Arguments.of(Kind.DATE_TIME, Instant.MAX),
        Arguments.of(Kind.DATE_TIME, true));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aValueOfTheWrongTypeBecomesNullWithAWarning(Kind kind, Object from) {
    Mapped mapped = one(Field.of("out", kind), from);
    assertThat(mapped.row()).containsExactly((Object) null);
    assertThat(mapped.isRejected()).isFalse();
    assertThat(mapped.warnings()).hasSize(1);
    assertThat(mapped.warnings().get(0).code()).isEqualTo("MAPPER-3700-400");
    assertThat(mapped.warnings().get(0).field()).isEqualTo("out");
    assertThat(mapped.warnings().get(0).recordCount()).isEqualTo(1);
    assertThat(mapped.warnings().get(0).message())
        .contains("out", "is not a " + kind, Text.of(from).substring(0, 1));
  }

  @Test
  void aLongValueIsCutInTheWarning() {
    Mapped mapped = one(Field.of("out", Kind.INTEGER), "x".repeat(5000));
    assertThat(mapped.warnings().get(0).message().length()).isLessThan(200);
  }

  @Test
  void emptyTextIsNoValueExceptWhereTextIsWanted() {
    for (Kind kind : List.of(Kind.BOOLEAN, Kind.INTEGER, Kind.NUMBER, Kind.DATE, Kind.DATE_TIME)) {
      Mapped mapped = one(Field.of("out", kind), "");
      assertThat(mapped.row()).containsExactly((Object) null);
      assertThat(mapped.warnings()).isEmpty();
    }
  }

  @Test
  void convertsInsideArraysAndMaps() {
    Field numbers = array("out", Field.of("", Kind.INTEGER));
    assertThat(one(numbers, List.of("1", 2.0)).row()).containsExactly(List.of(1L, 2L));
    assertThat(one(numbers, List.of("a", "b", "3")).warnings()).hasSize(1);
    assertThat(one(numbers, "1").warnings().get(0).message()).contains("is not a ARRAY");
    Field tags = map("out", Field.of("", Kind.BOOLEAN));
    assertThat(one(tags, Map.of("a", "yes")).row()).containsExactly(Map.of("a", true));
    Field person = object("out", Field.of("age", Kind.INTEGER));
    assertThat(one(person, Map.of("age", "7", "b", 1)).row())
        .isEqualTo(new Object[] {new Object[] {7L}});
    assertThat(one(person, Map.of("age", "x")).warnings().get(0).field()).isEqualTo("out.age");
  }
}
