package io.tributary.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import io.tributary.model.Window;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every source owes: a source lands when a test that extends this one is green. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SourceContract {
  protected static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  /** A source with a remote system of its own, used by one test. */
  public interface Remote extends AutoCloseable {
    Source source();

    Connection connection();

    /** Lets the next calls find the limit of calls reached. */
    void limit(int calls);

    /** The ids of all records that are there now. */
    List<String> ids(String object);

    @Override
    void close();
  }

  /** A wrong credential, and words of the remote system that its refusal must repeat. */
  public record Wrong(Connection connection, String secret, String words) {}

  private @Nullable Remote opened;

  protected abstract Remote open();

  /** The objects to judge by; together they should need several splits and several pages. */
  protected abstract List<String> objects();

  protected abstract List<Wrong> wrong(Remote remote);

  /** The credentials that nobody may read. */
  protected abstract List<String> secrets(Remote remote);

  @BeforeEach
  final void begin() {
    opened = open();
  }

  @AfterEach
  final void end() {
    remote().close();
  }

  private Remote remote() {
    if (opened == null) {
      throw new IllegalStateException("No remote system is open");
    }
    return opened;
  }

  private Source source() {
    return remote().source();
  }

  private Selection everyColumn(String object) {
    return new Selection(object, source().describe(remote().connection(), object).columns());
  }

  private List<Split> plan(Selection selection) {
    return source().plan(remote().connection(), selection, new Window(null, NOW));
  }

  private List<Page> pages(Selection selection, Split split, @Nullable String position) {
    List<Page> all = new ArrayList<>();
    try (Pages pages = source().read(remote().connection(), selection, split, position)) {
      for (Page page = pages.next(); page != null; page = pages.next()) {
        all.add(page);
      }
      assertThat(pages.next()).as("exhausted pages stay so").isNull();
    }
    return all;
  }

  private static List<String> ids(List<Page> pages) {
    return pages.stream().flatMap(page -> page.records().stream()).map(SourceRecord::id).toList();
  }

  @Test
  public void passesTheCheckWithTheRightCredentials() {
    source().check(remote().connection());
  }

  @Test
  public void tellsInTheSourcesWordsWhichCredentialIsWrongAndWhatToDo() {
    for (Wrong wrong : wrong(remote())) {
      TributaryException refused =
          catchThrowableOfType(TributaryException.class, () -> source().check(wrong.connection()));

      assertThat(refused).as("a check with %s", wrong.words()).isNotNull();
      assertThat(refused.code()).isEqualTo(ErrorCode.PROVIDER_REFUSED);
      assertThat(refused.text()).contains(wrong.words()).contains("Check");
      assertThat(everythingOf(refused)).doesNotContain(wrong.secret());
      assertThat(everythingOf(refused)).doesNotContain(secrets(remote()));
    }
  }

  @Test
  public void stillPassesTheCheckAfterAWrongCredential() {
    for (Wrong wrong : wrong(remote())) {
      assertThatThrownBy(() -> source().check(wrong.connection()))
          .isInstanceOf(TributaryException.class);
    }

    source().check(remote().connection());
  }

  private static String everythingOf(TributaryException failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text + failure.toString() + failure.report();
  }

  @Test
  public void exploresToTheObjects() {
    List<Item> items = source().explore(remote().connection(), null);

    assertThat(items).extracting(Item::path).containsAll(objects());
    assertThat(items).allMatch(item -> item.canFetchSchema() || item.type().equals("folder"));
  }

  @ParameterizedTest
  @MethodSource("objects")
  public void describesColumnsWithKeyAndCursorAmongThem(String object) {
    Table table = source().describe(remote().connection(), object);

    assertThat(table.name()).isEqualTo(object);
    assertThat(table.columns()).extracting(Column::name).doesNotHaveDuplicates().isNotEmpty();
    for (String column : List.of(table.primaryKey(), table.cursorColumn())) {
      assertThat(
              column.isEmpty() || table.columns().stream().anyMatch(c -> c.name().equals(column)))
          .isTrue();
    }
  }

  @Test
  public void namesAnObjectThatIsNotThere() {
    TributaryException refused =
        catchThrowableOfType(
            TributaryException.class,
            () -> source().describe(remote().connection(), "no such object"));

    assertThat(refused.text()).contains("no such object");
  }

  @ParameterizedTest
  @MethodSource("objects")
  public void samplesTheFirstRecords(String object) {
    List<SourceRecord> sample = source().sample(remote().connection(), everyColumn(object), 5);

    assertThat(sample).hasSize(Math.min(5, remote().ids(object).size()));
    assertThat(remote().ids(object)).containsAll(sample.stream().map(SourceRecord::id).toList());
  }

  @ParameterizedTest
  @MethodSource("objects")
  public void givesEveryRecordOnceInItsSplitsTogether(String object) {
    Selection selection = everyColumn(object);
    List<String> read = new ArrayList<>();
    plan(selection).forEach(split -> read.addAll(ids(pages(selection, split, null))));

    assertThat(read).containsExactlyInAnyOrderElementsOf(remote().ids(object));
  }

  @ParameterizedTest
  @MethodSource("objects")
  public void plansTheSameSplitsAgainAndKeepsThemAsJson(String object) {
    Selection selection = everyColumn(object);
    List<Split> splits = plan(selection);

    assertThat(plan(selection)).isEqualTo(splits);
    assertThat(List.of(Json.read(Json.write(splits), Split[].class))).isEqualTo(splits);
    assertThat(splits).extracting(Split::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("objects")
  public void resumesBehindEveryPageWithoutLossOrRepetition(String object) {
    Selection selection = new Selection(object, everyColumn(object).columns().subList(0, 1));
    for (Split split : plan(selection)) {
      List<Page> whole = pages(selection, split, null);
      List<String> all = ids(whole);
      int before = 0;
      for (Page page : whole) {
        before += page.records().size();

        List<String> resumed = ids(pages(selection, split, page.position()));

        assertThat(resumed).isEqualTo(all.subList(before, all.size()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("objects")
  public void givesValuesOfTheTypesOfItsColumns(String object) {
    Selection selection = everyColumn(object);
    for (SourceRecord record : source().sample(remote().connection(), selection, 100)) {
      assertThat(record.values()).hasSize(selection.columns().size());
      for (int i = 0; i < record.values().length; i++) {
        Object value = record.values()[i];
        if (value != null) {
          Field.Kind kind = selection.columns().get(i).kind();
          assertThat(value).as(selection.columns().get(i).name()).isInstanceOf(javaType(kind));
        }
      }
    }
  }

  private static Class<?> javaType(Field.Kind kind) {
    return switch (kind) {
      case BOOLEAN -> Boolean.class;
      case INTEGER -> Long.class;
      case NUMBER -> Double.class;
      case DATE -> LocalDate.class;
      case DATE_TIME -> Instant.class;
      default -> String.class;
    };
  }

  @ParameterizedTest
  @MethodSource("objects")
  public void waitsUntilItMayCallAgain(String object) {
    Selection selection = everyColumn(object);
    List<Split> splits = plan(selection);
    List<String> read = new ArrayList<>();
    for (Split split : splits) {
      remote().limit(2);
      read.addAll(ids(pages(selection, split, null)));
    }

    assertThat(read).containsExactlyInAnyOrderElementsOf(remote().ids(object));
  }

  @Test
  public void showsNoSecretInAnyText() {
    String object = objects().get(0);
    Selection selection = everyColumn(object);
    StringBuilder texts = new StringBuilder();
    texts.append(source()).append(Json.write(source().spec())).append(remote().connection());
    for (Split split : plan(selection)) {
      try (Pages pages = source().read(remote().connection(), selection, split, null)) {
        texts.append(split).append(pages).append(pages.next());
      }
    }

    assertThat(texts.toString()).doesNotContain(secrets(remote()));
  }
}
