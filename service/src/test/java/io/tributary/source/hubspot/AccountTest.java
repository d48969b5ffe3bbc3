package io.tributary.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Column;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Field;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import io.tributary.simulator.Faults;
import io.tributary.simulator.Options;
import io.tributary.source.Page;
import io.tributary.source.Pages;
import io.tributary.source.Selection;
import io.tributary.source.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to an account. */
final class AccountTest {
  private static final Selection EMAIL = Bench.only(Bench.CONTACTS, "email");
  private final Bench bench =
      new Bench(
          Options.defaults()
              .withContacts(3_000)
              .withRateLimit(0)
              .withTokenLifetime(Duration.ofSeconds(100)));

  @AfterEach
  void close() {
    bench.close();
  }

  private long tokenCalls() {
    return bench.simulator.calls().of("token");
  }

  private TributaryException failure(Connection connection) {
    TributaryException failure =
        catchThrowableOfType(TributaryException.class, () -> bench.source.check(connection));
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void signsInOnceAndAgainWhenFourFifthsOfTheLifeAreOver() {
    bench.readAll(EMAIL);
    assertThat(tokenCalls()).isEqualTo(1);

    bench.time.advance(Duration.ofSeconds(79));
    bench.readAll(EMAIL);
    assertThat(tokenCalls()).isEqualTo(1);

    bench.time.advance(Duration.ofSeconds(1));
    bench.readAll(EMAIL);
    assertThat(tokenCalls()).isEqualTo(2);
    assertThat(bench.simulator.calls().withStatus(401)).isZero();
  }

  @Test
  void renewsATokenThatExpiresInTheMiddleOfASplit() {
    List<String> read = new ArrayList<>();
    for (Split split : bench.plan(EMAIL)) {
      try (Pages pages = bench.source.read(bench.connection, EMAIL, split, null)) {
        for (Page page = pages.next(); page != null; page = pages.next()) {
          read.addAll(Bench.ids(page.records()));
          if (read.size() == 1_000) {
            bench.simulator.expireAccessTokens();
          }
        }
      }
    }

    assertThat(read).containsExactlyInAnyOrderElementsOf(bench.ids("contacts"));
    assertThat(tokenCalls()).isEqualTo(2);
    assertThat(bench.simulator.calls().withStatus(401)).isEqualTo(1);
  }

  @Test
  void signsInOnceForAllThatWait() throws Exception {
    bench.source.check(bench.connection);
    bench.simulator.expireAccessTokens();
    long before = tokenCalls();
    ExecutorService threads = Executors.newFixedThreadPool(32);
    CountDownLatch ready = new CountDownLatch(32);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      all.add(
          threads.submit(
              () -> {
                ready.countDown();
                ready.await();
                return bench.source.sample(bench.connection, EMAIL, 3);
              }));
    }
    for (Future<?> each : all) {
      assertThat((List<?>) each.get()).hasSize(3);
    }
    threads.shutdown();

    assertThat(tokenCalls() - before).isEqualTo(1);
  }

  @Test
  void saysThatTheRefreshTokenWasRevoked() {
    bench.source.check(bench.connection);
    bench.simulator.revokeRefreshToken();

    TributaryException failure = failure(bench.connection);

    assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_REFUSED);
    assertThat(failure.text())
        .contains("refresh token is invalid, expired or revoked")
        .contains("still be installed");
    assertThat(bench.waits).isEmpty();
  }

  @Test
  void usesAStaleAccessTokenOfAnotherConnectionToTheSameAccountNever() {
    bench.source.check(bench.connection);
    bench.source.sample(bench.connection(Map.of("accessToken", "stale")), EMAIL, 1);

    assertThat(tokenCalls()).isEqualTo(1);
  }

  @Test
  void keepsTheRefreshTokenThatHubSpotGivesInstead() {
    List<String> used = new ArrayList<>();
    String first = bench.simulator.credentials().refreshToken();
    bench.detour.turn(
        passage -> {
          if (!passage.uri().contains("/oauth/")) {
            return passage.goOn();
          }
          used.add(passage.body().replaceAll(".*refresh_token=([^&]*)$", "$1"));
          Detour.Reply reply =
              passage.goOn(
                  passage.uri(),
                  passage.body().replaceAll("refresh_token=[^&]*$", "refresh_token=" + first));
          ObjectNode answer = (ObjectNode) Json.mapper().readTree(reply.body());
          return Detour.Reply.of(
              reply.status(), answer.put("refresh_token", "next-" + used.size()).toString());
        });

    for (int i = 0; i < 3; i++) {
      bench.source.check(bench.connection);
    }

    assertThat(used).containsExactly(first, "next-1", "next-2");
  }

  @Test
  void asksAPrivateAppForNoToken() {
    bench.source.check(Bench.privateApp(" " + bench.simulator.privateAppToken() + "\n"));

    assertThat(tokenCalls()).isZero();
    failure(Bench.privateApp("pat-na1-wrong"));
    assertThat(bench.simulator.calls().withStatus(401)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "to ken", "tök€n", "a\nX-Other: b"})
  void sendsNoTokenThatIsNone(String token) {
    TributaryException failure = failure(Bench.privateApp(token));

    assertThat(failure.text()).containsIgnoringCase("accessToken").contains("nter ");
    assertThat(token.isBlank() || !failure.text().contains(token)).isTrue();
    assertThat(bench.detour.asked).isEmpty();
  }

  @Test
  void waitsUntilTheTokenServiceIsBack() {
    bench.detour.turn(
        passage ->
            bench.detour.askedFor("/oauth/") < 3 ? Detour.Reply.of(503, "") : passage.goOn());

    bench.source.check(bench.connection);
    assertThat(bench.waits).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "[]", "<html>", "{\"access_token\":\"\"}"})
  void takesNoOddAnswerForAToken(String body) {
    bench.detour.turn(passage -> Detour.Reply.of(200, body));

    assertThat(failure(bench.connection).text()).contains("HubSpot at");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 500})
  void showsNoSecretEvenWhereHubSpotRepeatsIt(int status) {
    bench.detour.turn(
        passage -> {
          String secret = passage.body().replaceAll(".*client_secret=([^&]*).*", "$1");
          String refresh = passage.body().replaceAll(".*refresh_token=([^&]*)$", "$1");
          String text = "Not good: " + secret + " with " + refresh;
          return Detour.Reply.of(
              status, status == 200 ? refresh : Json.object().put("message", text).toString());
        });

    TributaryException failure = failure(bench.connection);
    java.io.StringWriter all = new java.io.StringWriter();
    failure.printStackTrace(new java.io.PrintWriter(all));

    assertThat(all.toString() + failure.report())
        .contains(status == 200 ? "not JSON" : "***")
        .doesNotContain(bench.simulator.credentials().clientSecret())
        .doesNotContain(bench.simulator.credentials().refreshToken());
  }

  @Test
  void givesUpWhereANewTokenIsRefusedToo() {
    bench.source.check(bench.connection);
    bench.simulator.faults(Faults.none().failing(1_000, 401));

    assertThat(failure(bench.connection).text()).contains("401").contains("Check clientId");
    assertThat(tokenCalls()).isLessThanOrEqualTo(4);
  }

  @Test
  void asksForTheNumberOfTheAccountOnce() {
    Selection portal =
        new Selection(Bench.CONTACTS, List.of(Column.of(Crm.PORTAL, Field.Kind.NUMBER)));
    List<Object> numbers =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> bench.source.sample(bench.connection, portal, 1).get(0).values()[0])
            .collect(Collectors.toList());

    assertThat(numbers).containsOnly((double) bench.simulator.portalId());
    assertThat(bench.simulator.calls().of("account")).isEqualTo(1);
  }
}
