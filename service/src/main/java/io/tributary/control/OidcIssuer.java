package io.tributary.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tributary.model.Organisation;
import io.tributary.store.Tenancy;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer beside the built-in one, whose tokens speak for users. The operator
 * names it; a token only says that it comes from there, and which of its keys is meant.
 */
public final class OidcIssuer {
  private final Settings settings;
  private final Tenancy tenancy;
  private final Clock clock;
  private final IssuerPages pages;
  private final IssuerKeys keys;
  private final IssuerTokens tokens;

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
    this.clock = clock;
    this.pages = new IssuerPages(settings.issuer());
    this.keys = new IssuerKeys(settings.issuer(), pages, clock);
    this.tokens =
        tokens(settings.audience(), Set.of(settings.organisationClaim(), settings.userClaim()));
  }

  /** Its tokens that are meant for an audience and have those claims. */
  IssuerTokens tokens(String audience, Set<String> claims) {
    return new IssuerTokens(keys, settings.issuer(), audience, claims, clock);
  }

  Settings settings() {
    return settings;
  }

  IssuerPages pages() {
    return pages;
  }

  /** Whether a token says that it comes from there. */
  boolean isNamedIn(JWTClaimsSet claims) {
    return settings.issuer().equals(claims.getIssuer());
  }

  /** Whom the token speaks for; nothing if it is not one of theirs, or of nobody that is known. */
  Optional<Tokens.Bearer> verify(SignedJWT token) throws ParseException, JOSEException {
    try {
      JWTClaimsSet claims = tokens.read(token);
      String user = claims.getStringClaim(settings.userClaim());
      String named = claims.getStringClaim(settings.organisationClaim());
      if (user == null || named == null || isUnverified(claims)) {
        return Optional.empty();
      }
      return organisations(named).stream()
          .findFirst()
          .map(org -> new Tokens.Bearer(org, client(claims), user.toLowerCase(Locale.ROOT), 0));
    } catch (BadJOSEException e) {
      return Optional.empty();
    }
  }

  /** Whether the issuer says of the address that nobody has shown it to be theirs. */
  static boolean isUnverified(JWTClaimsSet claims) {
    Object verified = claims.getClaim("email_verified");
    return verified != null && !verified.toString().equals("true");
  }

  /** The ids of the organisations that a token can mean: the one that it names, else all. */
  List<String> organisations(@Nullable String named) {
    return tenancy.organisations().stream()
        .filter(known -> named == null || known.id().equals(named) || known.tenant().equals(named))
        .map(Organisation::id)
        .toList();
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
