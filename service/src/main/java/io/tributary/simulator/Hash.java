package io.tributary.simulator;

/** Randomness without state: the same key and salt give the same 64 bits, on every machine. */
final class Hash {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hash() {}

  /** Spreads the bits of a number over all 64 (the finaliser of SplitMix64). */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static long of(long key, long salt) {
    return mix(key + (salt + 1) * GOLDEN);
  }

  static long of(long key, String salt) {
    return of(key, salt.hashCode());
  }

  /** A number in {@code [0, bound)}. */
  static int below(long hash, int bound) {
    return (int) Math.floorMod(hash, (long) bound);
  }

  /** Text in the shape of a UUID. */
  static String uuid(long key, long salt) {
    return new java.util.UUID(
            (of(key, salt) & 0xFFFFFFFFFFFF0FFFL) | 0x4000L,
            (of(key, ~salt) & 0x3FFFFFFFFFFFFFFFL) | Long.MIN_VALUE)
        .toString();
  }
}
