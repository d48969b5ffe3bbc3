package io.tributary.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import io.tributary.simulator.Faults;
import io.tributary.source.Selection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can pass is waited out, what cannot is said at once. */
@Timeout(60)
final class OutagesTest {
  private static final Selection EMAIL = Bench.only(Bench.CONTACTS, "email");
  private final Bench bench = Bench.of(500);

  @AfterEach
  void close() {
    bench.close();
  }

  private void requireComplete() {
    assertThat(Bench.ids(bench.readAll(EMAIL))).isEqualTo(bench.ids("contacts"));
  }

  private TributaryException failure() {
    TributaryException failure =
        catchThrowableOfType(TributaryException.class, () -> bench.readAll(EMAIL));
    assertThat(failure).isNotNull();
    return failure;
  }

  private Duration waited() {
    return bench.waits.stream().reduce(Duration.ZERO, Duration::plus);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 423, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530})
  void triesAgainWhatMayPass(int status) {
    bench.simulator.faults(Faults.none().failing(4, status));

    requireComplete();
    assertThat(bench.simulator.calls().withStatus(status)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 477})
  void doesNotTryAgainWhatStays(int status) {
    bench.simulator.faults(Faults.none().failing(1, status));

    assertThat(failure().text()).contains("HubSpot answered " + status);
    assertThat(bench.waits).isEmpty();
  }

  @Test
  void givesUpInBoundedTimeAndSaysWhatHubSpotSaid() {
    bench.simulator.faults(Faults.none().failing(1_000, 500));

    TributaryException failure = failure();

    assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_FAILED);
    assertThat(failure.text()).contains("500").contains("internal error");
    assertThat(failure.report().get("correlation-id")).isNotEmpty();
    assertThat(bench.simulator.calls().withStatus(500)).isEqualTo(6);
    assertThat(waited()).isLessThan(Duration.ofSeconds(31));
  }

  private static Detour.Reply limited(String policy) {
    return Detour.Reply.of(
        429,
        Json.object()
            .put("status", "error")
            .put("message", "You have reached your " + policy.toLowerCase(Locale.ROOT) + " limit.")
            .put("errorType", "RATE_LIMIT")
            .put("policyName", policy)
            .toString());
  }

  private void firstly(int calls, Detour.Reply reply) {
    AtomicInteger left = new AtomicInteger(calls);
    bench.detour.turn(
        passage -> passage.isList() && left.getAndDecrement() > 0 ? reply : passage.goOn());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECONDLY", "TEN_SECONDLY_ROLLING"})
  void waitsUntilAWindowHasPassed(String policy) {
    firstly(3, limited(policy));

    requireComplete();
    assertThat(waited()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(10));
  }

  @Test
  void waitsAsLongAsHubSpotAsks() {
    firstly(1, limited("TEN_SECONDLY_ROLLING").with("Retry-After", "17"));

    requireComplete();
    assertThat(waited()).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(18));
  }

  @Test
  void waitsUntilADateThatHubSpotNames() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            bench.time.instant().plusSeconds(41).atOffset(ZoneOffset.UTC));
    firstly(1, Detour.Reply.of(503, "").with("Retry-After", date));

    requireComplete();
    assertThat(waited()).isBetween(Duration.ofSeconds(41), Duration.ofSeconds(42));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "Mon, 99 Foo 2026", "99999999999999999999"})
  void waitsItsOwnTimeWhereRetryAfterIsNone(String value) {
    firstly(1, Detour.Reply.of(503, "").with("Retry-After", value));

    requireComplete();
    assertThat(waited()).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"policyName", "other"})
  void doesNotTryAgainWhenTheDayIsSpentAndSaysWhenItReturns(String field) {
    firstly(1, Detour.Reply.of(429, limited("DAILY").body().replace("policyName", field)));

    TributaryException failure = failure();

    assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
    assertThat(failure.text()).contains("daily limit").contains("midnight");
    assertThat(bench.waits).isEmpty();
  }

  @Test
  void doublesNothingWhenAnAnswerBreaksOff() {
    bench.simulator.faults(Faults.none().cutting(4));
    requireComplete();

    bench.detour.turn(
        passage -> {
          Detour.Reply reply = passage.goOn();
          boolean cut = passage.isList() && bench.detour.asked.size() % 3 == 0;
          return cut
              ? Detour.Reply.of(200, reply.body().substring(0, reply.body().length() / 2))
              : reply;
        });
    requireComplete();
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 504})
  void asksForLessWhereAPageIsTooMuch(int status) {
    bench.detour.turn(
        passage ->
            passage.uri().contains("limit=100") || passage.uri().contains("limit=50")
                ? Detour.Reply.of(status, "<html>bad gateway</html>")
                : passage.goOn());

    requireComplete();
    assertThat(bench.detour.askedFor("limit=25")).isGreaterThan(1);
  }

  @Test
  void searchesForLessWhereAPageIsTooMuch() {
    bench
        .simulator
        .contactIds()
        .limit(60)
        .forEach(id -> bench.simulator.update("contacts", id, Map.of("city", "Ulm")));
    bench.detour.turn(
        passage ->
            passage.isSearch() && !passage.body().contains("\"limit\":25")
                ? Detour.Reply.of(504, "")
                : passage.goOn());
    bench.time.advance(Duration.ofMinutes(1));

    assertThat(bench.changes(EMAIL, bench.time.instant())).hasSize(60);
  }

  @Test
  void stopsAnAnswerThatNeverEnds() {
    bench.detour.turn(
        passage -> {
          if (passage.isList()) {
            flood(passage);
          }
          return passage.goOn();
        });

    assertThat(failure().text()).contains("more than");
  }

  private static void flood(Detour.Passage passage) throws IOException {
    passage.exchange().sendResponseHeaders(200, 0);
    OutputStream out = passage.exchange().getResponseBody();
    out.write("{\"results\":[],".getBytes(StandardCharsets.UTF_8));
    byte[] more = new byte[1 << 16];
    Arrays.fill(more, (byte) ' ');
    for (int i = 0; i < 4_096; i++) {
      out.write(more);
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    HubSpotSource nowhere =
        new HubSpotSource(bench.settings(URI.create("http://127.0.0.1:" + port), "2026-03"));

    for (var connection : List.of(bench.connection, Bench.privateApp("pat-na1"))) {
      TributaryException failure =
          catchThrowableOfType(TributaryException.class, () -> nowhere.check(connection));

      assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
      assertThat(failure.text()).contains("does not answer").contains("Check the network");
    }
    assertThat(waited()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void cutsOffAnAnswerThatStalls() {
    Client client =
        new Client(
            bench.settings(URI.create(bench.detour.url()), "2026-03"), Duration.ofMillis(200));
    bench.detour.turn(
        passage -> {
          if (!passage.isList()) {
            return passage.goOn();
          }
          passage.exchange().sendResponseHeaders(200, 0);
          passage
              .exchange()
              .getResponseBody()
              .write("{\"results\":[".getBytes(StandardCharsets.UTF_8));
          passage.exchange().getResponseBody().flush();
          new CountDownLatch(1).await();
          return passage.goOn();
        });

    TributaryException failure =
        catchThrowableOfType(
            TributaryException.class,
            () -> client.get(bench.connection, "/crm/objects/2026-03/contacts?limit=1"));

    assertThat(failure.text()).contains("stalled");
  }
}
