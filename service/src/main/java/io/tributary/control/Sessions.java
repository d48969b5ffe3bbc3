package io.tributary.control;

import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import io.tributary.model.User;
import io.tributary.store.AuditLog;
import io.tributary.store.SignIns;
import java.time.Clock;
import java.time.Duration;

/**
 * People at a browser: signed in by a link that works once, or through an issuer, and known by a
 * cookie from then on.
 */
public final class Sessions {
  /** The API key of the pages that the service itself serves. */
  public static final String CLIENT = "tributary-ui";

  public static final Duration LIFETIME = Duration.ofHours(12);
  private static final Duration CODE_LIFETIME = Duration.ofMinutes(30);

  private final SignIns signIns;
  private final AuditLog log;
  private final Users users;
  private final Clock clock;

  public Sessions(SignIns signIns, AuditLog log, Users users, Clock clock) {
    this.signIns = signIns;
    this.log = log;
    this.users = users;
    this.clock = clock;
  }

  /** The path of a link that signs that user in once, within half an hour. */
  public String invite(Caller caller, String email) {
    User user = users.find(caller.org(), email).orElseThrow(() -> Rules.notFound("users", email));
    signIns.forgetExpired(clock.instant());
    SignIns.SignIn who = new SignIns.SignIn(caller.org(), user.email());
    AuditLog.Change invited = new AuditLog.Change("invite", "user", user.email(), null, null);
    String code =
        log.recording(
            caller.outsideSandboxes(),
            invited,
            () -> signIns.newCode(who, clock.instant().plus(CODE_LIFETIME)));
    return "/sign-in?code=" + code;
  }

  /** The session that a code becomes. */
  public String begin(String code) {
    return signIns
        .redeem(code, clock.instant(), clock.instant().plus(LIFETIME))
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.TOKEN_INVALID,
                    "The sign-in link was used before or has expired. Print a new one with:"
                        + " ./tributary sign-in"));
  }

  /** The session of a user whom an issuer has named. */
  String begin(SignIns.SignIn who) {
    return signIns.newSession(who, clock.instant().plus(LIFETIME));
  }

  /** Who a session speaks for. */
  public Tokens.Bearer verify(String session) {
    return signIns
        .session(session, clock.instant())
        .map(known -> new Tokens.Bearer(known.org(), CLIENT, known.account(), 0))
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.TOKEN_INVALID, "The session has ended. Sign in again."));
  }

  public void end(String session) {
    signIns.end(session);
  }
}
