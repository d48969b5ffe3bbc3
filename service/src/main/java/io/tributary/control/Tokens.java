package io.tributary.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tributary.model.ApiClient;
import io.tributary.model.ErrorCode;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.store.Tenancy;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens: of the built-in issuer, which are ES256 and nothing else, signed with a key of the
 * home; and of another issuer, if the operator names one.
 */
public final class Tokens {
  public static final Duration LIFETIME = Duration.ofSeconds(86_399);
  private static final String ISSUER = "tributary";
  private static final String SECRET_VERSION = "secret_version";
  static final Duration SKEW = Duration.ofSeconds(60);

  private final ApiClients clients;
  private final Optional<OidcIssuer> other;
  private final Clock clock;
  private final ECKey key;
  private final ECDSAVerifier verifier;
  private final VerifiedTokens verified;

  public Tokens(ApiClients clients, Tenancy tenancy, Optional<OidcIssuer> other, Clock clock) {
    this.clients = clients;
    this.other = other;
    this.clock = clock;
    this.verified = new VerifiedTokens(clock);
    try {
      this.key = ECKey.parse(tenancy.serviceKey("token-signing", Tokens::newKey));
      this.verifier = new ECDSAVerifier(key.toPublicJWK());
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("The stored token key is not an elliptic curve key", e);
    }
  }

  private static String newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(UUID.randomUUID().toString())
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Who a token speaks for.
   *
   * @param secretVersion which of the client's secrets it was got with; 0 for a token of a user
   */
  public record Bearer(String org, String client, String user, int secretVersion) {}

  /** A token for a client that knows its secret. */
  public String issue(String clientId, String secret) {
    return issue(clients.prove(clientId, secret));
  }

  /** A token for a client whose secret the caller need not know: for the owner of the home. */
  public String issue(Stored<ApiClient> client) {
    Date now = Date.from(clock.instant());
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(ISSUER)
            .subject(client.value().technicalAccount())
            .claim("client_id", client.id().value())
            .claim("org", client.imsOrgId())
            .claim(SECRET_VERSION, client.value().secretVersion())
            .issueTime(now)
            .expirationTime(Date.from(clock.instant().plus(LIFETIME)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("Cannot sign a token", e);
    }
    return token.serialize();
  }

  /** Reads a token; anything but a valid one of ours, or of the other issuer, is refused. */
  public Bearer verify(String token) {
    return verified.get(token, this::check);
  }

  private VerifiedTokens.Verified check(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      if (other.isPresent() && other.get().isNamedIn(claims)) {
        return verified.of(other.get().verify(jwt).orElseThrow(Tokens::refused), end(claims));
      }
      boolean ours =
          JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
              && jwt.verify(verifier)
              && ISSUER.equals(claims.getIssuer())
              && claims.getAudience().contains(ISSUER)
              && isCurrent(claims);
      if (ours) {
        return verified.of(bearer(claims), end(claims));
      }
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw refused(e);
    }
    throw refused();
  }

  private static Bearer bearer(JWTClaimsSet claims) throws ParseException {
    Integer version = claims.getIntegerClaim(SECRET_VERSION);
    return new Bearer(
        claims.getStringClaim("org"),
        claims.getStringClaim("client_id"),
        claims.getSubject(),
        version == null ? 0 : version);
  }

  private static Instant end(JWTClaimsSet claims) {
    return claims.getExpirationTime().toInstant().plus(SKEW);
  }

  private boolean isCurrent(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Date end = claims.getExpirationTime();
    Date start = claims.getNotBeforeTime();
    return end != null
        && end.toInstant().plus(SKEW).isAfter(now)
        && (start == null || !start.toInstant().minus(SKEW).isAfter(now));
  }

  static TributaryException refused() {
    return refused(null);
  }

  private static TributaryException refused(@org.jspecify.annotations.Nullable Exception cause) {
    return new TributaryException(ErrorCode.TOKEN_INVALID, ErrorCode.TOKEN_INVALID.title(), cause);
  }
}
