package io.tributary.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong from now on, for tests. Counts are used up by calls to CRM and account paths;
 * token calls stay well.
 *
 * @param failures how many of the next calls fail
 * @param status the HTTP status of those failures; 429 and 401 come with HubSpot's bodies
 * @param retryAfter sent with the failures as {@code Retry-After}, if not null
 * @param latency added to each answer, beside that of the options
 * @param cuts how many of the next good answers break off in the middle of the body
 * @param indexDelay how long search does not see a change, measured by the simulator's clock
 * @param missorted whether search sorts by last-modified date only roughly
 */
public record Faults(
    int failures,
    int status,
    @Nullable Duration retryAfter,
    Duration latency,
    int cuts,
    Duration indexDelay,
    boolean missorted) {

  /** Nothing goes wrong. */
  public static Faults none() {
    return new Faults(0, 500, null, Duration.ZERO, 0, Duration.ZERO, false);
  }

  /** The next calls answer a status. */
  public Faults failing(int calls, int withStatus) {
    return new Faults(calls, withStatus, retryAfter, latency, cuts, indexDelay, missorted);
  }

  /** Failures say when to come back. */
  public Faults withRetryAfter(Duration wait) {
    return new Faults(failures, status, wait, latency, cuts, indexDelay, missorted);
  }

  /** Answers take longer. */
  public Faults withLatency(Duration extra) {
    return new Faults(failures, status, retryAfter, extra, cuts, indexDelay, missorted);
  }

  /** The next answers break off in the middle. */
  public Faults cutting(int answers) {
    return new Faults(failures, status, retryAfter, latency, answers, indexDelay, missorted);
  }

  /** Search lags behind. */
  public Faults withIndexDelay(Duration delay) {
    return new Faults(failures, status, retryAfter, latency, cuts, delay, missorted);
  }

  /** Search sorts last-modified dates only roughly. */
  public Faults withMissorting() {
    return new Faults(failures, status, retryAfter, latency, cuts, indexDelay, true);
  }
}
