package io.tributary.control;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often organisations may call: each has a bucket, from which a call takes a token and into
 * which tokens drip. Kept in memory: a restart fills them. Thread-safe.
 */
public final class RateLimits {
  private static final double MILLIS = 1000;

  private final int perSecond;
  private final int most;
  private final Clock clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * @param perSecond calls that an organisation may go on making
   * @param most calls that it may make at once after a pause
   */
  public RateLimits(int perSecond, int most, Clock clock) {
    this.perSecond = perSecond;
    this.most = most;
    this.clock = clock;
  }

  public int perSecond() {
    return perSecond;
  }

  /**
   * Counts a call of an organisation that is known to be one.
   *
   * @return zero if it may come in, else how long to wait, in whole seconds
   */
  public Duration take(String org) {
    return buckets.computeIfAbsent(org, key -> new Bucket()).take();
  }

  private final class Bucket {
    private double tokens = most;
    private long at = clock.millis();

    synchronized Duration take() {
      long now = clock.millis();
      tokens = Math.min(most, tokens + Math.max(0, now - at) * perSecond / MILLIS);
      at = now;
      if (tokens < 1) {
        return Duration.ofSeconds((long) Math.ceil((1 - tokens) / perSecond));
      }
      tokens--;
      return Duration.ZERO;
    }
  }
}
