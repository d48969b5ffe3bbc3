package io.tributary.source.hubspot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Calls to HubSpot: signed in, within its limits, tried again when that can help. Redirects and
 * links in answers are not followed: every request goes to the one host that the operator set.
 */
final class Client {
  private static final int TRIES = 6;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Settings settings;
  private final HttpClient http;
  private final AccessTokens tokens;
  private final ConcurrentMap<String, Governor> governors = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Long> portals = new ConcurrentHashMap<>();

  Client(Settings settings) {
    this.settings = settings;
    boolean plain = "http".equals(settings.baseUrl().getScheme());
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
            .build();
    this.tokens = new AccessTokens(http, settings);
  }

  /** Reads an answer's body. */
  interface Reader<T> {
    T read(InputStream body, LongSupplier bytes) throws IOException;
  }

  String version() {
    return settings.version();
  }

  /** {@code /area} and {@code /rest} with the version between them. */
  String path(String area, String rest) {
    return area + "/" + settings.version() + rest;
  }

  JsonNode get(Connection connection, String path) {
    return get(connection, path, (body, bytes) -> Json.mapper().readTree(body));
  }

  <T> T get(Connection connection, String path, Reader<T> reader) {
    return call(connection, path, null, reader);
  }

  JsonNode post(Connection connection, String path, JsonNode body) {
    return post(connection, path, body, (stream, bytes) -> Json.mapper().readTree(stream));
  }

  <T> T post(Connection connection, String path, JsonNode body, Reader<T> reader) {
    return call(connection, path, Json.write(body), reader);
  }

  /** Makes the next call sign in anew. */
  void forgetToken(Connection connection) {
    tokens.forget(connection, null);
  }

  /** The account's number; asked for once. */
  long portalId(Connection connection) {
    return portals.computeIfAbsent(
        tokens.identity(connection),
        key -> get(connection, path("/account-info", "/details")).path("portalId").asLong());
  }

  private <T> T call(Connection connection, String path, @Nullable String body, Reader<T> reader) {
    Governor governor =
        governors.computeIfAbsent(tokens.identity(connection), key -> new Governor(settings));
    boolean search = path.endsWith("/search");
    boolean signedInAnew = false;
    TributaryException last = null;
    for (int tried = 0; tried < TRIES; tried++) {
      String token = tokens.get(connection);
      governor.await(search);
      try {
        HttpResponse<InputStream> response =
            http.send(request(path, body, token), HttpResponse.BodyHandlers.ofInputStream());
        governor.learn(response.headers());
        if (response.statusCode() / 100 == 2) {
          return read(response, reader);
        }
        Refusal refusal = Refusal.of(response.statusCode(), text(response), response.headers());
        if (refusal.isExpired() && !signedInAnew) {
          signedInAnew = true;
          tokens.forget(connection, token);
          continue;
        }
        last = refusal.exception();
        if (!refusal.mayPass()) {
          throw last;
        }
        governor.backOff(search, refusal.wait(tried));
      } catch (IOException e) {
        last = unreachable(e);
        sleep(pause(tried));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TributaryException(
            ErrorCode.PROVIDER_UNAVAILABLE, "Reading from HubSpot was interrupted.", e);
      }
    }
    throw last == null ? unreachable(null) : last;
  }

  private HttpRequest request(String path, @Nullable String body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.baseUrl() + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip");
    return body == null
        ? request.GET().build()
        : request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
  }

  private static <T> T read(HttpResponse<InputStream> response, Reader<T> reader)
      throws IOException {
    CountingStream counted = new CountingStream(response.body());
    boolean gzip = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
    try (InputStream stream = gzip ? new GZIPInputStream(counted, 1 << 14) : counted) {
      return reader.read(stream, counted::count);
    }
  }

  private static String text(HttpResponse<InputStream> response) throws IOException {
    return read(
        response,
        (stream, bytes) -> new String(stream.readNBytes(1 << 16), StandardCharsets.UTF_8));
  }

  private void sleep(Duration duration) {
    try {
      settings.pause().sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Longer each time, and never the same for all. */
  static Duration pause(int tried) {
    long most = Math.min(30_000, 500L << tried);
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }

  private TributaryException unreachable(@Nullable IOException cause) {
    String what =
        cause instanceof JsonProcessingException
            ? " answered with something that is not the JSON of its API: "
            : " does not answer: ";
    return new TributaryException(
        ErrorCode.PROVIDER_UNAVAILABLE,
        "HubSpot at " + settings.baseUrl() + what + cause + ". Check the network and try again.",
        cause);
  }
}
