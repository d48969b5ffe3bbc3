package io.tributary.control;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of an issuer, fetched where its own configuration says and kept. They are fetched
 * again after an hour, or for a token with a key that is not among them, and never more often than
 * twice a minute, however many such tokens come. While the issuer is away the known keys count for
 * a day.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration USABLE = Duration.ofDays(1);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final String issuer;
  private final IssuerPages pages;
  private final Clock clock;

  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Known known = new Known(new JWKSet(), Instant.MIN);
  private volatile Instant lastAttempt = Instant.MIN;

  private record Known(JWKSet keys, Instant at) {
    boolean isYoungerThan(Duration age, Instant now) {
      return !at.equals(Instant.MIN) && now.isBefore(at.plus(age));
    }
  }

  IssuerKeys(String issuer, IssuerPages pages, Clock clock) {
    this.issuer = issuer;
    this.pages = pages;
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws RemoteKeySourceException {
    Instant now = clock.instant();
    List<JWK> found = selector.select(known.keys());
    if (found.isEmpty() || !known.isYoungerThan(FRESH, now)) {
      refresh(now);
      found = selector.select(known.keys());
    }
    if (!known.isYoungerThan(USABLE, now)) {
      throw new RemoteKeySourceException("The keys of " + issuer + " cannot be had", null);
    }
    return found;
  }

  /** Who has keys to go on with does not wait for another who fetches. */
  private void refresh(Instant now) {
    if (known.isYoungerThan(USABLE, now)) {
      if (!fetching.tryLock()) {
        return;
      }
    } else {
      fetching.lock();
    }
    try {
      if (lastAttempt.equals(Instant.MIN) || !now.isBefore(lastAttempt.plus(PAUSE))) {
        lastAttempt = now;
        known = new Known(fetch(), now);
      }
    } catch (IOException | ParseException | IllegalArgumentException e) {
      LOG.warn("the keys of {} could not be fetched: {}", issuer, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      fetching.unlock();
    }
  }

  private JWKSet fetch() throws IOException, InterruptedException, ParseException {
    return JWKSet.parse(pages.get(pages.address(pages.configuration(), "jwks_uri")));
  }
}
