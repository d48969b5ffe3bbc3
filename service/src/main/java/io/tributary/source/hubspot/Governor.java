package io.tributary.source.hubspot;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps all calls of an account within HubSpot's limits: the rolling window that answers tell of,
 * and the five searches a second that have a budget of their own. Five per cent stay free for other
 * programs of the account. A few calls pass at once; the more of the window is used, the more
 * evenly they are spread, so that delays on the way cannot push two bursts into one window.
 */
final class Governor {
  private static final int SEARCHES_PER_SECOND = 5;
  private static final long LONGEST_INTERVAL_MILLIS = 60_000;

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
      settings.rest(wait);
    }
  }

  /** Takes over the limit that an answer tells of. */
  void learn(HttpHeaders headers) {
    long max = number(headers, "X-HubSpot-RateLimit-Max");
    long interval = number(headers, "X-HubSpot-RateLimit-Interval-Milliseconds");
    if (max > 0) {
      calls.limit(
          (int) Math.max(1, Math.min(max, 1_000_000) * 95 / 100),
          Duration.ofMillis(interval > 0 ? Math.min(interval, LONGEST_INTERVAL_MILLIS) : 10_000));
    }
  }

  private static long number(HttpHeaders headers, String name) {
    return headers
        .firstValue(name)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  /** How many calls are allowed in a window, for those who want to know. */
  int limit() {
    return calls.most();
  }

  /** Lets nobody pass for a while: the limit was hit all the same. */
  void backOff(boolean search, Duration wait) {
    (search ? searches : calls).close(settings.clock().instant().plus(wait));
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

    synchronized int most() {
      return most;
    }

    synchronized Duration enter(Instant now) {
      while (!entered.isEmpty() && !entered.getFirst().plus(window).isAfter(now)) {
        entered.removeFirst();
      }
      Instant next = next();
      if (next.isAfter(now)) {
        return Duration.between(now, next).plusMillis(1);
      }
      entered.addLast(now);
      return Duration.ZERO;
    }

    /** When the next call fits. */
    private Instant next() {
      Instant next = closedUntil;
      if (entered.size() >= most) {
        next = latest(next, entered.getFirst().plus(window));
      }
      if (entered.size() > most * 3 / 10) {
        next = latest(next, entered.getLast().plus(window.dividedBy(most)));
      }
      return next;
    }

    private static Instant latest(Instant a, Instant b) {
      return a.isAfter(b) ? a : b;
    }

    synchronized void limit(int calls, Duration interval) {
      most = calls;
      window = interval;
    }

    synchronized void close(Instant until) {
      closedUntil = latest(closedUntil, until);
    }
  }
}
