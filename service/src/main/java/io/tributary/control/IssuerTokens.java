package io.tributary.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;

/**
 * The tokens of an issuer that are meant for one audience: signed by a key that it publishes,
 * current, and with the claims that are needed.
 */
final class IssuerTokens {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /**
   * @param needed claims that a token must have, beside its end
   */
  IssuerTokens(IssuerKeys keys, String issuer, String audience, Set<String> needed, Clock clock) {
    Set<String> claims = new HashSet<>(needed);
    claims.add("exp");
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(new Demands(issuer, audience, claims, clock));
  }

  /** What a token's claims have to be. */
  private static final class Demands extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    Demands(String issuer, String audience, Set<String> claims, Clock clock) {
      super(audience, new JWTClaimsSet.Builder().issuer(issuer).build(), claims);
      this.clock = clock;
      setMaxClockSkew((int) Tokens.SKEW.toSeconds());
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }

  /** The claims of a token; refused if it is not one of these. */
  JWTClaimsSet read(SignedJWT token) throws BadJOSEException, JOSEException {
    return processor.process(token, null);
  }
}
