package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens, one for each account, shared by all calls. A refresh token makes a new one at 80 %
 * of its life, once for all who wait; without a refresh token the access token is a private app's
 * and does not expire.
 */
final class AccessTokens {
  private final HttpClient http;
  private final Settings settings;
  private final ConcurrentMap<String, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String value, Instant renewAt) {}

  AccessTokens(HttpClient http, Settings settings) {
    this.http = http;
    this.settings = settings;
  }

  /** What tells accounts apart, without showing anything of them. */
  String identity(Connection connection) {
    String all =
        String.join(
            "\n",
            connection.credential("clientId"),
            connection.credential("clientSecret"),
            connection.credential("refreshToken"),
            connection.credential("accessToken"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  String get(Connection connection) {
    if (connection.credential("refreshToken").isEmpty()) {
      return connection.credential("accessToken");
    }
    Token token =
        tokens.compute(
            identity(connection),
            (key, known) ->
                known != null && settings.clock().instant().isBefore(known.renewAt())
                    ? known
                    : renew(connection));
    return token.value();
  }

  /** Drops a token that was refused, unless somebody has renewed it meanwhile. */
  void forget(Connection connection, @Nullable String refused) {
    tokens.computeIfPresent(
        identity(connection),
        (key, known) -> refused == null || known.value().equals(refused) ? null : known);
  }

  private HttpRequest request(Connection connection) {
    String form =
        "grant_type=refresh_token"
            + "&client_id="
            + encoded(connection.credential("clientId"))
            + "&client_secret="
            + encoded(connection.credential("clientSecret"))
            + "&refresh_token="
            + encoded(connection.credential("refreshToken"));
    return HttpRequest.newBuilder(
            URI.create(settings.baseUrl() + "/oauth/" + settings.version() + "/token"))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private Token renew(Connection connection) {
    HttpRequest request = request(connection);
    TributaryException last = null;
    for (int tried = 0; tried < 4; tried++) {
      try {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 == 2) {
          return token(Json.mapper().readTree(response.body()));
        }
        Refusal refusal = Refusal.of(response.statusCode(), response.body(), response.headers());
        last = refusal.exception();
        if (!refusal.mayPass()) {
          throw last;
        }
        settings.pause().sleep(refusal.wait(tried));
      } catch (IOException e) {
        last =
            new TributaryException(
                ErrorCode.PROVIDER_UNAVAILABLE,
                "HubSpot's token service does not answer: " + e + ".",
                e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TributaryException(
            ErrorCode.PROVIDER_UNAVAILABLE, "Signing in was interrupted.", e);
      }
    }
    throw last == null ? new IllegalStateException() : last;
  }

  private Token token(JsonNode answer) throws IOException {
    String value = answer.path("access_token").asText();
    if (value.isEmpty()) {
      throw new IOException("HubSpot's token service answered without an access_token");
    }
    long life = answer.path("expires_in").asLong(1_800);
    return new Token(value, settings.clock().instant().plusMillis(life * 800));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
