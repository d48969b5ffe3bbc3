package io.tributary.simulator;

/**
 * What an OAuth app holds for this portal.
 *
 * @param accessToken works from the start until its lifetime is over
 * @param refreshToken does not expire
 */
public record Credentials(
    String clientId, String clientSecret, String accessToken, String refreshToken) {

  static Credentials of(long seed) {
    return new Credentials(
        Hash.uuid(seed, 11),
        Hash.uuid(seed, 12),
        accessToken(seed, 0),
        "na1-" + Hash.uuid(seed, 13).substring(0, 4) + "-" + Hash.uuid(seed, 14));
  }

  /** The n-th access token that the portal issues. */
  static String accessToken(long seed, long number) {
    StringBuilder token = new StringBuilder("CN");
    for (int i = 0; i < 12; i++) {
      token.append(Long.toString(Hash.of(Hash.of(seed, 1_000 + number), i) >>> 1, 36));
    }
    return token.toString();
  }

  /** Secrets do not belong in logs. */
  @Override
  public String toString() {
    return "Credentials[clientId=" + clientId + ", ***]";
  }
}
