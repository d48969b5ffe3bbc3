package io.tributary.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import io.tributary.simulator.AfterEnd;
import io.tributary.simulator.Options;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.Selection;
import io.tributary.source.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything is read, whatever HubSpot's lists do. */
final class FullReadTest {
  private static final Selection EMAIL = Bench.only(Bench.CONTACTS, "email");
  private final Bench bench = Bench.of(6_000);

  @AfterEach
  void close() {
    bench.close();
  }

  private void requireComplete() {
    assertThat(Bench.ids(bench.readAll(EMAIL)))
        .containsExactlyInAnyOrderElementsOf(bench.ids("contacts"));
  }

  @Test
  void costsOneCallForAHundredRecordsAndNoneForASingleOne() {
    requireComplete();

    assertThat(bench.simulator.calls().of("get contacts")).isZero();
    assertThat(bench.simulator.calls().total()).isLessThanOrEqualTo(6_000 / 100 + 10);
  }

  @ParameterizedTest
  @EnumSource(AfterEnd.class)
  void endsASplitWhoseLastRecordsVanishedMeanwhile(AfterEnd afterEnd) {
    try (Bench other =
        new Bench(Options.defaults().withContacts(500).withRateLimit(0).withAfterEnd(afterEnd))) {
      List<Long> ids = other.simulator.contactIds().boxed().toList();
      List<String> read = new ArrayList<>();
      try (Pages pages =
          other.source.read(other.connection, EMAIL, other.plan(EMAIL).get(0), null)) {
        for (Page page = pages.next(); page != null; page = pages.next()) {
          read.addAll(Bench.ids(page.records()));
          if (read.size() == 400) {
            ids.subList(400, 500).forEach(id -> other.simulator.archive("contacts", id));
          }
        }
      }

      assertThat(read).isEqualTo(other.ids("contacts")).hasSize(400);
    }
  }

  @Test
  void goesOnWhereABoundaryWasArchivedBetweenPlanAndRead() {
    List<Split> splits = bench.plan(EMAIL);
    splits.stream()
        .map(split -> split.bounds().get(Plan.BELOW))
        .filter(java.util.Objects::nonNull)
        .forEach(id -> bench.simulator.archive("contacts", Long.parseLong(id)));

    assertThat(Bench.ids(bench.read(EMAIL, splits)))
        .containsExactlyInAnyOrderElementsOf(bench.ids("contacts"));
  }

  @Test
  void readsOneSplitWhereListsBeginOnlyWhereHubSpotSaid() {
    bench.detour.turn(onlyIssued());

    assertThat(bench.plan(EMAIL)).hasSize(1);
    requireComplete();
    assertThat(bench.detour.askedFor("/search")).isZero();
  }

  /** Answers the first page to any {@code after} that no answer named. */
  private static Detour.Turn onlyIssued() {
    java.util.Set<String> issued = java.util.concurrent.ConcurrentHashMap.newKeySet();
    return passage -> {
      if (!passage.isList()) {
        return passage.goOn();
      }
      String after = passage.uri().replaceAll(".*[?&]after=(\\d+).*|.*", "$1");
      Detour.Reply reply =
          passage.goOn(
              after.isEmpty() || issued.contains(after)
                  ? passage.uri()
                  : passage.uri().replaceAll("&after=\\d+", ""));
      issued.add(Json.mapper().readTree(reply.body()).at("/paging/next/after").asText(""));
      return reply;
    };
  }

  @Test
  void searchesForTheRestWhereListsStopListeningToAfter() {
    List<Split> splits = bench.plan(EMAIL);
    bench.detour.turn(passage -> passage.goOn(passage.uri().replaceAll("&after=\\d+", "")));

    assertThat(splits).hasSizeGreaterThan(1);
    assertThat(Bench.ids(bench.read(EMAIL, splits)))
        .containsExactlyInAnyOrderElementsOf(bench.ids("contacts"));
  }

  @Test
  void resumesASplitThatWentOverToSearching() {
    Split split = bench.plan(EMAIL).get(1);
    List<String> all = Bench.ids(bench.read(EMAIL, split, null));
    bench.detour.turn(passage -> passage.goOn(passage.uri().replaceAll("&after=\\d+", "")));
    int before = 0;
    try (Pages pages = bench.source.read(bench.connection, EMAIL, split, null)) {
      for (Page page = pages.next(); page != null; page = pages.next()) {
        before += page.records().size();

        assertThat(Bench.ids(bench.read(EMAIL, split, page.position())))
            .isEqualTo(all.subList(before, all.size()));
      }
    }
    assertThat(before).isEqualTo(all.size());
  }

  @Test
  void readsListsWhosePositionsAreNoNumbers() {
    bench.detour.turn(
        passage -> {
          String uri = passage.uri();
          if (!passage.isList()) {
            return passage.goOn();
          }
          Detour.Reply reply =
              passage.goOn(
                  uri.contains("after=c%3D")
                      ? uri.replace("after=c%3D", "after=")
                      : uri.replaceAll("&after=[^&]*", ""));
          return Detour.Reply.of(
              200, reply.body().replaceAll("\"after\":\"(\\d+)\"", "\"after\":\"c=$1\""));
        });

    requireComplete();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 37})
  void takesNoShortPageForTheEnd(int size) {
    AtomicInteger lists = new AtomicInteger();
    bench.detour.turn(
        passage -> {
          if (!passage.isList()
              || !passage.uri().contains("limit=100")
              || lists.incrementAndGet() % 3 != 0) {
            return passage.goOn();
          }
          return shortened(passage, size);
        });

    requireComplete();
  }

  /** Fewer records than asked for; the position goes on behind them. */
  private static Detour.Reply shortened(Detour.Passage passage, int size)
      throws IOException, InterruptedException {
    Detour.Reply reply =
        passage.goOn(passage.uri().replace("limit=100", "limit=" + Math.max(1, size)));
    ObjectNode page = (ObjectNode) Json.mapper().readTree(reply.body());
    if (size > 0 || !page.has("paging")) {
      return reply;
    }
    String first = page.path("results").path(0).path("id").asText();
    String asked = passage.uri().replaceAll(".*after=(\\d+).*|.*", "$1");
    page.putArray("results");
    String next = first.equals(asked) ? "" : first;
    return next.isEmpty()
        ? passage.goOn()
        : Detour.Reply.of(
            200, page.set("paging", Json.tree(Map.of("next", Map.of("after", next)))).toString());
  }

  @Test
  void followsNoLinkAndNoRedirect() throws IOException {
    try (Detour elsewhere = new Detour(bench.simulator.url())) {
      bench.detour.turn(
          passage -> {
            Detour.Reply reply = passage.goOn();
            return Detour.Reply.of(
                200,
                reply
                    .body()
                    .replaceAll("\"link\":\"[^\"]*\"", "\"link\":\"" + elsewhere.url() + "/x\""));
          });
      requireComplete();

      bench.detour.turn(passage -> Detour.Reply.of(302, "").with("Location", elsewhere.url()));
      assertThatThrownBy(() -> bench.readAll(EMAIL))
          .isInstanceOf(TributaryException.class)
          .hasMessageContaining("Redirects are not followed");
      assertThat(elsewhere.asked).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"id\":\"1\",\"properties\":{}}",
        "{\"status\":\"error\"}",
        "{\"results\":null}",
        "{\"results\":{}}",
        "{\"results\":[1]}",
        "{\"results\":[{}]}",
        "{\"results\":[{\"id\":\"a\"}]}",
        "{\"results\":[{\"id\":\"1\",\"properties\":7}]}",
        "{\"results\":[",
        "<html>maintenance</html>",
        ""
      })
  void takesNoOddAnswerForTheEnd(String body) {
    Split split = bench.plan(EMAIL).get(0);
    bench.detour.turn(passage -> passage.isList() ? Detour.Reply.of(200, body) : passage.goOn());

    assertThatThrownBy(() -> bench.read(EMAIL, split, null))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("HubSpot");
  }

  @Test
  void refusesAListThatIsNotInOrderAndOneThatGoesInCircles() {
    Split split = bench.plan(EMAIL).get(1);
    String from = split.bounds().get(Plan.FROM);
    bench.detour.turn(passage -> Detour.Reply.of(200, list(from + "9", from + "8")));
    assertThatThrownBy(() -> bench.read(EMAIL, split, null)).hasMessageContaining("greater id");

    bench.detour.turn(
        passage ->
            Detour.Reply.of(
                200, "{\"results\":[],\"paging\":{\"next\":{\"after\":\"" + from + "\"}}}"));
    assertThatThrownBy(() -> bench.read(EMAIL, split, null)).hasMessageContaining("follows");
  }

  private static String list(String... ids) {
    ObjectNode page = Json.object();
    for (String id : ids) {
      page.withArray("results").addObject().put("id", id).putObject("properties");
    }
    return page.toString();
  }

  @Test
  void asksForNamesAsTheyAreWhateverTheyContain() {
    Selection odd = Bench.only(Bench.CONTACTS, "email", "a&archived=true", "ü b", "c#d");

    assertThat(Bench.ids(bench.readAll(odd)))
        .containsExactlyInAnyOrderElementsOf(bench.ids("contacts"));
  }
}
