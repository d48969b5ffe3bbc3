package io.tributary.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Column;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.Window;
import io.tributary.simulator.Faults;
import io.tributary.simulator.Options;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.Selection;
import io.tributary.source.SourceRecord;
import io.tributary.source.Split;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What changed since the last run, and nothing of it lost. */
final class ChangesTest {
  private static final Selection CITY = Bench.only(Bench.CONTACTS, "city");
  private static final Selection WITH_ARCHIVED =
      new Selection(
          Bench.CONTACTS,
          List.of(CITY.columns().get(0), Column.of(Crm.ARCHIVED, Field.Kind.BOOLEAN)));

  private Bench bench = new Bench(Options.defaults().withContacts(0).withRateLimit(0));

  @AfterEach
  void close() {
    bench.close();
  }

  private void portal(int contacts) {
    bench.close();
    bench = Bench.of(contacts);
  }

  private Instant later(Duration by) {
    bench.time.advance(by);
    return bench.time.instant();
  }

  private List<Long> update(String object, int number) {
    List<Long> ids = bench.simulator.ids(object).limit(number).boxed().toList();
    String property = object.equals("contacts") ? "city" : "description";
    ids.forEach(id -> bench.simulator.update(object, id, Map.of(property, "Ulm")));
    return ids;
  }

  private static List<Long> numbers(List<SourceRecord> records) {
    return records.stream().map(record -> Long.valueOf(record.id())).toList();
  }

  @Test
  void readsFifteenThousandRecordsThatChangedInOneMillisecond() {
    portal(16_000);
    Instant before = later(Duration.ofHours(2));
    List<Long> changed = update("contacts", 15_000);
    later(Duration.ofMillis(1));

    assertThat(numbers(bench.changes(CITY, before))).isEqualTo(changed);
    assertThat(bench.simulator.calls().of("search contacts")).isEqualTo(75);
  }

  @Test
  void readsMoreChangesThanASearchCanPageThrough() {
    portal(26_000);
    Instant before = later(Duration.ofHours(2));
    List<Long> changed = new ArrayList<>();
    bench.simulator.contactIds().limit(25_000).forEach(changed::add);
    for (Long id : changed) {
      bench.simulator.update("contacts", id, Map.of("city", "Ulm"));
      bench.time.advance(Duration.ofMillis(id % 7));
    }
    later(Duration.ofSeconds(1));

    assertThat(numbers(bench.changes(CITY, before))).isEqualTo(changed);
    assertThat(bench.simulator.calls().withStatus(400)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Hubspot.Contacts, contacts",
    "Hubspot.Companies, companies",
    "Hubspot.All_Deals, deals"
  })
  void knowsWhichPropertyMovesOnChange(String table, String object) {
    portal(1_000);
    Instant before = later(Duration.ofHours(2));
    List<Long> changed = update(object, 12);
    later(Duration.ofSeconds(1));

    assertThat(numbers(bench.changes(Bench.only(table, "createdate"), before))).isEqualTo(changed);
  }

  @Test
  void needsOneSearchWhenLittleOrNothingChanged() {
    portal(1_000);
    Instant before = later(Duration.ofHours(2));
    assertThat(bench.changes(CITY, before)).isEmpty();
    assertThat(bench.simulator.calls().of("search contacts")).isEqualTo(1);

    update("contacts", 199);
    later(Duration.ofSeconds(1));
    assertThat(bench.changes(CITY, before)).hasSize(199);
    assertThat(bench.simulator.calls().of("search contacts")).isEqualTo(2);
  }

  @Test
  void findsLaterWhatTheSearchStillHid() {
    portal(1_000);
    bench.simulator.faults(Faults.none().withIndexDelay(Duration.ofMinutes(10)));
    Instant first = later(Duration.ofHours(2));
    List<Long> changed = update("contacts", 30);
    Instant second = later(Duration.ofMinutes(5));

    assertThat(bench.changes(CITY, first)).isEmpty();
    later(Duration.ofMinutes(15));
    assertThat(numbers(bench.changes(CITY, second))).isEqualTo(changed);
  }

  @Test
  void doesNotRelyOnTheOrderOfDates() {
    portal(3_000);
    bench.simulator.faults(Faults.none().withMissorting());
    Instant before = later(Duration.ofHours(2));
    List<Long> changed = update("contacts", 1_500);
    later(Duration.ofSeconds(1));

    assertThat(numbers(bench.changes(CITY, before))).isEqualTo(changed);
  }

  @Test
  void stopsRatherThanSkipWhereTheSearchDoesNotSortById() {
    portal(1_000);
    Instant before = later(Duration.ofHours(2));
    update("contacts", 50);
    later(Duration.ofSeconds(1));
    bench.detour.turn(
        passage -> {
          if (!passage.isSearch()) {
            return passage.goOn();
          }
          ObjectNode answer = (ObjectNode) Json.mapper().readTree(passage.goOn().body());
          ArrayNode results = (ArrayNode) answer.path("results");
          results.add(results.remove(7));
          return Detour.Reply.of(200, answer.toString());
        });

    assertThatThrownBy(() -> bench.changes(CITY, before))
        .hasMessageContaining("did not sort by id")
        .hasMessageContaining("Nothing was skipped");
  }

  @Test
  void goesOnBehindAShortPageOfASearch() {
    portal(1_000);
    Instant before = later(Duration.ofHours(2));
    List<Long> changed = update("contacts", 50);
    later(Duration.ofSeconds(1));
    bench.detour.turn(
        passage ->
            passage.goOn(passage.uri(), passage.body().replace("\"limit\":200", "\"limit\":7")));

    assertThat(numbers(bench.changes(CITY, before))).isEqualTo(changed);
  }

  @Test
  void resumesBehindEveryPageOfChangesAndOfWhatWasArchived() {
    portal(1_000);
    Instant before = later(Duration.ofHours(2));
    update("contacts", 700);
    bench
        .simulator
        .contactIds()
        .skip(500)
        .limit(350)
        .boxed()
        .toList()
        .forEach(id -> bench.simulator.archive("contacts", id));
    Window window = new Window(before, later(Duration.ofSeconds(1)));
    for (Split split : bench.source.plan(bench.connection, WITH_ARCHIVED, window)) {
      List<Long> all = numbers(bench.read(WITH_ARCHIVED, split, null));
      int read = 0;
      try (Pages pages = bench.source.read(bench.connection, WITH_ARCHIVED, split, null)) {
        for (Page page = pages.next(); page != null; page = pages.next()) {
          read += page.records().size();
          assertThat(numbers(bench.read(WITH_ARCHIVED, split, page.position())))
              .isEqualTo(all.subList(read, all.size()));
        }
      }
      assertThat(read).isEqualTo(all.size()).isGreaterThan(300);
    }
  }

  @Test
  void tellsWhatWasArchivedInItsWindowWhereThatColumnIsWanted() {
    portal(1_000);
    List<Long> ids = bench.simulator.contactIds().boxed().toList();
    bench.simulator.archive("contacts", ids.get(1));
    Instant before = later(Duration.ofHours(2));
    bench.simulator.archive("contacts", ids.get(2));
    Instant archivedAt = bench.time.instant();
    later(Duration.ofSeconds(1));

    List<SourceRecord> read = bench.changes(WITH_ARCHIVED, before);

    assertThat(numbers(read)).containsExactly(ids.get(2));
    assertThat(read.get(0).values()[1]).isEqualTo(true);
    assertThat(read.get(0).changedAt()).isEqualTo(archivedAt);
    assertThat(bench.changes(CITY, before)).isEmpty();
  }

  @Test
  void searchesNotAtTheEpochItself() {
    portal(100);
    Window window = new Window(Instant.EPOCH, bench.time.instant());

    assertThat(bench.read(CITY, bench.source.plan(bench.connection, CITY, window))).hasSize(100);
    assertThat(bench.source.plan(bench.connection, CITY, window).get(0).bounds())
        .containsEntry(Plan.SINCE, "1000");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void bringsATableToTheStateOfAPortalThatChangesWhileItIsRead(long seed) {
    portal(3_000);
    Random random = new Random(seed);
    Instant begun = later(Duration.ofHours(2));
    TreeMap<Long, String> table = new TreeMap<>();
    for (Split split : bench.plan(WITH_ARCHIVED)) {
      try (Pages pages = bench.source.read(bench.connection, WITH_ARCHIVED, split, null)) {
        for (Page page = pages.next(); page != null; page = pages.next()) {
          land(page.records(), table);
          change(random);
        }
      }
    }
    later(Duration.ofSeconds(1));
    land(bench.changes(WITH_ARCHIVED, begun), table);

    assertThat(table).as("seed %d", seed).isEqualTo(state());
  }

  /** What the flow's table does: the last version of a record stays, unless it is archived. */
  private static void land(List<SourceRecord> records, Map<Long, String> table) {
    for (SourceRecord record : records) {
      @Nullable Object[] values = record.values();
      if (Boolean.TRUE.equals(values[1])) {
        table.remove(Long.valueOf(record.id()));
      } else {
        table.put(Long.valueOf(record.id()), String.valueOf(values[0]));
      }
    }
  }

  private void change(Random random) {
    List<Long> ids = bench.simulator.contactIds().boxed().toList();
    for (int i = random.nextInt(8); i > 0; i--) {
      bench.time.advance(Duration.ofMillis(random.nextInt(40)));
      long id = ids.get(random.nextInt(ids.size()));
      Map<String, String> city = Map.of("city", "City " + random.nextInt(100));
      switch (random.nextInt(4)) {
        case 0 -> bench.simulator.create("contacts", city);
        case 1 -> bench.simulator.archive("contacts", id);
        default -> bench.simulator.update("contacts", id, city);
      }
    }
  }

  private Map<Long, String> state() {
    Map<Long, String> state = new TreeMap<>();
    land(bench.readAll(WITH_ARCHIVED), state);
    assertThat(state.keySet())
        .containsExactlyElementsOf(bench.simulator.contactIds().boxed().toList());
    return state;
  }
}
