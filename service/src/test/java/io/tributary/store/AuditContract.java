package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.AuditLine;
import io.tributary.model.Auth;
import io.tributary.model.Caller;
import io.tributary.model.Connection;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Stored;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log: a line for each change, with it or not at all, and no way to alter one unseen. */
abstract class AuditContract extends StoreContract {
  private Documents<Flow> flows;
  private AuditLog log;

  @BeforeEach
  void open() {
    flows = new Documents<>(database(), Kind.FLOW, time);
    log = new AuditLog(database(), time);
  }

  private static AuditLine.Question about(@Nullable String noun, @Nullable String id) {
    return new AuditLine.Question(noun, id, null, null, null, null, 100);
  }

  private List<AuditLine> lines() {
    return log.list(caller.org(), about(null, null));
  }

  private AuditLine.Verdict verdict() {
    return log.verify(caller.org());
  }

  /** Alters one line of four behind the back of the log. */
  private void execute(String sql) {
    String one = sql + " where org = ? and number = 3";
    assertThat(
            database()
                .jdbi()
                .<Integer, RuntimeException>withHandle(h -> h.execute(one, caller.org())))
        .isEqualTo(1);
  }

  /** Makes four changes. */
  private void change() {
    Stored<Flow> made = flows.insert(caller, Id.of("f-" + caller.org()), flow("A"));
    time.advanceMillis(1000);
    assertThat(flows.update(caller, made, flow("B"))).isPresent();
    flows.insert(caller, Id.of("g-" + caller.org()), flow("C"));
    flows.delete(caller, made.id());
  }

  @Test
  void aChangeIsToldWithWhoAndWhenAndWhatWasThereBeforeAndAfter() {
    change();
    AuditLine update = lines().get(2);
    assertThat(update.number()).isEqualTo(2);
    assertThat(update.verb() + " " + update.noun()).isEqualTo("update flow");
    assertThat(update.id()).isEqualTo("f-" + caller.org());
    assertThat(update.at()).isEqualTo(time.millis());
    assertThat(List.of(update.user(), update.client(), update.sandbox()))
        .containsExactly(caller.user(), caller.client(), "prod");
    assertThat(String.valueOf(update.before())).contains("\"name\":\"A\"");
    assertThat(String.valueOf(update.after())).contains("\"name\":\"B\"");
    AuditLine delete = lines().get(0);
    assertThat(delete.verb()).isEqualTo("delete");
    assertThat(String.valueOf(delete.before())).contains("\"name\":\"B\"");
    assertThat(delete.after()).isNull();
    assertThat(delete.previousHash()).isEqualTo(lines().get(1).hash());
    assertThat(verdict()).isEqualTo(new AuditLine.Verdict(true, 4, delete.hash(), null, null));
  }

  @Test
  void whatChangesNothingHasNoLine() {
    Stored<Flow> made = flows.insert(caller, Id.of("f-" + caller.org()), flow("A"));
    assertThat(flows.update(caller, made, flow("B"))).isPresent();
    assertThat(flows.update(caller, made, flow("stale"))).isEmpty();
    assertThat(flows.delete(caller, Id.of("unknown"))).isFalse();
    assertThatThrownBy(() -> flows.insert(caller, made.id(), flow("again"))).isNotNull();
    flows.amend(caller, made.id(), flow -> flow.withLastRun(Json.object()));
    Caller runner =
        new Caller(caller.org(), "prod", caller.sandboxId(), Jobs.RUNNER, caller.client());
    flows.insert(runner, Id.of("r-" + caller.org()), flow("R"));
    assertThat(lines()).hasSize(2);
    assertThat(verdict().intact()).isTrue();
  }

  @Test
  void aChangeThatIsTakenBackTakesItsLineWithIt() {
    flows.insert(caller, Id.of("f-" + caller.org()), flow("A"));
    assertThatThrownBy(
            () ->
                database()
                    .atomically(
                        () -> {
                          flows.insert(caller, Id.of("g-" + caller.org()), flow("B"));
                          throw new IllegalStateException("then something fails");
                        }))
        .hasMessage("then something fails");
    assertThat(lines()).hasSize(1);
    flows.insert(caller, Id.of("h-" + caller.org()), flow("C"));
    assertThat(lines().get(0).number()).isEqualTo(2);
    assertThat(verdict().intact()).isTrue();
  }

  @Test
  void parametersOfCredentialsAreHidden() {
    Auth auth = new Auth("Basic", Json.object().put("accessToken", "s3cret").put("user", "ann"));
    Connection connection = new Connection("A", null, auth, null, "enabled");
    new Documents<>(database(), Kind.CONNECTION, time)
        .insert(caller, Id.of("c-" + caller.org()), connection);
    String told = String.valueOf(lines().get(0).after());
    assertThat(told).contains("\"accessToken\":\"•••\"", "\"user\":\"•••\"");
    assertThat(told).doesNotContain("s3cret", "ann");
    assertThat(connection.credential("accessToken")).isEqualTo("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "changed_by = 'Eve'",
        "changed_client = 'other'",
        "changed_at = changed_at - 1",
        "before_body = '{}'",
        "after_body = '{}'",
        "verb = 'read'",
        "noun = 'user'",
        "noun_id = 'x'",
        "sandbox = 'dev'",
        "hash = 'x'",
        "previous_hash = 'x'"
      })
  void aLineThatIsAlteredIsNamed(String change) {
    change();
    execute("update audit_lines set " + change);
    assertThat(verdict().brokenAt()).isEqualTo(3);
    assertThat(verdict().intact()).isFalse();
  }

  /** Whatever happens to one line, that line or the one behind it is named. */
  @Test
  void ofAThousandTamperingsEachIsFound() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      flows.insert(caller, Id.of(i + "-" + caller.org()), flow("A" + i));
    }
    List<String> changes =
        List.of(
            "delete from audit_lines",
            "update audit_lines set after_body = replace(after_body, 'A', 'B')",
            "update audit_lines set changed_at = changed_at + 1",
            "update audit_lines set changed_by = changed_by || ' '",
            "update audit_lines set noun_id = sandbox, sandbox = noun_id",
            "update audit_lines set hash = previous_hash, previous_hash = hash",
            "update audit_lines set number = number + 100",
            "update audit_lines set before_body = ''");
    for (int i = 0; i < 1000; i++) {
      String change = changes.get(random.nextInt(changes.size()));
      int number = 1 + random.nextInt(20);
      String what = change + " where number = " + number + ", seed " + seed;
      AuditLine.Verdict verdict =
          database()
              .jdbi()
              .inTransaction(
                  handle -> {
                    String one = change + " where org = ? and number = ?";
                    assertThat(handle.execute(one, caller.org(), number)).isEqualTo(1);
                    AuditLine.Verdict found = verdict();
                    handle.rollback();
                    return found;
                  });
      assertThat(verdict.intact()).as(what).isFalse();
      assertThat(verdict.brokenAt()).as(what).isEqualTo(number);
    }
    assertThat(verdict().intact()).isTrue();
  }

  @Test
  void aLineThatIsTakenOutIsNamedAndSoIsTheCutOffEnd() {
    change();
    database()
        .jdbi()
        .useHandle(
            h -> h.execute("delete from audit_lines where org = ? and number = 4", caller.org()));
    assertThat(verdict().brokenAt()).isEqualTo(4);
    database()
        .jdbi()
        .useHandle(
            h -> h.execute("delete from audit_lines where org = ? and number = 2", caller.org()));
    assertThat(verdict().brokenAt()).isEqualTo(2);
    assertThat(verdict().lines()).isEqualTo(1);
    assertThat(verdict().reason()).contains("Line 2", "missing");
  }

  private AuditLine.Verdict verdictAfter(String sql) {
    return database()
        .jdbi()
        .inTransaction(
            handle -> {
              assertThat(handle.execute(sql, caller.org())).isPositive();
              AuditLine.Verdict found = verdict();
              handle.rollback();
              return found;
            });
  }

  @Test
  void aLineOutsideTheChainIsNamedAndSoIsAnEndThatWasMoved() {
    change();
    String copy =
        "insert into audit_lines select org, %d, sandbox, changed_at, changed_by, changed_client, verb,"
            + " noun, noun_id, before_body, after_body, previous_hash, hash from audit_lines"
            + " where number = 4 and org = ?";
    assertThat(verdictAfter(copy.formatted(9)).brokenAt()).isEqualTo(9);
    assertThat(verdictAfter(copy.formatted(5)).brokenAt()).isEqualTo(5);
    assertThat(verdictAfter(copy.formatted(-1)).brokenAt()).isEqualTo(-1);
    assertThat(verdictAfter("update audit_heads set number = 3 where org = ?").intact()).isFalse();
    assertThat(verdictAfter("update audit_heads set number = 5 where org = ?").brokenAt())
        .isEqualTo(5);
    assertThat(verdictAfter("update audit_heads set hash = 'x' where org = ?").brokenAt())
        .isEqualTo(4);
    assertThat(verdictAfter("delete from audit_heads where org = ?").brokenAt()).isEqualTo(1);
    assertThat(verdictAfter("delete from audit_lines where org = ?").brokenAt()).isEqualTo(1);
    assertThat(verdict().intact()).isTrue();
  }

  /** More lines than are looked at in one go. */
  @Test
  void aLongChainIsWholeAndItsLastLineIsLookedAtToo() {
    for (int i = 0; i < 1001; i++) {
      flows.insert(caller, Id.random(), flow("A"));
    }
    assertThat(verdict().lines()).isEqualTo(1001);
    assertThat(verdict().intact()).isTrue();
    String change = "update audit_lines set verb = 'x' where number = 1001 and org = ?";
    assertThat(verdictAfter(change).brokenAt()).isEqualTo(1001);
  }

  @Test
  void manyAtOnceMakeOneChain() throws Exception {
    together(
        8,
        () -> {
          for (int i = 0; i < 10; i++) {
            flows.insert(caller, Id.random(), flow("A"));
          }
          return true;
        });
    assertThat(lines().stream().map(AuditLine::number))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 80).map(n -> 81 - n).boxed().toList());
    assertThat(verdict().intact()).isTrue();
  }

  @Test
  void linesAreFoundByNounIdWhoAndTimeInPagesAndOnlyThoseOfTheOrganisation() {
    long begin = time.millis();
    change();
    Caller other = caller("other-" + caller.org(), "prod");
    flows.insert(other, Id.of("o-" + caller.org()), flow("O"));
    assertThat(lines()).hasSize(4);
    assertThat(log.list(caller.org(), about("connection", null))).isEmpty();
    assertThat(log.list(caller.org(), about("flow", "f-" + caller.org()))).hasSize(3);
    assertThat(found("Ann@AdobeID", null, null, null)).hasSize(4);
    assertThat(found("exc_App", null, null, null)).hasSize(4);
    assertThat(found("Eve@AdobeID", null, null, null)).isEmpty();
    assertThat(found(null, begin + 1, null, null)).hasSize(3);
    assertThat(found(null, null, begin + 1, null)).hasSize(1);
    assertThat(found(null, null, null, 3L)).extracting(AuditLine::number).containsExactly(2L, 1L);
  }

  private List<AuditLine> found(
      @Nullable String who, @Nullable Long from, @Nullable Long to, @Nullable Long below) {
    return log.list(caller.org(), new AuditLine.Question(null, null, who, from, to, below, 100));
  }
}
