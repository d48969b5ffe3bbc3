package io.tributary.source.hubspot;

import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * How HubSpot is reached. Set by the operator, never by a caller.
 *
 * @param baseUrl HubSpot's own, or a simulator's
 * @param version of the API: {@code v3}, or a date such as {@code 2026-03}
 * @param settling how long search may lag behind a change
 */
public record Settings(URI baseUrl, String version, Duration settling, Clock clock, Pause pause) {
  /** Waiting, so that tests need not. */
  public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  public static Settings of(URI baseUrl, String version, Duration settling) {
    return new Settings(
        baseUrl, version, settling, Clock.systemUTC(), d -> Thread.sleep(d.toMillis()));
  }

  /** Waits; an interrupt ends the waiting and the reading. */
  void rest(Duration duration) {
    try {
      pause.sleep(duration);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static TributaryException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new TributaryException(
        ErrorCode.PROVIDER_UNAVAILABLE, "Reading from HubSpot was interrupted.", cause);
  }
}
