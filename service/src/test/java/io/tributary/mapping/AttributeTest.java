package io.tributary.mapping;

import static io.tributary.mapping.Records.CLOCK;
import static io.tributary.mapping.Records.array;
import static io.tributary.mapping.Records.columns;
import static io.tributary.mapping.Records.map;
import static io.tributary.mapping.Records.object;
import static io.tributary.mapping.Records.required;
import static io.tributary.mapping.Records.row;
import static io.tributary.mapping.Records.rule;
import static io.tributary.mapping.Records.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Column;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.MappingSet;
import io.tributary.model.TributaryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttributeTest {
  private static final Field ID = Field.of("_id", Kind.STRING);
  private static final Field NAME =
      object("name", Field.of("first", Kind.STRING), Field.of("last", Kind.STRING));
  private static final Field PHONES =
      array("phones", object("", Field.of("number", Kind.STRING), Field.of("type", Kind.STRING)));

  private static @Nullable Object[] run(
      MappingSet set, List<Column> source, Field target, @Nullable Object... values) {
    Mapped mapped = Mapping.compile(set, source, target, CLOCK).map(values);
    assertThat(mapped.warnings()).isEmpty();
    return Objects.requireNonNull(mapped.row());
  }

  @Test
  void mapsThePublishedHubSpotSample() {
    Field target =
        row(
            required("_id", Kind.STRING),
            object("personName", Field.of("firstName", Kind.STRING)),
            object("_repo", Field.of("createDate", Kind.DATE_TIME)));
    MappingSet set =
        set(
            rule("Vid", "_id"),
            rule("Properties_Firstname_Value", "personName.firstName"),
            rule("Added_At", "_repo.createDate"));
    Mapping mapping =
        Mapping.compile(
            set, columns("Vid", "Properties_Firstname_Value", "Added_At"), target, CLOCK);
    Instant added = Instant.parse("2019-10-01T10:20:30.123Z");

    Mapped mapped = mapping.map(new Object[] {1.0, "Ada", added});

    assertThat(mapped.isRejected()).isFalse();
    assertThat(mapped.row())
        .isEqualTo(new Object[] {"1", new Object[] {"Ada"}, new Object[] {1569925230123000L}});
    assertThat(mapping.sources())
        .containsExactlyInAnyOrder("Vid", "Properties_Firstname_Value", "Added_At");
  }

  @Test
  void findsAFieldWhoseNameHoldsASlashByItsDottedPath() {
    Field target = row(Field.of("_repo/createDate", Kind.STRING));
    assertThat(run(set(rule("in", "_repo.createDate")), columns("in"), target, "x"))
        .containsExactly("x");
  }

  @Test
  void makesObjectsOnlyWhenAValueIsSet() {
    MappingSet set = set(rule("a", "name.first"), rule("b", "name.last"), rule("a", "_id"));
    List<Column> source = columns("a", "b");
    assertThat(run(set, source, row(ID, NAME), null, null)).containsExactly(null, null);
    assertThat(run(set, source, row(ID, NAME), null, "L"))
        .isEqualTo(new Object[] {null, new Object[] {null, "L"}});
  }

  @Test
  void readsNestedValues() {
    Map<String, Object> person =
        Map.of("names", List.of(Map.of("first", "Ada"), Map.of("first", "Bo")), "a.b", "dot");
    List<Column> source = columns("person");
    MappingSet set = set(rule("ATTRIBUTE", "person.names[1].first", "_id"));
    assertThat(run(set, source, row(ID), person)).containsExactly("Bo");
    MappingSet dotted = set(rule("ATTRIBUTE", "person.a\\.b", "_id"));
    assertThat(run(dotted, source, row(ID), person)).containsExactly("dot");
    MappingSet wrapped = set(rule("text/x.schema-path", "person.${a.b}", "_id"));
    assertThat(run(wrapped, source, row(ID), person)).containsExactly("dot");
  }

  @Test
  void aMissingNestedPathIsNull() {
    MappingSet set = set(rule("person.names[7].first", "_id"));
    assertThat(run(set, columns("person"), row(ID), Map.of())).containsExactly((Object) null);
    assertThat(run(set, columns("person"), row(ID), "text")).containsExactly((Object) null);
  }

  @Test
  void prefersTheColumnWhoseNameHoldsTheDots() {
    List<Column> source = columns("a", "a.b");
    assertThat(run(set(rule("a.b", "_id")), source, row(ID), Map.of("b", "no"), "yes"))
        .containsExactly("yes");
    assertThat(run(set(rule("a.b.c", "_id")), source, row(ID), null, Map.of("c", "yes")))
        .containsExactly("yes");
  }

  @Test
  void aSourceThatIsNotAnIdentifierMayBeAColumn() {
    assertThat(run(set(rule("First Name", "_id")), columns("First Name"), row(ID), "Ada"))
        .containsExactly("Ada");
    assertThat(run(set(rule("${First Name}", "_id")), columns("First Name"), row(ID), "Ada"))
        .containsExactly("Ada");
  }

  @Test
  void iteratesArraysInParallel() {
    MappingSet set =
        set(rule("in[*].no", "phones[*].number"), rule("in[*].kind", "phones[*].type"));
    List<Object> in =
        List.of(Map.of("no", "1", "kind", "home"), Map.of("kind", "work"), Map.of("no", 3L));
    Object[] row = run(set, columns("in"), row(PHONES), in);
    assertThat((List<?>) row[0]).hasSize(3);
    assertThat(((List<?>) row[0]).toArray())
        .isEqualTo(
            new Object[] {
              new Object[] {"1", "home"}, new Object[] {null, "work"}, new Object[] {"3", null}
            });
  }

  @Test
  void growsAnArrayToAFixedIndex() {
    Object[] row = run(set(rule("in", "phones[1].number")), columns("in"), row(PHONES), "5");
    List<Object> phones = new ArrayList<>((List<?>) row[0]);
    assertThat(phones.toArray()).isEqualTo(new Object[] {null, new Object[] {"5", null}});
  }

  @Test
  void fillsAMapByKey() {
    Field target = row(map("tags", Field.of("", Kind.INTEGER)));
    MappingSet set = set(rule("a", "tags.one"), rule("b", "tags.two"));
    assertThat(run(set, columns("a", "b"), target, "1", 2.0))
        .containsExactly(Map.of("one", 1L, "two", 2L));
  }

  @Test
  void copiesAnObjectAndLetsItsOwnRulesWin() {
    MappingSet set = set(rule("nick", "name.first"), rule("who", "name"));
    Map<String, Object> who = Map.of("first", "Ada", "last", "Lovelace", "age", 36L);
    assertThat(run(set, columns("who", "nick"), row(NAME), who, "Countess"))
        .isEqualTo(new Object[] {new Object[] {"Countess", "Lovelace"}});
    assertThat(run(set, columns("who", "nick"), row(NAME), who, null))
        .isEqualTo(new Object[] {new Object[] {"Ada", "Lovelace"}});
  }

  @Test
  void allowNullValuesPutsNullsOverACopy() {
    MappingSet set = set(true, false, rule("nick", "name.first"), rule("who", "name"));
    Map<String, Object> who = Map.of("first", "Ada", "last", "Lovelace");
    assertThat(run(set, columns("who", "nick"), row(NAME), who, null))
        .isEqualTo(new Object[] {new Object[] {null, "Lovelace"}});
  }

  @Test
  void aStaticSourceIsItsOwnText() {
    Field number = Field.of("n", Kind.INTEGER);
    assertThat(run(set(rule("STATIC", "42", "n")), columns("a"), row(number), "x"))
        .containsExactly(42L);
  }

  @Test
  void rejectsARecordWithoutARequiredField() {
    Field target =
        row(required("_id", Kind.STRING), object("name", required("first", Kind.STRING), ID));
    MappingSet set = set(rule("a", "_id"), rule("b", "name.first"), rule("c", "name._id"));
    Mapping mapping = Mapping.compile(set, columns("a", "b", "c"), target, CLOCK);

    assertThat(mapping.map(new Object[] {"1", null, null}).isRejected()).isFalse();
    Mapped noFirst = mapping.map(new Object[] {"1", null, "x"});
    assertThat(noFirst.isRejected()).isTrue();
    assertThat(noFirst.row()).isNull();
    assertThat(noFirst.rejections().get(0).field()).isEqualTo("name.first");
    assertThat(noFirst.rejections().get(0).code()).isEqualTo("INGEST-1212-400");
    Mapped nothing = mapping.map(new Object[] {null, null, "x"});
    assertThat(nothing.rejections()).hasSize(2);
  }

  @Test
  void checksRequiredFieldsInsideArrays() {
    Field target = row(array("phones", object("", required("number", Kind.STRING), ID)));
    MappingSet set = set(rule("in[*].id", "phones[*]._id"));
    Mapping mapping = Mapping.compile(set, columns("in"), target, CLOCK);
    Mapped mapped = mapping.map(new Object[] {List.of(Map.of("id", "1"))});
    assertThat(mapped.rejections().get(0).message()).contains("phones[*].number is required");
  }

  @Test
  void refusesAnUnknownColumnAndNamesTheNearest() {
    assertThat(refusal(set(rule("Frist_Name", "_id")), columns("First_Name", "Vid")))
        .contains("Mapping 1 (Frist_Name → _id)")
        .contains("no column Frist_Name. Did you mean First_Name?");
    assertThat(refusal(set(rule("ATTRIBUTE", "frst name", "_id")), columns("first name")))
        .contains("Did you mean first name?");
  }

  @Test
  void refusesAnUnknownDestinationAndNamesTheNearest() {
    assertThat(refusal(set(rule("a", "name.frist")), columns("a")))
        .contains("name has no field frist. Did you mean first?");
    assertThat(refusal(set(rule("a", "_id.x")), columns("a"))).contains("_id is a STRING");
    assertThat(refusal(set(rule("a", "phones.number")), columns("a"))).contains("phones[*]");
    assertThat(refusal(set(rule("a", "name[0]")), columns("a"))).contains("has no field [0]");
    assertThat(refusal(set(rule("a", "")), columns("a"))).contains("no destination");
    assertThat(refusal(set(rule("a", "phones[x]")), columns("a"))).contains("position 7");
  }

  @Test
  void refusesASecondRuleForADestinationAndReportsAllProblems() {
    MappingSet set = set(rule("a", "_id"), rule("a", "_id"), rule("zzz", "nam"));
    assertThat(refusal(set, columns("a")))
        .contains("Another rule maps _id already")
        .contains("Mapping 3");
    assertThat(Mapping.check(set, null, row(ID, NAME)))
        .extracting(RuleProblem::rule)
        .containsExactly(1, 2);
  }

  @Test
  void strictMappingWantsEveryRequiredField() {
    Field target = row(required("_id", Kind.STRING), Field.of("x", Kind.STRING));
    MappingSet strict = set(false, true, rule("a", "x"));
    assertThatThrownBy(() -> Mapping.compile(strict, columns("a"), target, CLOCK))
        .hasMessageContaining("_id is required and strictMapping is set");
    assertThat(Mapping.unmapped(strict, target)).containsExactly("_id");
    assertThat(Mapping.unmapped(set(rule("a", "_id")), target)).isEmpty();
  }

  private static String refusal(MappingSet set, List<Column> source) {
    try {
      Mapping.compile(set, source, row(ID, NAME, PHONES), CLOCK);
    } catch (TributaryException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.MAPPING_SET_INVALID);
      return e.text();
    }
    throw new AssertionError("Compiled: " + Arrays.asList(set.mappings()));
  }
}
