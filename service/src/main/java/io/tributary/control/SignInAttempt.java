package io.tributary.control;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A sign-in that has begun at an issuer. What goes to the issuer is computed from a secret that
 * only the browser keeps, so it can be brought back by that browser alone, and nothing of it is
 * stored.
 *
 * @param secret random, of 256 bits
 */
record SignInAttempt(String secret) {
  /** What the issuer gives back with its answer. */
  String state() {
    return derived("state");
  }

  /** What the issuer writes into the ID token. */
  String nonce() {
    return derived("nonce");
  }

  /** What shows to the issuer that whoever brings the code has begun (RFC 7636). */
  String verifier() {
    return derived("verifier");
  }

  /** What the issuer knows of the verifier beforehand. */
  String challenge() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return encoded(digest.digest(verifier().getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean hasState(String given) {
    return MessageDigest.isEqual(
        state().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private String derived(String use) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return encoded(mac.doFinal(use.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "SignInAttempt[***]";
  }
}
