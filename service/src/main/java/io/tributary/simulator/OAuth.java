package io.tributary.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Issues access tokens for the portal's one app, and knows which are still good. */
final class OAuth {
  private static final List<String> SCOPES =
      List.of(
          "oauth",
          "crm.objects.contacts.read",
          "crm.objects.contacts.write",
          "crm.objects.companies.read",
          "crm.objects.deals.read",
          "crm.schemas.contacts.read");
  private static final long USER = 31_871_004;
  private static final long APP = 4_169_410;

  private final Credentials credentials;
  private final String privateAppToken;
  private final long seed;
  private final long portalId;
  private final Duration lifetime;
  private final Clock clock;
  private final AtomicLong issued = new AtomicLong();
  private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
  private volatile boolean revoked;

  OAuth(Options options, long portalId) {
    this.seed = options.seed();
    this.portalId = portalId;
    this.lifetime = options.tokenLifetime();
    this.clock = options.clock();
    this.credentials = Credentials.of(seed);
    this.privateAppToken = "pat-na1-" + Hash.uuid(seed, 15);
    expiries.put(credentials.accessToken(), clock.instant().plus(lifetime));
  }

  Credentials credentials() {
    return credentials;
  }

  String privateAppToken() {
    return privateAppToken;
  }

  /** From now on the refresh token is refused, as after an uninstall. Access tokens live on. */
  void revoke() {
    revoked = true;
  }

  /** Ends the life of all access tokens issued so far. */
  void expireAll() {
    expiries.replaceAll(
        (token, expiry) -> expiry.isAfter(clock.instant()) ? clock.instant() : expiry);
  }

  /**
   * Checks a call's {@code Authorization}; refused with 401. Says whether it is an OAuth token
   * rather than the static one.
   */
  boolean authenticate(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw Refusal.unauthenticated();
    }
    String token = authorization.substring(7).strip();
    if (token.equals(privateAppToken)) {
      return false;
    }
    Instant expiry = expiries.get(token);
    if (expiry == null) {
      throw Refusal.unauthenticated();
    }
    Instant now = clock.instant();
    if (!now.isBefore(expiry)) {
      throw Refusal.expired(Duration.between(expiry, now).toSeconds(), expiry.toString());
    }
    return true;
  }

  /**
   * @param version the path segment: v1 answers fewer fields
   */
  Answer token(Request request, String version) {
    Map<String, String> form = request.form();
    if (!"refresh_token".equals(form.get("grant_type"))) {
      throw form.containsKey("code")
          ? Refusal.oauth("invalid_grant", "BAD_AUTH_CODE", "missing or unknown auth code")
          : Refusal.oauth(
              "unsupported_grant_type", "BAD_GRANT_TYPE", "missing or unknown grant_type");
    }
    checkClient(form);
    if (revoked || !credentials.refreshToken().equals(form.get("refresh_token"))) {
      throw Refusal.oauth(
          "invalid_grant", "BAD_REFRESH_TOKEN", "refresh token is invalid, expired or revoked");
    }
    String token = Credentials.accessToken(seed, issued.incrementAndGet());
    expiries.put(token, clock.instant().plus(lifetime));
    return Answer.json(200, out -> writeToken(out, token, version.equals("v1")));
  }

  Answer introspect(Request request) {
    Map<String, String> form = request.form();
    checkClient(form);
    String token = form.getOrDefault("token", "");
    boolean refresh = token.equals(credentials.refreshToken()) && !revoked;
    return Answer.json(200, out -> writeState(out, token, refresh));
  }

  /** What v1 says about an access token; 404 if it is not good. */
  Answer accessToken(String token) {
    if (remaining(token) <= 0) {
      throw Refusal.of(404, "The access token is expired or invalid", "OBJECT_NOT_FOUND");
    }
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeStringField("token", token);
          out.writeStringField("user", "owner@example.com");
          out.writeStringField("hub_domain", "simulator.example.com");
          scopes(out);
          out.writeNumberField("hub_id", portalId);
          out.writeNumberField("app_id", APP);
          out.writeNumberField("expires_in", remaining(token));
          out.writeNumberField("user_id", USER);
          out.writeStringField("token_type", "access");
          out.writeEndObject();
        });
  }

  private void checkClient(Map<String, String> form) {
    if (!credentials.clientId().equals(form.get("client_id"))) {
      throw Refusal.oauth("invalid_client", "BAD_CLIENT_ID", "missing or unknown client id");
    }
    if (!credentials.clientSecret().equals(form.get("client_secret"))) {
      throw Refusal.oauth(
          "invalid_client", "BAD_CLIENT_SECRET", "missing or invalid client secret");
    }
  }

  private void writeToken(JsonGenerator out, String token, boolean old) throws IOException {
    out.writeStartObject();
    out.writeStringField("token_type", "bearer");
    out.writeStringField("refresh_token", credentials.refreshToken());
    out.writeStringField("access_token", token);
    out.writeNumberField("expires_in", lifetime.toSeconds());
    if (!old) {
      out.writeNumberField("hub_id", portalId);
      out.writeNumberField("user_id", USER);
      scopes(out);
      out.writeStringField("token_use", "access_token");
    }
    out.writeEndObject();
  }

  private void writeState(JsonGenerator out, String token, boolean refresh) throws IOException {
    long seconds = remaining(token);
    boolean active = refresh || seconds > 0;
    out.writeStartObject();
    out.writeBooleanField("active", active);
    if (active) {
      out.writeNumberField("hub_id", portalId);
      out.writeStringField("hub_domain", "simulator.example.com");
      out.writeNumberField("app_id", APP);
      out.writeStringField("client_id", credentials.clientId());
      out.writeNumberField("user_id", USER);
      out.writeStringField("user", "owner@example.com");
      scopes(out);
      if (!refresh) {
        out.writeNumberField("expires_in", seconds);
      }
      out.writeStringField("token_type", "bearer");
      out.writeStringField("token_use", refresh ? "refresh_token" : "access_token");
      out.writeBooleanField("is_private_distribution", true);
    }
    out.writeEndObject();
  }

  private long remaining(String token) {
    Instant expiry = expiries.get(token);
    return expiry == null ? 0 : Math.max(0, Duration.between(clock.instant(), expiry).toSeconds());
  }

  private static void scopes(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("scopes");
    for (String scope : SCOPES) {
      out.writeString(scope);
    }
    out.writeEndArray();
  }
}
