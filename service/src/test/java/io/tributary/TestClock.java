package io.tributary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that is put forward by hand: one that stands still, or one that also goes on by itself.
 */
public final class TestClock extends Clock {
  private final Clock base;
  private volatile Duration ahead = Duration.ZERO;

  private TestClock(Clock base) {
    this.base = base;
  }

  public TestClock() {
    this(Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC));
  }

  public static TestClock running() {
    return new TestClock(Clock.systemUTC());
  }

  public void advance(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
