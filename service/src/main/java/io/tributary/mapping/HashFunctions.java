package io.tributary.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/** Digests as lower-case hexadecimal. */
final class HashFunctions {
  static final Set<String> NAMES = Set.of("md5", "sha1", "sha256", "sha512", "crc32");

  private HashFunctions() {}

  static void addTo(Library.Group group) {
    group
        .add("md5", 1, 2, args -> digest("MD5", args))
        .add("sha1", 1, 2, args -> digest("SHA-1", args))
        .add("sha256", 1, 2, args -> digest("SHA-256", args))
        .add("sha512", 1, 2, args -> digest("SHA-512", args))
        .add("crc32", 1, 2, HashFunctions::crc32);
  }

  private static String digest(String algorithm, Args args) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes(args));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no " + algorithm, e);
    }
  }

  /** Least significant byte first: the published sample is so, and users compare with it. */
  private static String crc32(Args args) {
    CRC32 crc = new CRC32();
    crc.update(bytes(args));
    return HexFormat.of().toHexDigits(Integer.reverseBytes((int) crc.getValue()));
  }

  private static byte[] bytes(Args args) {
    return args.text(0).getBytes(charset(args));
  }

  private static Charset charset(Args args) {
    return switch (args.text(1, "UTF-8").toUpperCase(Locale.ROOT)) {
      case "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
      case "UTF-16", "UTF16" -> StandardCharsets.UTF_16;
      case "ISO-8859-1" -> StandardCharsets.ISO_8859_1;
      case "US-ASCII" -> StandardCharsets.US_ASCII;
      default -> throw args.wrong(1, "UTF-8, UTF-16, ISO-8859-1 or US-ASCII");
    };
  }
}
