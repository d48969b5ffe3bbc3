package io.tributary.mapping;

import static io.tributary.mapping.Records.CLOCK;
import static io.tributary.mapping.Records.array;
import static io.tributary.mapping.Records.columns;
import static io.tributary.mapping.Records.object;
import static io.tributary.mapping.Records.row;
import static io.tributary.mapping.Records.rule;
import static io.tributary.mapping.Records.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Constraints;
import io.tributary.model.Constraints.Identity;
import io.tributary.model.Field;
import io.tributary.model.Field.Kind;
import io.tributary.model.Json;
import io.tributary.model.MappingSet.Rule;
import io.tributary.model.RecordError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A rule may mark what it fills as the primary identity. */
final class IdentifiedTest {
  private static final Field TARGET =
      row(
          object("mail", Field.of("address", Kind.STRING), Field.of("times", Kind.INTEGER)),
          array("list", object("element", Field.of("x", Kind.STRING))),
          Field.of("other", Kind.STRING));

  private static Rule primary(String source, String destination) {
    return Json.read(
        "{\"source\":\"%s\",\"destination\":\"%s\",\"primaryIdentity\":true,\"namespaceCode\":\"Email\"}"
            .formatted(source, destination),
        Rule.class);
  }

  private static List<String> problems(Field target, Rule... rules) {
    return Mapping.check(set(rules), null, target).stream().map(RuleProblem::message).toList();
  }

  private static List<String> rejections(@Nullable Object a) {
    Mapping mapping =
        Mapping.compile(
            set(primary("a", "mail.address"), rule("b", "other")),
            columns("a", "b"),
            TARGET,
            CLOCK);
    return mapping.map(new @Nullable Object[] {a, "b"}).rejections().stream()
        .map(RecordError::message)
        .toList();
  }

  @Test
  void aRecordWithoutItIsRejected() {
    assertThat(rejections("a@b.de")).isEmpty();
    assertThat(rejections(null)).singleElement().asString().contains("mail", "is required");
    assertThat(rejections("")).singleElement().asString().contains("primary identity and empty");
  }

  @Test
  void onlyTextOfTheRowOrItsObjectsCanBeOne() {
    assertThat(problems(TARGET, primary("a", "mail.times")))
        .singleElement()
        .asString()
        .contains("is no text");
    assertThat(problems(TARGET, primary("a", "list[0].x")))
        .singleElement()
        .asString()
        .contains("is no text");
  }

  @Test
  void thereIsOnlyOne() {
    assertThat(problems(TARGET, primary("a", "mail.address"), primary("b", "other")))
        .containsExactly(
            "It is the primaryIdentity, but the schema or another rule has one already.");
    Field marked =
        new Field(
            "id", Kind.STRING, true, List.of(), Constraints.NONE.with(new Identity("Email", true)));
    assertThat(problems(row(marked, Field.of("other", Kind.STRING)), primary("a", "other")))
        .hasSize(1);
    assertThat(problems(row(marked), primary("a", "id"))).isEmpty();
  }
}
