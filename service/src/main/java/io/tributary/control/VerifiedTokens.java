package io.tributary.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Tokens whose signature was found good a moment ago, which costs more than all else that a small
 * call does. Whom a token speaks for, and what they may do, is looked up for every call
 * nevertheless. Thread-safe.
 */
final class VerifiedTokens {
  /** How long a key that its issuer has withdrawn may go on counting. */
  static final Duration KEPT = Duration.ofMinutes(1);

  private static final int MOST = 10_000;

  private final Clock clock;
  private final Cache<String, Verified> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  /** Whom a token speaks for, and from when until when that need not be asked again. */
  record Verified(Tokens.Bearer bearer, Instant from, Instant until) {
    private boolean holds(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  VerifiedTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param end when the token ends
   */
  Verified of(Tokens.Bearer bearer, Instant end) {
    Instant now = clock.instant();
    Instant later = now.plus(KEPT);
    return new Verified(bearer, now, end.isBefore(later) ? end : later);
  }

  /**
   * @param check throws for a token that is not valid; such a one is not kept
   */
  Tokens.Bearer get(String token, Function<String, Verified> check) {
    Verified found = known.getIfPresent(token);
    if (found == null || !found.holds(clock.instant())) {
      found = check.apply(token);
      known.put(token, found);
    }
    return found.bearer();
  }
}
