package io.tributary.mapping;

import static io.tributary.mapping.Records.CLOCK;
import static io.tributary.mapping.Records.columns;
import static io.tributary.mapping.Records.object;
import static io.tributary.mapping.Records.row;
import static io.tributary.mapping.Records.rule;
import static io.tributary.mapping.Records.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.MappingSet.Rule;
import io.tributary.model.RecordError;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are masked on their way, and hidden where they could be seen beside it. */
final class MaskingTest {
  private static Mapping mapping(Field out, Rule... rules) {
    return Mapping.compile(
        set(rules),
        columns("a", "b"),
        row(out, Field.of("n", Kind.INTEGER), Field.of("m", Kind.INTEGER)),
        CLOCK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sha256(lower(trim(a)))|' My Text '|7330d2b39ca35eaf4cb95fc846c21ee6a39af698154a83a586ee270a0d372104",
        "concat(left(a, 1), \"***\")|Lovelace|L***",
        "concat(\"…\", right(a, 4))|+44 20 7946|…7946",
        "format(a, \"yyyy\")|1815-12-10|1815"
      })
  void theDocumentedMasksLandWhatTheySay(String rule, String value, String landed) {
    Mapping mapping = mapping(Field.of("out", Kind.STRING), rule(rule, "out"));
    Object[] row = Objects.requireNonNull(mapping.map(new Object[] {value, "b"}).row());
    assertThat(row[0]).isEqualTo(landed);
  }

  @Test
  void whatARuleHashesIsQuotedByNoRule() {
    Mapping mapping =
        mapping(
            Field.of("out", Kind.STRING),
            rule("transformArray([a], x -> md5(x))", "out"),
            rule("to_integer(a)", "n"),
            rule("b", "m"));
    assertThat(mapping.hidden()).containsExactly("a");
    assertThat(mapping.map(new Object[] {"secret", "open"}).warnings())
        .extracting(RecordError::message)
        .containsExactly(
            "Field n: to_integer(a) failed; it became null.",
            "Field m: \"open\" is not a INTEGER; it became null.");
  }

  @Test
  void aLabelAboveOrBelowAFieldCountsForIt() {
    Field leaf = Field.of("x", Kind.INTEGER);
    List<String> label = List.of("C1");
    for (Field out :
        List.of(
            object("out", leaf.labelled(label)),
            object("out", leaf).labelled(label),
            object("out", object("y", leaf.labelled(label))))) {
      boolean deep = out.fields().get(0).name().equals("y");
      Mapping mapping = mapping(out, rule("a", deep ? "out.y.x" : "out.x"), rule("b", "m"));
      assertThat(mapping.hidden()).as(out.toString()).containsExactly("a");
      assertThat(mapping.map(new Object[] {"secret", "open"}).warnings().toString())
          .as(out.toString())
          .contains("its value is not a INTEGER", "open")
          .doesNotContain("secret");
    }
    assertThat(mapping(object("out", leaf), rule("a", "out.x")).hidden()).isEmpty();
  }

  @Test
  void aLabelOfTheRowCountsForAll() {
    Mapping mapping =
        Mapping.compile(
            set(rule("a", "n")),
            columns("a", "b"),
            row(Field.of("n", Kind.INTEGER)).labelled(List.of("C1")),
            CLOCK);
    assertThat(mapping.hidden()).containsExactly("a");
  }
}
