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
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import io.tributary.store.Tenancy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;

/** Access tokens of the built-in issuer: ES256 and nothing else, signed with a key of the home. */
public final class Tokens {
  public static final Duration LIFETIME = Duration.ofSeconds(86_399);
  private static final String ISSUER = "tributary";
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final Tenancy tenancy;
  private final Clock clock;
  private final ECKey key;
  private final ECDSAVerifier verifier;

  public Tokens(Tenancy tenancy, Clock clock) {
    this.tenancy = tenancy;
    this.clock = clock;
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

  /** Who a token speaks for. */
  public record Bearer(String org, String client, String user) {}

  /** A token for a client that knows its secret. */
  public String issue(String clientId, String secret) {
    Tenancy.Client client =
        tenancy
            .client(clientId)
            .filter(known -> sameText(known.secret(), secret))
            .orElseThrow(
                () ->
                    new TributaryException(
                        ErrorCode.TOKEN_REQUEST_REFUSED,
                        "The client_id or client_secret is wrong. Print the right ones with: ./tributary env"));
    return issue(client);
  }

  /** A token for a client whose secret the caller need not know: for the owner of the home. */
  public String issue(Tenancy.Client client) {
    Date now = Date.from(clock.instant());
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(ISSUER)
            .subject(client.technicalAccount())
            .claim("client_id", client.clientId())
            .claim("org", client.org())
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

  /** Reads a token; anything but a valid one of ours is refused. */
  public Bearer verify(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      boolean ours =
          JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
              && jwt.verify(verifier)
              && ISSUER.equals(claims.getIssuer())
              && claims.getAudience().contains(ISSUER)
              && isCurrent(claims);
      if (ours) {
        return new Bearer(
            claims.getStringClaim("org"), claims.getStringClaim("client_id"), claims.getSubject());
      }
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw refused(e);
    }
    throw refused(null);
  }

  private boolean isCurrent(JWTClaimsSet claims) {
    return claims.getExpirationTime() != null
        && claims.getExpirationTime().toInstant().plus(SKEW).isAfter(clock.instant());
  }

  private static TributaryException refused(@org.jspecify.annotations.Nullable Exception cause) {
    return new TributaryException(ErrorCode.TOKEN_INVALID, ErrorCode.TOKEN_INVALID.title(), cause);
  }

  private static boolean sameText(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
