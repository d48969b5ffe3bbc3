package io.tributary.control;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Ids and secrets that nobody can guess. */
final class RandomNames {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomNames() {}

  /** That many random bytes in capital hexadecimal digits, the form of organisations' ids. */
  static String hex(int count) {
    return HexFormat.of().withUpperCase().formatHex(bytes(count));
  }

  /** 192 bits in the form of an API client's secret. */
  static String secret() {
    return "p8e-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
