package io.tributary.store;

import io.tributary.model.Caller;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.SourceConnection;
import io.tributary.model.SpecRef;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What every database must hold. Each test works within an organisation of its own. */
abstract class StoreContract {
  final Caller caller = caller(UUID.randomUUID() + "@AdobeOrg", "prod");
  final Time time = new Time();

  abstract Database database();

  static Caller caller(String org, String sandbox) {
    return new Caller(org, sandbox, "id-of-" + sandbox, "Ann@AdobeID", "exc_App");
  }

  static Flow flow(@Nullable String name) {
    return flow(name, "enabled", "spec-1", "source-1");
  }

  static Flow flow(@Nullable String name, String state, String spec, String source) {
    return new Flow(
        name,
        null,
        new SpecRef(spec, "1.0"),
        List.of(Id.<SourceConnection>of(source)),
        null,
        null,
        null,
        Json.object().put("partialIngestionPercent", 5),
        null,
        state,
        null,
        null,
        null,
        null,
        null);
  }

  /** Runs the same task on many threads that start together. */
  static <T> List<T> together(int threads, Callable<T> task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  /** A clock that moves when it is told to. */
  static final class Time extends Clock {
    private volatile Instant now = Instant.parse("2026-06-01T12:00:00Z");

    void advanceMillis(long millis) {
      now = now.plusMillis(millis);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
