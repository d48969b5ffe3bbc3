package io.tributary.mapping;

import static io.tributary.mapping.Records.CLOCK;
import static io.tributary.mapping.Records.columns;
import static io.tributary.mapping.Records.object;
import static io.tributary.mapping.Records.row;
import static io.tributary.mapping.Records.rule;
import static io.tributary.mapping.Records.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.TributaryException;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ExpressionTest {
  private static final String LANGUAGE =
      """
      1 + 2 * 3 - 4 / 2 => 5
      7 div 2 => 3
      7.0 / 2 => 3.5
      7 mod 4 => 3
      7 % 4 => 3
      -n + +1 => -6
      n - - 1 => 8
      a + " " + b => Hello World
      "x" + none => x
      n + "px" => 7px
      1.0 + "" => 1
      none + 1 => null
      none * 2 => null
      -none => null
      "3" * 2 => 6
      "x" * 2 => failed: …
      1 / 0 => failed: …
      9223372036854775807 + 1 => 9223372036854775808
      1 == 1.0 => true
      "1" == 1 => true
      "x" eq 1 => false
      a ne b => true
      none == null => true
      none != "x" => true
      1 lt 2 => true
      2 le 2 => true
      3 gt 2 => true
      2 ge 3 => false
      none < 1 => false
      none >= 1 => false
      "b" > "a" => true
      t > "2019-01-01" => true
      d < t => false
      t == "2019-10-17T11:55:12Z" => true
      true && false || true => true
      true and not false => true
      true or none => true
      !none => true
      6 & 3 => 2
      6 | 3 => 7
      6 ^ 3 => 5
      ~5 => -6
      n > 5 ? "big" : "small" => big
      none ?: "other" => other
      "" ?: "other" => other
      a ?: "other" => Hello
      none ?? "other" => other
      "p" =~ list => true
      "z" !~ list => true
      "abc" =~ "a.c" => true
      "abc" !~ "b" => true
      none =~ list => false
      person.name.first => Ada
      person.name['first'] => Ada
      person["name"].first => Ada
      person.name.${last.name} => Lovelace
      person.phones[0].kind => home
      person.phones[n - 6].no => 2
      person.phones[*].no => ["1","2",3]
      person.phones[9].no => null
      person.nothing.at.all => null
      nothing.at.all => null
      ${First Name} => Spaced
      concat(${First Name}, "${a}", ${new}) => Spaced${a}reserved
      ${c.d} => Dotted
      c.d => Dotted
      "a".equals("a") => true
      a.equalsIgnoreCase("HELLO") => true
      none.equals("a") => false
      a.toUpperCase().toLowerCase() => hello
      " x ".trim().length() => 1
      a.contains("ell") => true
      a.startsWith("He") => true
      a.endsWith("He") => false
      a.indexOf("l") => 2
      list.size() => 3
      list.contains("q") => true
      list.isEmpty() => false
      n.toString() + 1 => 71
      person.get("name").containsKey("first") => true
      list.get(2) => q
      [1, "a", null, [2]] => [1,"a",null,[2]]
      {"k": n, "l": {"m": a}} => {"k":7,"l":{"m":"Hello"}}
      {} => {}
      {"k": 1}.k => 1
      empty(none) => true
      size(list) => 3
      (a) => Hello
      'it\\'s' => it's
      "tab\\tu\\u00e9" => tab	ué
      null => null
      true => true
      1.5e3 => 1500
      100000000000 => 100000000000
      """;

  private static final String REFUSED =
      """
      new("java.lang.String") => refused: This is not part of the language…
      new java.lang.String("x") => refused: This is not part of the language…
      a = 1 => refused: This is not part of the language…
      a += 1 => refused: This is not part of the language…
      n++ => refused: This is not part of the language…
      var x = 1 => refused: It cannot be read from here: var x = 1 (position 1)
      if (a) b => refused: It cannot be read from here…
      for (x : list) x => refused: It cannot be read from here…
      while (true) a => refused: It cannot be read from here…
      a; b => refused: It cannot be read from here: ; b (position 2)
      x -> x => refused: …
      function(x) { x } => refused: …
      a.getClass() => refused: There is no method getClass…
      "".class.forName("x") => refused: There is no method forName…
      foo:bar(1) => refused: Functions have no namespace…
      `a${b}` => refused: Templates…
      1..1000000000 => refused: Range is not part of the language…
      1 << 3 => refused: ShiftLeft is not part of the language…
      a === b => refused: EQS is not part of the language…
      x instanceof String => refused: …
      [1, ...] => refused: ExtendedLiteral is not part…
      @foo a => refused: …
      #pragma x 1 => refused: …
      concat( => refused: It cannot be read…
      "a => refused: The text that starts here has no end. (position 1)
      ${ => refused: ${ needs a name and a }. (position 1)
      upper(a, b) => refused: upper takes 1 argument, not 2. (position 1)
      upper() => refused: upper takes 1 argument, not 0. (position 1)
      1 + uper(a) => refused: There is no function uper. Did you mean upper? (position 5)
      fpid_to_ecid(a) => refused: fpid_to_ecid exists only inside Adobe…
      a.b(1)(2) => refused: This cannot be called…
      a b => refused: It cannot be read from here: b (position 3)
      """;

  static Stream<String> cases() {
    return Stream.of(LANGUAGE, REFUSED).flatMap(Cases::lines);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computesOrRefuses(String line) {
    int arrow = line.lastIndexOf(" => ");
    String expected = line.substring(arrow + 4);
    String result = Cases.text(line.substring(0, arrow));
    if (expected.endsWith("…")) {
      assertThat(result).startsWith(expected.substring(0, expected.length() - 1));
    } else {
      assertThat(result).isEqualTo(expected);
    }
  }

  @Test
  void tellsThePositionInSeveralLines() {
    assertThat(Expressions.check("concat(\n  a,\n  nope(b))"))
        .extracting(Expressions.Problem::position)
        .containsExactly(16);
    assertThat(Expressions.check("person.${First Name}")).isEmpty();
    assertThat(Expressions.check("")).isNotEmpty();
    assertThat(Expressions.check("// only a comment")).isNotEmpty();
  }

  @Test
  void aFailedExpressionIsAWarningAndTheRowGoesOn() {
    Field target = row(Field.of("n", Kind.INTEGER), Field.of("s", Kind.STRING));
    Mapping mapping =
        Mapping.compile(
            set(rule("to_integer(a)", "n"), rule("EXPRESSION", "upper(a)", "s")),
            columns("a", "b"),
            target,
            CLOCK);
    assertThat(mapping.sources()).containsExactly("a");
    Mapped mapped = mapping.map(new @Nullable Object[] {"x", null});
    assertThat(mapped.row()).containsExactly(null, "X");
    assertThat(mapped.warnings().get(0).code()).isEqualTo("MAPPER-3700-400");
    assertThat(mapped.warnings().get(0).message())
        .isEqualTo(
            "Field n: to_integer(a) failed: to_integer wants a number as argument 1, not \"x\";"
                + " it became null.");
  }

  @Test
  void nullifyWinsOverACopiedObject() {
    Field name = object("name", Field.of("first", Kind.STRING), Field.of("last", Kind.STRING));
    Map<String, Object> who = Map.of("first", "Ada", "last", "Lovelace");
    Mapping nullify =
        Mapping.compile(
            set(rule("who", "name"), rule("nullify()", "name.last")),
            columns("who"),
            row(name),
            CLOCK);
    assertThat(nullify.map(new Object[] {who}).row())
        .isEqualTo(new Object[] {new Object[] {"Ada", null}});
  }

  @Test
  void aRefusedExpressionNamesTheRuleAndThePosition() {
    assertThatThrownBy(
            () ->
                Mapping.compile(
                    set(rule("EXPRESSION", "concat(a, nop(b))", "s")),
                    columns("a"),
                    row(Field.of("s", Kind.STRING)),
                    CLOCK))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("Mapping 1 (concat(a, nop(b)) → s): There is no function nop.")
        .hasMessageContaining("position 11");
  }
}
