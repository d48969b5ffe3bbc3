package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tributary.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 256 << 10;

  private final String issuer;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Known known = new Known(new JWKSet(), Instant.MIN);
  private volatile Instant lastAttempt = Instant.MIN;

  private record Known(JWKSet keys, Instant at) {
    boolean isYoungerThan(Duration age, Instant now) {
      return !at.equals(Instant.MIN) && now.isBefore(at.plus(age));
    }
  }

  IssuerKeys(String issuer, Clock clock) {
    this.issuer = issuer;
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
    String page = issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration";
    JsonNode configuration = Json.mapper().readTree(text(URI.create(page)));
    if (!configuration.path("issuer").asText().equals(issuer)) {
      throw new IOException(page + " is that of another issuer");
    }
    URI keys = URI.create(configuration.path("jwks_uri").asText());
    boolean downgraded = issuer.startsWith("https:") && !"https".equals(keys.getScheme());
    if (downgraded || keys.getHost() == null) {
      throw new IOException(page + " has no jwks_uri that may be asked");
    }
    return JWKSet.parse(text(keys));
  }

  private String text(URI address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] bytes = body.readNBytes(MOST_BYTES);
      if (response.statusCode() != 200 || bytes.length == MOST_BYTES) {
        throw new IOException(address + " answers with " + response.statusCode());
      }
      return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
