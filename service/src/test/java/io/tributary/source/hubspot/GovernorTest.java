package io.tributary.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GovernorTest {
  private final Bench.Time time = new Bench.Time();
  private final Governor governor =
      new Governor(
          new Settings(URI.create("http://127.0.0.1"), "v3", Duration.ZERO, time, time::advance));

  private static HttpHeaders headers(Map<String, String> values) {
    Map<String, List<String>> all = new java.util.HashMap<>();
    values.forEach((name, value) -> all.put(name, List.of(value)));
    return HttpHeaders.of(all, (name, value) -> true);
  }

  private void learn(String max, String interval) {
    governor.learn(
        headers(
            Map.of(
                "X-HubSpot-RateLimit-Max", max,
                "X-HubSpot-RateLimit-Interval-Milliseconds", interval)));
  }

  private List<Instant> calls(boolean search, int number) {
    List<Instant> entered = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      governor.await(search);
      entered.add(time.instant());
    }
    return entered;
  }

  private static int mostWithin(List<Instant> times, Duration window) {
    int most = 0;
    int first = 0;
    for (int i = 0; i < times.size(); i++) {
      while (!times.get(first).plus(window).isAfter(times.get(i))) {
        first++;
      }
      most = Math.max(most, i - first + 1);
    }
    return most;
  }

  @Test
  void keepsFivePercentOfTheWindowFree() {
    learn("110", "10000");

    List<Instant> entered = calls(false, 1_000);

    assertThat(mostWithin(entered, Duration.ofSeconds(10))).isEqualTo(104);
    assertThat(Duration.between(entered.get(0), entered.get(999)).toSeconds()).isBetween(90L, 98L);
  }

  @Test
  void letsTheFirstCallsPassAtOnce() {
    learn("110", "10000");

    assertThat(calls(false, 30)).containsOnly(time.instant());
  }

  @Test
  void keepsTheLimitAlsoWhenCallsArriveUnevenly() {
    learn("110", "10000");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Instant> arrived = new ArrayList<>();
    for (Instant entered : calls(false, 3_000)) {
      arrived.add(entered.plusMillis(random.nextInt(400)));
    }
    arrived.sort(null);

    assertThat(mostWithin(arrived, Duration.ofSeconds(10))).as("seed %d", seed).isLessThan(111);
  }

  @Test
  void searchesFiveTimesASecondWithoutUsingUpCalls() {
    List<Instant> searched = calls(true, 101);

    assertThat(mostWithin(searched, Duration.ofSeconds(1))).isEqualTo(5);
    assertThat(Duration.between(searched.get(0), searched.get(100)).toMillis())
        .isBetween(20_000L, 21_500L);
    Instant now = time.instant();
    assertThat(calls(false, 1)).containsExactly(now);
  }

  @Test
  void letsNobodyPassWhileItBacksOff() {
    Instant now = time.instant();
    governor.backOff(false, Duration.ofSeconds(3));
    governor.backOff(false, Duration.ofSeconds(1));

    assertThat(calls(true, 1)).containsExactly(now);
    assertThat(calls(false, 1).get(0)).isAfterOrEqualTo(now.plusSeconds(3));
  }

  @Test
  void keepsItsLimitWhereAnswersTellNone() {
    governor.learn(headers(Map.of()));
    learn("many", "soon");
    learn("0", "0");

    assertThat(governor.limit()).isEqualTo(95);
  }

  @Test
  void isNotStalledByAnAbsurdWindow() {
    learn("1", "999999999999");
    calls(false, 3);

    assertThat(time.instant()).isBefore(new Bench.Time().instant().plusSeconds(181));
  }
}
