package io.tributary.control;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import io.tributary.model.User;
import io.tributary.store.SignIns;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-in at a browser through an issuer: by a code that the issuer gives to a browser that began
 * here, once and within minutes (OpenID Connect's authorization code flow, with PKCE).
 */
public final class OidcSignIn {
  /** How long somebody may take at the issuer. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
  private static final int EACH_SECOND = 20;
  private static final int AT_ONCE = 200;

  private final OidcIssuer issuer;
  private final IssuerLogin login;
  private final SignIns signIns;
  private final Sessions sessions;
  private final Users users;
  private final Clock clock;
  private final RateLimits limits;

  /**
   * What the service is to the issuer.
   *
   * @param secret empty if the issuer wants none
   */
  public record Client(String id, String secret) {
    @Override
    public String toString() {
      return "Client[" + id + ", ***]";
    }
  }

  /**
   * A sign-in that waits for its browser to come back.
   *
   * @param secret for the browser to keep
   * @param address where it goes
   */
  public record Begun(String secret, URI address) {}

  /** What a browser comes back with: what it kept, and what the issuer had it bring. */
  public record Returned(
      @Nullable String secret,
      @Nullable String state,
      @Nullable String code,
      @Nullable String issuer,
      @Nullable String error) {}

  public OidcSignIn(
      OidcIssuer issuer,
      Client client,
      SignIns signIns,
      Sessions sessions,
      Users users,
      Clock clock) {
    this.issuer = issuer;
    this.login = new IssuerLogin(issuer, client, clock);
    this.signIns = signIns;
    this.sessions = sessions;
    this.users = users;
    this.clock = clock;
    this.limits = new RateLimits(EACH_SECOND, AT_ONCE, clock);
  }

  /** The issuer as people are told of it. */
  public String host() {
    return URI.create(issuer.settings().issuer()).getAuthority();
  }

  /** Begins a sign-in that comes back to that address. */
  public Begun begin(String redirectUri) {
    return logged(
        () -> {
          if (!limits.take("").isZero()) {
            throw SignInProblems.of(ErrorCode.SIGN_IN_BUSY, "more begin than may");
          }
          signIns.forgetExpired(clock.instant());
          String secret = signIns.newAttempt(clock.instant().plus(LIFETIME));
          return new Begun(secret, login.address(new SignInAttempt(secret), redirectUri));
        });
  }

  /** The session of whoever comes back. */
  public String finish(Returned returned, String redirectUri) {
    return logged(
        () -> {
          SignInAttempt attempt = taken(returned.secret(), returned.state());
          String code = returned.code();
          String from = returned.issuer();
          if (code == null || (from != null && !from.equals(issuer.settings().issuer()))) {
            throw SignInProblems.of(
                ErrorCode.SIGN_IN_REFUSED, "the issuer gave no code: " + returned.error());
          }
          return sessions.begin(user(login.claims(attempt, code, redirectUri)));
        });
  }

  /** The attempt that this browser has begun; nobody can finish it any more. */
  private SignInAttempt taken(@Nullable String secret, @Nullable String state) {
    if (secret != null && state != null) {
      SignInAttempt attempt = new SignInAttempt(secret);
      if (attempt.hasState(state) && signIns.takeAttempt(secret, clock.instant())) {
        return attempt;
      }
    }
    throw SignInProblems.of(ErrorCode.SIGN_IN_NOT_BEGUN, "the state is not one that waits");
  }

  private SignIns.SignIn user(JWTClaimsSet claims) {
    if (OidcIssuer.isUnverified(claims)) {
      throw SignInProblems.of(ErrorCode.SIGN_IN_UNVERIFIED, "the address is not verified");
    }
    List<SignIns.SignIn> known = new ArrayList<>();
    try {
      String email = claims.getStringClaim(issuer.settings().userClaim());
      String named = claims.getStringClaim(issuer.settings().organisationClaim());
      for (String org : issuer.organisations(named)) {
        Optional<User> user = email == null ? Optional.empty() : users.find(org, email);
        user.ifPresent(found -> known.add(new SignIns.SignIn(org, found.email())));
      }
    } catch (ParseException e) {
      throw SignInProblems.of(ErrorCode.SIGN_IN_REFUSED, "a claim is no text");
    }
    if (known.size() != 1) {
      throw SignInProblems.of(
          known.isEmpty() ? ErrorCode.SIGN_IN_UNKNOWN : ErrorCode.SIGN_IN_AMBIGUOUS,
          "organisations with that user: " + known.size());
    }
    return known.get(0);
  }

  private <T> T logged(java.util.function.Supplier<T> step) {
    try {
      return step.get();
    } catch (TributaryException e) {
      LOG.info("a sign-in through {} failed: {}: {}", host(), e.code().title(), e.text());
      throw e;
    }
  }
}
