package io.tributary.mapping;

import static io.tributary.mapping.Records.object;
import static io.tributary.mapping.Records.row;
import static io.tributary.mapping.Records.rule;
import static io.tributary.mapping.Records.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.mapping.Suggestions.Found;
import io.tributary.mapping.Suggestions.Pair;
import io.tributary.mapping.Suggestions.Suggestion;
import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.MappingSet.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields are suggested for columns by name, type and samples. */
final class SuggestionsTest {
  private static final Field TARGET =
      row(
          Field.of("_id", Kind.STRING),
          object("_repo", Field.of("createDate", Kind.DATE_TIME)),
          object(
              "person",
              object("name", Field.of("firstName", Kind.STRING), Field.of("lastName", Kind.STRING)),
              Field.of("birthDate", Kind.DATE),
              Field.of("birthYear", Kind.INTEGER)),
          object(
              "personalEmail",
              Field.of("address", Kind.STRING),
              Field.of("primary", Kind.BOOLEAN),
              Field.of("label", Kind.STRING)),
          object("homeAddress", Field.of("street1", Kind.STRING), Field.of("city", Kind.STRING)),
          object("mobilePhone", Field.of("number", Kind.STRING)),
          object("_acme", Field.of("level", Kind.STRING), Field.of("a.b", Kind.STRING)));

  private static Found found(List<Column> columns, List<Pair> ignored, Rule... rules) {
    return Suggestions.of(columns, List.of(), TARGET, set(rules), ignored);
  }

  private static String pairs(Found found) {
    List<String> pairs = new ArrayList<>();
    for (Suggestion suggestion : found.suggestions()) {
      pairs.add(suggestion.mapping().from() + ">" + suggestion.mapping().to());
    }
    return String.join(" ", pairs);
  }

  @ParameterizedTest
  @CsvSource({
    "Vid, NUMBER, Vid>_id",
    "Added_At, DATE_TIME, Added_At>_repo.createDate",
    "Properties_Firstname_Value, STRING, Properties_Firstname_Value>person.name.firstName",
    "lastName, STRING, lastName>person.name.lastName",
    "Properties_Email_Value, STRING, Properties_Email_Value>personalEmail.address",
    "Address, STRING, Address>homeAddress.street1",
    "town, STRING, town>homeAddress.city",
    "home_city, STRING, home_city>homeAddress.city",
    "Level, STRING, Level>_acme.level",
    "First Name, STRING, ${First Name}>person.name.firstName",
    "BirthYear, INTEGER, BirthYear>person.birthYear",
    "Colour, STRING, ''",
    "name, STRING, ''",
    "primary, BOOLEAN, ''",
    "Birth_Date, BOOLEAN, ''"
  })
  void aNameSaysWhereAColumnBelongs(String column, Kind kind, String pair) {
    Found found = found(List.of(Column.of(column, kind)), List.of());
    assertThat(pairs(found)).isEqualTo(pair);
    assertThat(found.unmatched()).isEqualTo(pair.isEmpty() ? List.of(column) : List.of());
    for (Suggestion suggestion : found.suggestions()) {
      assertThat(suggestion.score()).isBetween(0.5, 1.0);
      assertThat(suggestion.reasons()).hasSizeGreaterThanOrEqualTo(2).doesNotContain("");
    }
  }

  @Test
  void whatHasAUsualPlaceIsNotGuessedDeepElsewhere() {
    Field target =
        row(
            object("_repo", Field.of("createDate", Kind.DATE_TIME)),
            object("bill", object("_repo", Field.of("createDate", Kind.DATE_TIME))),
            object("a", object("b", Field.of("shade", Kind.STRING))));
    List<Column> columns =
        List.of(
            Column.of("Added_At", Kind.DATE_TIME),
            Column.of("Createdate", Kind.DATE_TIME),
            Column.of("Shade", Kind.STRING));
    Found found = Suggestions.of(columns, List.of(), target, set(), List.of());
    assertThat(pairs(found)).isEqualTo("Added_At>_repo.createDate Shade>a.b.shade");
    assertThat(found.unmatched()).containsExactly("Createdate");
  }

  private static Found sampled(String column, @Nullable Object... values) {
    List<@Nullable Object[]> records = new ArrayList<>();
    Arrays.asList(values).forEach(value -> records.add(new @Nullable Object[] {value}));
    return Suggestions.of(
        List.of(Column.of(column, Kind.STRING)), records, TARGET, set(), List.of());
  }

  @Test
  void samplesSpeakWhereTheNameDoesNot() {
    Found found = sampled("kontakt", "a@b.de", "c@d.org", null, "", "e@f.com");
    assertThat(pairs(found)).isEqualTo("kontakt>personalEmail.address");
    assertThat(found.suggestions().get(0).reasons())
        .contains("3 of 3 sample values look like e-mail addresses");
    assertThat(pairs(sampled("kontakt", "a@b.de", "c@d.org"))).isEmpty();
  }

  @Test
  void samplesContradictAName() {
    assertThat(pairs(sampled("e_mail", "yes", "no", "no"))).isEmpty();
    assertThat(pairs(sampled("city", "a@b.de", "c@d.org", "e@f.com")))
        .isEqualTo("city>personalEmail.address");
  }

  @Test
  void textGoesIntoAFieldOfAnotherTypeOnlyIfAllSamplesDo() {
    assertThat(pairs(sampled("birthday", "2000-01-01", "1999-12-31", "01.2.1980")))
        .isEqualTo("birthday>person.birthDate");
    assertThat(pairs(sampled("birthday", "2000-01-01", "1999-12-31", "unknown"))).isEmpty();
    assertThat(pairs(sampled("birthday"))).isEmpty();
  }

  @Test
  void noReasonQuotesAValue() {
    Found found = sampled("email", "secret@b.de", "secret@d.org", "secret@f.com");
    assertThat(found.toString()).doesNotContain("secret");
  }

  @Test
  void acceptedAndIgnoredPairsDoNotComeAgain() {
    List<Column> columns =
        List.of(Column.of("email", Kind.STRING), Column.of("work email", Kind.STRING));
    assertThat(pairs(found(columns, List.of()))).startsWith("email>personalEmail.address");
    Found other = found(columns, List.of(new Pair("email", "personalEmail.address")));
    assertThat(pairs(other)).doesNotContain("email>personalEmail.address");
    Found accepted = found(columns, List.of(), rule("email", "personalEmail.address"));
    assertThat(pairs(accepted)).doesNotContain("personalEmail.address");
    Found calculated =
        found(columns, List.of(), rule("EXPRESSION", "lower(email)", "person.name.lastName"));
    assertThat(calculated.unmatched()).doesNotContain("email");
    assertThat(pairs(calculated)).doesNotContain("email>");
    Found whole = found(columns, List.of(), rule("x", "personalEmail"));
    assertThat(pairs(whole)).doesNotContain("personalEmail.");
  }

  @Test
  void eachFieldIsSuggestedOnceAndEachAnswerIsTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> words =
        List.of("first", "name", "email", "home", "city", "birth", "date", "id", "x", "level");
    List<Kind> kinds =
        List.of(Kind.STRING, Kind.NUMBER, Kind.INTEGER, Kind.BOOLEAN, Kind.DATE, Kind.DATE_TIME);
    for (int i = 0; i < 200; i++) {
      List<Column> columns = new ArrayList<>();
      for (int c = random.nextInt(8); c >= 0; c--) {
        String name =
            words.get(random.nextInt(10)) + "_" + words.get(random.nextInt(10)) + (c < 2 ? c : "");
        columns.add(Column.of(name, kinds.get(random.nextInt(6))));
      }
      Found found = found(columns, List.of());
      String shown = "seed " + seed + ": " + columns;
      assertThat(found(columns, List.of())).as(shown).isEqualTo(found);
      assertThat(found.suggestions().stream().map(one -> one.mapping().to()))
          .as(shown)
          .doesNotHaveDuplicates();
      for (Suggestion suggestion : found.suggestions()) {
        assertThat(Mapping.check(set(suggestion.mapping()), columns, TARGET)).as(shown).isEmpty();
      }
    }
  }
}
