package io.tributary.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.TestClock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each organisation has its own share, and gets it back with time. */
final class RateLimitsTest {
  private final TestClock clock = new TestClock();

  /** How many of so many calls come in. */
  private static int let(RateLimits limits, String org, int calls) {
    int in = 0;
    for (int i = 0; i < calls; i++) {
      in += limits.take(org).isZero() ? 1 : 0;
    }
    return in;
  }

  @Test
  void soManyComeInAtOnceAndThenSoManyEachSecond() {
    RateLimits limits = new RateLimits(5, 20, clock);
    assertThat(let(limits, "a", 100)).isEqualTo(20);
    clock.advance(Duration.ofSeconds(1));
    assertThat(let(limits, "a", 100)).isEqualTo(5);
    clock.advance(Duration.ofMillis(200));
    assertThat(let(limits, "a", 100)).isEqualTo(1);
    clock.advance(Duration.ofMillis(199));
    assertThat(let(limits, "a", 100)).isZero();
    clock.advance(Duration.ofHours(1));
    assertThat(let(limits, "a", 100)).isEqualTo(20);
  }

  @Test
  void oneDoesNotTakeFromAnother() {
    RateLimits limits = new RateLimits(1, 3, clock);
    assertThat(let(limits, "a", 300)).isEqualTo(3);
    assertThat(let(limits, "b", 300)).isEqualTo(3);
  }

  @Test
  void whoWaitsAsLongAsToldComesIn() {
    RateLimits limits = new RateLimits(1, 1, clock);
    assertThat(limits.take("a")).isZero();
    Duration wait = limits.take("a");
    assertThat(wait).isEqualTo(Duration.ofSeconds(1));
    clock.advance(wait);
    assertThat(limits.take("a")).isZero();
  }

  @Test
  void aClockThatIsSetBackTakesNothingAway() {
    RateLimits limits = new RateLimits(1, 10, clock);
    assertThat(let(limits, "a", 5)).isEqualTo(5);
    clock.advance(Duration.ofHours(-1));
    assertThat(let(limits, "a", 100)).isEqualTo(5);
    clock.advance(Duration.ofSeconds(2));
    assertThat(let(limits, "a", 100)).isEqualTo(2);
  }

  @Test
  void manyAtOnceGetNoMoreThanThereIs() throws Exception {
    RateLimits limits = new RateLimits(1, 1000, clock);
    AtomicInteger in = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 8; i++) {
      pool.execute(() -> in.addAndGet(let(limits, "a", 500)));
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(in).hasValue(1000);
  }
}
