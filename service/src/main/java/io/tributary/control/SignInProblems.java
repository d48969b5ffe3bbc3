package io.tributary.control;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What somebody at a browser is told who did not come in: what, why, and what next. */
public final class SignInProblems {
  private static final int LONGEST_REASON = 300;

  private static final Map<ErrorCode, String> TEXTS =
      Map.of(
          ErrorCode.TOKEN_INVALID,
          "That link has been used already, or is too old. Ask for another one.",
          ErrorCode.SIGN_IN_NOT_OFFERED,
          "Sign-in through an issuer is not set up here. Use a sign-in link; whoever runs Tributary"
              + " can set oidc.client-id.",
          ErrorCode.SIGN_IN_NOT_BEGUN,
          "This browser did not begin that sign-in, or began it more than 10 minutes ago, or has"
              + " finished it already. Sign in again.",
          ErrorCode.SIGN_IN_REFUSED,
          "{issuer} did not sign you in, or its answer does not hold. Sign in again; if it stays so,"
              + " whoever runs Tributary finds the reason in its log.",
          ErrorCode.SIGN_IN_UNVERIFIED,
          "{issuer} says that your email address is not verified. Verify it there, then sign in"
              + " again.",
          ErrorCode.SIGN_IN_UNKNOWN,
          "{issuer} knows you, but no user here has your email address. Ask an administrator to add"
              + " it, then sign in again.",
          ErrorCode.SIGN_IN_AMBIGUOUS,
          "Your email address is known in several organisations, and {issuer} does not say which is"
              + " meant. Ask an administrator for a sign-in link.",
          ErrorCode.SIGN_IN_BUSY,
          "Too many people are signing in at this moment. Try again in a minute.",
          ErrorCode.ISSUER_AWAY,
          "{issuer} does not answer as it should. Try again in a minute, or ask an administrator for"
              + " a sign-in link.");

  private SignInProblems() {}

  /** What is told of a code by its number; nothing if it is none of these. */
  public static Optional<String> text(String number, String issuer) {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> TEXTS.containsKey(code) && code.number().equals(number))
        .map(code -> String.valueOf(TEXTS.get(code)).replace("{issuer}", issuer))
        .findFirst();
  }

  /**
   * A sign-in that failed.
   *
   * @param reason for the log; it is not shown to whoever signs in
   */
  static TributaryException of(ErrorCode code, String reason) {
    String line = reason.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    return new TributaryException(code, line.substring(0, Math.min(line.length(), LONGEST_REASON)));
  }
}
