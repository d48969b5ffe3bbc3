package io.tributary.source.hubspot;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps all calls of an account within HubSpot's limits: the rolling window that answers tell of,
 * and the five searches a second that have a budget of their own. Five per cent stay free for other
 * programs of the account.
 */
final class Governor {
  private static final int SEARCHES_PER_SECOND = 5;

  private final Settings settings;
  private final Lane calls;
  private final Lane searches;

  Governor(Settings settings) {
    this.settings = settings;
    this.calls = new Lane(95, Duration.ofSeconds(10));
    this.searches = new Lane(SEARCHES_PER_SECOND, Duration.ofMillis(1_020));
  }

  /** Waits until a call fits. */
  void await(boolean search) {
    Lane lane = search ? searches : calls;
    while (true) {
      Duration wait = lane.enter(settings.clock().instant());
      if (wait.isZero()) {
        return;
      }
      sleep(wait);
    }
  }

  /** Takes over the limit that an answer tells of. */
  void learn(HttpHeaders headers) {
    long max = headers.firstValueAsLong("X-HubSpot-RateLimit-Max").orElse(0);
    long interval =
        headers.firstValueAsLong("X-HubSpot-RateLimit-Interval-Milliseconds").orElse(10_000);
    if (max > 0 && max <= Integer.MAX_VALUE && interval > 0) {
      calls.limit((int) Math.max(1, max * 95 / 100), Duration.ofMillis(interval));
    }
  }

  /** Lets nobody pass for a while: the limit was hit all the same. */
  void backOff(boolean search, Duration wait) {
    (search ? searches : calls).close(settings.clock().instant().plus(wait));
  }

  private void sleep(Duration wait) {
    try {
      settings.pause().sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TributaryException(
          ErrorCode.PROVIDER_UNAVAILABLE, "Waiting for HubSpot was interrupted.", e);
    }
  }

  /** A rolling window of calls. */
  private static final class Lane {
    private final Deque<Instant> entered = new ArrayDeque<>();
    private int most;
    private Duration window;
    private Instant closedUntil = Instant.MIN;

    Lane(int most, Duration window) {
      this.most = most;
      this.window = window;
    }

    synchronized Duration enter(Instant now) {
      if (now.isBefore(closedUntil)) {
        return Duration.between(now, closedUntil);
      }
      while (!entered.isEmpty() && !entered.peekFirst().plus(window).isAfter(now)) {
        entered.removeFirst();
      }
      if (entered.size() < most) {
        entered.addLast(now);
        return Duration.ZERO;
      }
      return Duration.between(now, entered.getFirst().plus(window)).plusMillis(1);
    }

    synchronized void limit(int calls, Duration interval) {
      most = calls;
      window = interval;
    }

    synchronized void close(Instant until) {
      closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }
  }
}
