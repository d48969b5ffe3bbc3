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
import io.tributary.model.Organisation;
import io.tributary.store.Tenancy;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer beside the built-in one, whose tokens speak for users. The operator
 * names it; a token only says that it comes from there, and which of its keys is meant.
 */
public final class OidcIssuer {
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

  private final Settings settings;
  private final Tenancy tenancy;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /**
   * What the operator says of it.
   *
   * @param issuer its URL, letter for letter as its tokens have it
   * @param audience what its tokens must be meant for
   * @param organisationClaim the claim that has an organisation's id or tenant
   * @param userClaim the claim that has the email address of a user there
   */
  public record Settings(
      String issuer, String audience, String organisationClaim, String userClaim) {}

  public OidcIssuer(Settings settings, Tenancy tenancy, Clock clock) {
    this.settings = settings;
    this.tenancy = tenancy;
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new IssuerKeys(settings.issuer(), clock)));
    processor.setJWTClaimsSetVerifier(new Demands(settings, clock));
  }

  /** What a token's claims have to be. */
  private static final class Demands extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    Demands(Settings settings, Clock clock) {
      super(
          settings.audience(),
          new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
          Set.of("exp", settings.organisationClaim(), settings.userClaim()));
      this.clock = clock;
      setMaxClockSkew((int) Tokens.SKEW.toSeconds());
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }

  /** Whether a token says that it comes from there. */
  boolean isNamedIn(JWTClaimsSet claims) {
    return settings.issuer().equals(claims.getIssuer());
  }

  /** Whom the token speaks for; nothing if it is not one of theirs, or of nobody that is known. */
  Optional<Tokens.Bearer> verify(SignedJWT token) throws ParseException, JOSEException {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      String user = claims.getStringClaim(settings.userClaim());
      if (Boolean.FALSE.equals(claims.getClaim("email_verified"))) {
        return Optional.empty();
      }
      return organisation(claims.getStringClaim(settings.organisationClaim()))
          .map(org -> new Tokens.Bearer(org, client(claims), user.toLowerCase(Locale.ROOT), 0));
    } catch (BadJOSEException e) {
      return Optional.empty();
    }
  }

  private Optional<String> organisation(String named) {
    return tenancy.organisations().stream()
        .filter(known -> known.id().equals(named) || known.tenant().equals(named))
        .map(Organisation::id)
        .findFirst();
  }

  /** The application that the user came through, as the issuer calls it. */
  private static String client(JWTClaimsSet claims) {
    String client = text(claims, "azp");
    String other = client == null ? text(claims, "client_id") : client;
    return other == null ? "oidc" : other;
  }

  private static @Nullable String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text && !text.isBlank() ? text : null;
  }
}
