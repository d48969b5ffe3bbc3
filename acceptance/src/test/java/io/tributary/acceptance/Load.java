package io.tributary.acceptance;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Requests that are sent over several connections, each as soon as the one before is answered. */
final class Load {
  private Load() {}

  /**
   * What came of it.
   *
   * @param cpuMicros of the server, for each request
   */
  record Result(double perSecond, double medianMillis, double p99Millis, double cpuMicros) {
    static String header() {
      return "%-58s %10s %9s %9s %12s"
          .formatted("", "requests/s", "median ms", "p99 ms", "CPU µs each");
    }

    String line(String name) {
      return String.format(
          Locale.ROOT,
          "%-58s %10.0f %9.2f %9.2f %12.0f",
          name,
          perSecond,
          medianMillis,
          p99Millis,
          cpuMicros);
    }
  }

  /** Sends them to a server; each must be answered with that status. */
  static Result send(
      ProcessHandle server,
      String url,
      int connections,
      int count,
      int status,
      IntFunction<byte[]> request)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(connections);
    Duration cpu = cpu(server);
    long start = System.nanoTime();
    try {
      List<Callable<long[]>> senders = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        senders.add(() -> sender(url, next, count, status, request));
      }
      long[] nanos = together(pool.invokeAll(senders));
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuMicros = cpu(server).minus(cpu).toNanos() / 1e3 / count;
      return new Result(
          count / seconds, nanos[count / 2] / 1e6, nanos[count - 1 - count / 100] / 1e6, cpuMicros);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Duration cpu(ProcessHandle server) {
    return server.info().totalCpuDuration().orElseThrow();
  }

  private static long[] together(List<Future<long[]>> parts)
      throws InterruptedException, ExecutionException {
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> part : parts) {
      all.add(part.get());
    }
    return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
  }

  private static long[] sender(
      String url, AtomicInteger next, int count, int status, IntFunction<byte[]> request)
      throws IOException {
    long[] nanos = new long[count];
    int sent = 0;
    try (Wire wire = new Wire(URI.create(url))) {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        byte[] bytes = request.apply(i);
        long begin = System.nanoTime();
        int answered = wire.send(bytes);
        nanos[sent++] = System.nanoTime() - begin;
        if (answered != status) {
          throw new IOException("answered " + answered + " instead of " + status);
        }
      }
    }
    return Arrays.copyOf(nanos, sent);
  }
}
