package io.tributary.simulator;

import java.util.Map;

/**
 * How often the simulator was called so far.
 *
 * @param total all calls, rejected ones too
 * @param byRoute by what was asked: {@code list contacts}, {@code get contacts}, {@code search
 *     contacts}, {@code read contacts} (batch), {@code create …}, {@code update …}, {@code archive
 *     …}, {@code properties …}, {@code token}, {@code introspect}, {@code account}, {@code unknown}
 * @param byStatus by the HTTP status of the answer
 */
public record Calls(long total, Map<String, Long> byRoute, Map<Integer, Long> byStatus) {
  /** Calls of one route, 0 if there was none. */
  public long of(String route) {
    return byRoute.getOrDefault(route, 0L);
  }

  /** Answers with one HTTP status, 0 if there was none. */
  public long withStatus(int status) {
    return byStatus.getOrDefault(status, 0L);
  }
}
