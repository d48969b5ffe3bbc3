package io.tributary.mapping;

import static io.tributary.mapping.Records.array;
import static io.tributary.mapping.Records.map;
import static io.tributary.mapping.Records.object;
import static io.tributary.mapping.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Constraints;
import io.tributary.model.Constraints.Limit;
import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.RecordError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows are held against what their schema demands. */
final class ConformanceTest {
  private static Field constrained(String name, Kind kind, Constraints constraints) {
    return new Field(name, kind, false, List.of(), constraints);
  }

  private static Constraints allowed(String... values) {
    return new Constraints(List.of(values), null, null, null, null, null, null, null, null);
  }

  private static Constraints pattern(String pattern) {
    return new Constraints(List.of(), pattern, null, null, null, null, null, null, null);
  }

  private static Constraints length(@Nullable Integer least, @Nullable Integer most) {
    return new Constraints(List.of(), null, least, most, null, null, null, null, null);
  }

  private static Constraints range(@Nullable Limit least, @Nullable Limit most) {
    return new Constraints(List.of(), null, null, null, least, most, null, null, null);
  }

  private static Constraints items(@Nullable Integer least, @Nullable Integer most) {
    return new Constraints(List.of(), null, null, null, null, null, least, most, null);
  }

  private static Limit limit(String value, boolean exclusive) {
    return new Limit(new BigDecimal(value), exclusive);
  }

  private static List<RecordError> violations(Field field, @Nullable Object value) {
    Conformance conformance = Conformance.of(row(field), quiet -> false);
    return Objects.requireNonNull(conformance).violations(new Object[] {value});
  }

  private static boolean fits(Field field, Object value) {
    return violations(field, value).isEmpty();
  }

  @Test
  void aSchemaThatDemandsNothingCostsNothing() {
    Field free = Field.of("a", Kind.STRING);
    assertThat(Conformance.of(row(free, object("b", free), array("c", free)), quiet -> false))
        .isNull();
  }

  @Test
  void namesTheCodeTheFieldTheValueAndWhatIsAllowed() {
    Field tier = constrained("tier", Kind.STRING, allowed("gold", "silver"));
    assertThat(fits(tier, "gold")).isTrue();
    RecordError error =
        violations(row(object("_acme", tier)).fields().get(0), new Object[] {"tin"}).get(0);
    assertThat(error.code()).isEqualTo("INGEST-1212-400");
    assertThat(error.field()).isEqualTo("_acme.tier");
    assertThat(error.message())
        .isEqualTo(
            "Field _acme.tier has the value \"tin\", which is none of gold, silver; the record was rejected.");
  }

  @Test
  void aLongValueIsShownShortened() {
    Field tier = constrained("tier", Kind.STRING, allowed("gold"));
    assertThat(violations(tier, "x".repeat(5000)).get(0).message())
        .hasSizeLessThan(250)
        .contains("…");
  }

  @Test
  void aValueThatIsAbsentViolatesNothingButBeingRequired() {
    assertThat(violations(constrained("a", Kind.STRING, allowed("x")), null)).isEmpty();
    Field required = new Field("a", Kind.STRING, true, List.of(), allowed("x"));
    assertThat(violations(required, null).get(0).message())
        .contains("is required and has no value");
  }

  @ParameterizedTest
  @CsvSource({
    "STRING,  x,   true", "STRING, y,   false",
    "INTEGER, 1,   true", "INTEGER, 2,  false",
    "NUMBER,  0.1, true", "NUMBER, 0.2, false"
  })
  void onlyListedValuesAreAllowed(Kind kind, String written, boolean fits) {
    Object value =
        switch (kind) {
          case INTEGER -> Long.valueOf(written);
          case NUMBER -> Double.valueOf(written);
          default -> written;
        };
    Constraints listed = allowed(kind == Kind.STRING ? "x" : kind == Kind.INTEGER ? "1" : "0.10");
    assertThat(fits(constrained("a", kind, listed), value)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "17, false, 16, false",
    "17, false, 17, true",
    "17, true, 17, false",
    "17, true, 18, true",
    "1.5, false, 1, false",
    "1.5, false, 2, true",
    "1.5, true, 2, true",
    "-9007199254740993, false, -9007199254740992, true",
    "-9007199254740991, false, -9007199254740992, false",
    "1e30, false, 9223372036854775806, false"
  })
  void wholeNumbersLieAboveTheirMinimum(String least, boolean exclusive, long value, boolean fits) {
    Field field = constrained("n", Kind.INTEGER, range(limit(least, exclusive), null));
    assertThat(fits(field, value)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, false, 0.1, true", "0.1, true, 0.1, false", "0.1, false, 0.10000001, false",
    "0.1, true, 0.09, true", "100, false, 100.5, false", "100, false, -3, true"
  })
  void numbersLieBelowTheirMaximum(String most, boolean exclusive, double value, boolean fits) {
    Field field = constrained("n", Kind.NUMBER, range(null, limit(most, exclusive)));
    assertThat(fits(field, value)).isEqualTo(fits);
  }

  @Test
  void lengthsCountCharactersNotTheirHalves() {
    Field two = constrained("a", Kind.STRING, length(2, 2));
    assertThat(fits(two, "😀😀")).isTrue();
    assertThat(fits(two, "a")).isFalse();
    assertThat(violations(two, "abc").get(0).message()).contains("3 characters, but at most 2");
  }

  @Test
  void listsHaveAsManyElementsAsAllowed() {
    Field element = Field.of("element", Kind.STRING);
    Field list = new Field("a", Kind.ARRAY, false, List.of(element), items(1, 2));
    assertThat(fits(list, List.of("x"))).isTrue();
    assertThat(fits(list, List.of())).isFalse();
    assertThat(violations(list, List.of("x", "y", "z")).get(0).message())
        .contains("a list with 3 elements, but at most 2");
  }

  @Test
  void elementsAndEntriesAreHeldAgainstTheirOwnDemandsAndNamedOnce() {
    Field code = constrained("code", Kind.STRING, pattern("^[A-Z]{2}$"));
    Field list = array("all", object("", code));
    List<Object> many = Collections.nCopies(1000, new Object[] {"de"});
    assertThat(violations(list, many)).hasSize(1);
    assertThat(violations(list, many).get(0).field()).isEqualTo("all[*].code");
    assertThat(violations(map("all", code), Map.of("a", "DE", "b", "de")).get(0).field())
        .isEqualTo("all.*");
  }

  @Test
  void aPrimaryIdentityIsNotEmpty() {
    Constraints primary = Constraints.NONE.with(new Constraints.Identity("Email", true));
    assertThat(fits(constrained("mail", Kind.STRING, primary), "a@example.com")).isTrue();
    assertThat(fits(constrained("mail", Kind.STRING, primary), " ")).isFalse();
    Constraints other = Constraints.NONE.with(new Constraints.Identity("Email", false));
    assertThat(Conformance.of(row(constrained("mail", Kind.STRING, other)), quiet -> false))
        .isNull();
  }

  @Test
  void aPatternIsFoundAnywhereUnlessItIsAnchored() {
    assertThat(fits(constrained("a", Kind.STRING, pattern("[0-9]{2}")), "ab12")).isTrue();
    assertThat(fits(constrained("a", Kind.STRING, pattern("^[0-9]{2}$")), "ab12")).isFalse();
    assertThat(fits(constrained("a", Kind.STRING, pattern("^[A-Z]{2}$")), "DE\n")).isFalse();
  }

  @Test
  @Timeout(20)
  void noPatternTakesLongerThanItsTextIsLong() {
    Field field = constrained("a", Kind.STRING, pattern("^(a+)+$|^(a|aa)*c$"));
    long before = System.nanoTime();
    assertThat(fits(field, "a".repeat(50_000) + "b")).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aPatternThatCannotBeCheckedSafelyIsRefused() {
    assertThatThrownBy(() -> TextPattern.of("(?=a)b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TextPattern.of("(a)\\1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TextPattern.of("[a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mappingRejectsWhatTheSchemaDoesNotAllow() {
    Field tier = constrained("tier", Kind.STRING, allowed("gold", "silver"));
    Mapping mapping =
        Mapping.compile(
            Records.set(Records.rule("in", "tier")),
            Records.columns("in"),
            row(tier),
            Records.CLOCK);
    assertThat(mapping.map(new Object[] {"gold"}).isRejected()).isFalse();
    Mapped rejected = mapping.map(new Object[] {"tin"});
    assertThat(rejected.row()).isNull();
    assertThat(rejected.rejections()).extracting(RecordError::field).containsExactly("tier");
  }
}
