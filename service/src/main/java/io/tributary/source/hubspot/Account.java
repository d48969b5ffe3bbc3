package io.tributary.source.hubspot;

import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An account as one app sees it: its budget of calls and its access token, shared by all who read.
 * A refresh token makes a new access token at 80 % of its life, once for all who wait; without one
 * the access token is a private app's and does not expire.
 */
final class Account {
  private static final int TRIES = 4;
  private static final List<String> SECRETS =
      List.of("clientSecret", "refreshToken", "accessToken");

  private final Connection connection;
  private final Settings settings;
  private final Wire wire;
  private final Governor governor;
  private String refreshToken;
  private @Nullable String token;
  private Instant renewAt = Instant.MIN;
  private long portalId;

  /** What the token service gives. */
  private record Grant(String accessToken, String refreshToken, long seconds) {}

  Account(Connection connection, Settings settings, Wire wire) {
    this.connection = connection;
    this.settings = settings;
    this.wire = wire;
    this.governor = new Governor(settings);
    this.refreshToken = connection.credential("refreshToken").strip();
  }

  Governor governor() {
    return governor;
  }

  /** Whether a refused token can be replaced. */
  boolean renews() {
    return !connection.credential("refreshToken").isBlank();
  }

  /** The account's number; asked for by the first that wants it, while the others wait. */
  synchronized long portalId(LongSupplier ask) {
    if (portalId == 0) {
      portalId = ask.getAsLong();
    }
    return portalId;
  }

  synchronized String token() {
    if (!renews()) {
      return checked(connection.credential("accessToken").strip());
    }
    if (token == null || !settings.clock().instant().isBefore(renewAt)) {
      renew();
    }
    return checked(token == null ? "" : token);
  }

  /** Drops the token that was refused, unless somebody has renewed it meanwhile; null drops any. */
  synchronized void forget(@Nullable String refused) {
    if (refused == null || refused.equals(token)) {
      token = null;
    }
  }

  /** A text without this account's secrets, for whoever may read messages. */
  synchronized String redacted(String text) {
    String clean = text;
    for (String name : SECRETS) {
      clean = without(clean, connection.credential(name));
    }
    return without(without(clean, refreshToken), token == null ? "" : token);
  }

  private static String without(String text, String secret) {
    return secret.isBlank() ? text : text.replace(secret.strip(), "***");
  }

  /** What cannot be sent in a header must not reach the client, whose complaint would show it. */
  private static String checked(String token) {
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new TributaryException(
          ErrorCode.PROVIDER_REFUSED,
          token.isEmpty()
              ? "The connection has no accessToken and no refreshToken. Enter one of them."
              : "The accessToken has characters that no token has. Enter it again.");
    }
    return token;
  }

  private void renew() {
    Grant grant = granted();
    Instant now = settings.clock().instant();
    token = grant.accessToken();
    refreshToken = grant.refreshToken().isEmpty() ? refreshToken : grant.refreshToken();
    renewAt = now.plusMillis(grant.seconds() * 800);
  }

  private Grant granted() {
    for (int tried = 0; ; tried++) {
      Refusal refusal;
      try {
        Wire.Reply<Grant> reply = wire.send(request(), (body, bytes) -> grant(body.readAllBytes()));
        if (reply.value() != null) {
          return reply.value();
        }
        refusal = Refusal.of(reply, settings.clock().instant());
      } catch (IOException e) {
        refusal = Refusal.of(e, settings.baseUrl());
      }
      if (!refusal.mayPass() || tried == TRIES - 1) {
        throw refusal.exception(this);
      }
      settings.rest(refusal.wait(tried));
    }
  }

  private HttpRequest.Builder request() {
    String form =
        "grant_type=refresh_token"
            + field("client_id", connection.credential("clientId").strip())
            + field("client_secret", connection.credential("clientSecret").strip())
            + field("refresh_token", refreshToken);
    return HttpRequest.newBuilder(
            URI.create(settings.baseUrl() + "/oauth/" + settings.version() + "/token"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  private static String field(String name, String value) {
    return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Grant grant(byte[] body) throws IOException {
    var answer = Json.mapper().readTree(body);
    String token = answer.path("access_token").asText("");
    if (token.isEmpty()) {
      throw new IOException("its token service gave no access_token");
    }
    long seconds = Math.max(1, Math.min(86_400, answer.path("expires_in").asLong(1_800)));
    return new Grant(token, answer.path("refresh_token").asText(""), seconds);
  }
}
