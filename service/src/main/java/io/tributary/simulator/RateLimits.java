package io.tributary.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The budgets of one portal: calls per rolling 10 seconds, searches per rolling second beside them,
 * and calls per day for static tokens. Rejected calls do not count.
 */
final class RateLimits {
  private static final int SEARCHES_PER_SECOND = 5;
  private static final int UNLIMITED = 1_000_000;

  private final Clock clock;
  private final boolean limited;
  private final int most;
  private final int daily;
  private final Window burst;
  private final Window searches;
  private LocalDate day;
  private int today;

  /**
   * @param rateLimit calls per 10 seconds; 0 for no limit, which the headers show as a million
   */
  RateLimits(int rateLimit, Clock clock) {
    this.clock = clock;
    this.limited = rateLimit > 0;
    this.most = limited ? rateLimit : UNLIMITED;
    this.daily = rateLimit > 0 && rateLimit < 190 ? 250_000 : 1_000_000;
    this.burst = new Window(Duration.ofSeconds(10), most);
    this.searches = new Window(Duration.ofSeconds(1), SEARCHES_PER_SECOND);
    this.day = today();
  }

  /**
   * Counts a call, or refuses it with 429.
   *
   * @param oauth whether the caller holds an OAuth token: those have no daily limit and no headers
   *     for it
   * @return the headers of the answer, also of a refused one's successor
   */
  synchronized Admission admit(boolean search, boolean oauth) {
    long now = clock.millis();
    if (limited && !oauth && dayCount() >= daily) {
      return new Admission("DAILY", headers(search, false, now));
    }
    if (limited && !(search ? searches : burst).admits(now)) {
      return new Admission(
          search ? "SECONDLY" : "TEN_SECONDLY_ROLLING", headers(search, oauth, now));
    }
    today = dayCount() + 1;
    return new Admission("", headers(search, oauth, now));
  }

  /**
   * @param policy the policy that forbids the call; empty if it may go on
   */
  record Admission(String policy, Map<String, String> headers) {}

  private Map<String, String> headers(boolean search, boolean oauth, long now) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!oauth) {
      headers.put("X-HubSpot-RateLimit-Daily", Integer.toString(daily));
      headers.put(
          "X-HubSpot-RateLimit-Daily-Remaining", Integer.toString(Math.max(0, daily - today)));
    }
    if (!search) {
      int remaining = limited ? most - burst.used(now) : most - 1;
      int secondly = Math.max(1, most / 10);
      headers.put("X-HubSpot-RateLimit-Interval-Milliseconds", "10000");
      headers.put("X-HubSpot-RateLimit-Max", Integer.toString(most));
      headers.put("X-HubSpot-RateLimit-Remaining", Integer.toString(remaining));
      headers.put("X-HubSpot-RateLimit-Secondly", Integer.toString(secondly));
      headers.put(
          "X-HubSpot-RateLimit-Secondly-Remaining", Integer.toString(Math.max(0, secondly - 1)));
    }
    return headers;
  }

  private int dayCount() {
    LocalDate now = today();
    if (!now.equals(day)) {
      day = now;
      today = 0;
    }
    return today;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** The times of the calls that still count. */
  private static final class Window {
    private final long width;
    private final int most;
    private final ArrayDeque<Long> times = new ArrayDeque<>();

    Window(Duration width, int most) {
      this.width = width.toMillis();
      this.most = most;
    }

    boolean admits(long now) {
      if (used(now) >= most) {
        return false;
      }
      times.addLast(now);
      return true;
    }

    int used(long now) {
      while (!times.isEmpty() && times.getFirst() <= now - width) {
        times.removeFirst();
      }
      return times.size();
    }
  }
}
