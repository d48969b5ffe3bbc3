package io.tributary.source.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Connection;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls to HubSpot: signed in, within its limits, tried again when that can help. Every request
 * goes to the one host that the operator set; links in answers are not followed.
 */
final class Client {
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final int TRIES = 6;

  private final Settings settings;
  private final Wire wire;
  private final ConcurrentMap<String, Account> accounts = new ConcurrentHashMap<>();

  /** What to ask; a body makes it a POST. */
  record Call(String path, @Nullable JsonNode body) {
    boolean isSearch() {
      return path.endsWith("/search");
    }
  }

  Client(Settings settings, Duration timeout) {
    this.settings = settings;
    this.wire = new Wire("https".equals(settings.baseUrl().getScheme()), timeout);
  }

  String version() {
    return settings.version();
  }

  /** {@code /area} and {@code /rest} with the version between them. */
  String path(String area, String rest) {
    return area + "/" + settings.version() + rest;
  }

  JsonNode get(Connection connection, String path) {
    return call(connection, heavy -> new Call(path, null), Client::tree);
  }

  JsonNode post(Connection connection, String path, JsonNode body) {
    return call(connection, heavy -> new Call(path, body), Client::tree);
  }

  private static JsonNode tree(InputStream body, LongSupplier bytes) throws IOException {
    return Json.mapper().readTree(body);
  }

  /** Makes the next call sign in anew. */
  void forgetToken(Connection connection) {
    account(connection).forget(null);
  }

  /** The account's number; asked for once. */
  long portalId(Connection connection) {
    String details = path("/account-info", "/details");
    return account(connection).portalId(() -> get(connection, details).path("portalId").asLong());
  }

  /**
   * Makes a call until it is answered or cannot be.
   *
   * @param calls what to ask, by how often HubSpot found it too much to answer
   */
  <T> T call(Connection connection, IntFunction<Call> calls, Wire.Reader<T> reader) {
    Account account = account(connection);
    boolean signedInAnew = false;
    int heavy = 0;
    for (int tried = 0; ; tried++) {
      Call call = calls.apply(heavy);
      String token = account.token();
      account.governor().await(call.isSearch());
      Refusal refusal;
      try {
        Wire.Reply<T> reply = wire.send(request(call, token), reader);
        account.governor().learn(reply.headers());
        if (reply.value() != null) {
          return reply.value();
        }
        refusal = Refusal.of(reply, settings.clock().instant());
      } catch (IOException e) {
        refusal = Refusal.of(e, settings.baseUrl());
      }
      if (refusal.isExpired() && account.renews() && !signedInAnew) {
        signedInAnew = true;
        account.forget(token);
        continue;
      }
      if (!refusal.mayPass() || tried >= TRIES - 1) {
        throw refusal.exception(account);
      }
      heavy += refusal.isHeavy() ? 1 : 0;
      waitFor(account.governor(), call, refusal, tried);
    }
  }

  private void waitFor(Governor governor, Call call, Refusal refusal, int tried) {
    if (refusal.isLimit()) {
      governor.backOff(call.isSearch(), refusal.wait(tried));
    } else {
      settings.rest(refusal.wait(tried));
    }
  }

  private HttpRequest.Builder request(Call call, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.baseUrl() + call.path()))
            .header("Authorization", "Bearer " + token);
    return call.body() == null
        ? request.GET()
        : request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(call.body())));
  }

  private Account account(Connection connection) {
    return accounts.computeIfAbsent(
        identity(connection), key -> new Account(connection, settings, wire));
  }

  /**
   * What tells accounts apart, without showing anything of them. Beside a refresh token the access
   * token is of no account: it is replaced.
   */
  private static String identity(Connection connection) {
    String refresh = connection.credential("refreshToken");
    String all =
        String.join(
            "\n",
            connection.credential("clientId"),
            connection.credential("clientSecret"),
            refresh,
            refresh.isBlank() ? connection.credential("accessToken") : "");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new TributaryException(ErrorCode.INTERNAL_ERROR, "This JVM has no SHA-256.", e);
    }
  }
}
