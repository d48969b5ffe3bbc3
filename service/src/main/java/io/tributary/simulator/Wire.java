package io.tributary.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The socket side: reads requests on 127.0.0.1, waits the latency, and writes answers, compressed
 * where the client takes that.
 */
final class Wire implements AutoCloseable {
  private static final int THREADS = 64;
  private static final int BODY_LIMIT = 3 * 1024 * 1024;
  private static final int URL_LIMIT = 16_000;

  static {
    // Headers and body leave in two writes; with Nagle's algorithm each answer would wait 40 ms for
    // the client's ACK.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Api api;
  private final long seed;
  private final Duration latency;
  private final AtomicLong arrivals = new AtomicLong();

  Wire(Options options, Api api) {
    this.api = api;
    this.seed = options.seed();
    this.latency = options.latency();
    this.threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1_024), Wire::thread);
    threads.allowCoreThreadTimeOut(true);
    try {
      this.server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Port " + options.port() + " cannot be opened: " + e.getMessage(), e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::exchange);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "hubspot-simulator");
    thread.setDaemon(true);
    return thread;
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      String correlationId = Hash.uuid(seed, 100_000 + arrivals.getAndIncrement());
      Request request = request(exchange, correlationId);
      Answer answer =
          request == null ? tooLong(exchange, correlationId) : api.answer(request, url());
      pause();
      exchange.getResponseHeaders().set("X-HubSpot-Correlation-Id", correlationId);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      send(exchange, answer);
    }
  }

  /** The request; null if its body or URL is too long. */
  private static @Nullable Request request(HttpExchange exchange, String correlationId)
      throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
    if (body.length > BODY_LIMIT || exchange.getRequestURI().toString().length() > URL_LIMIT) {
      return null;
    }
    String path = exchange.getRequestURI().getPath();
    return new Request(
        exchange.getRequestMethod(),
        path == null ? "/" : path,
        Request.parse(exchange.getRequestURI().getRawQuery()),
        exchange.getRequestHeaders().getFirst("Authorization"),
        new String(body, StandardCharsets.UTF_8),
        correlationId);
  }

  private static Answer tooLong(HttpExchange exchange, String correlationId) {
    boolean url = exchange.getRequestURI().toString().length() > URL_LIMIT;
    return Refusal.of(
            url ? 414 : 413, url ? "URI too long" : "request entity too large", "VALIDATION_ERROR")
        .answer(correlationId);
  }

  private void pause() {
    long millis = latency.plus(api.faults().latency()).toMillis();
    if (millis > 0) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD") || answer.body().size() == 0) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    ByteArrayOutputStream body = answer.body();
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip")) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      body = compressed(body);
    }
    exchange.sendResponseHeaders(answer.status(), body.size());
    OutputStream out = exchange.getResponseBody();
    if (api.cuts(String.valueOf(exchange.getRequestURI().getPath()), answer)) {
      out.write(body.toByteArray(), 0, body.size() / 2);
      out.flush();
      return;
    }
    body.writeTo(out);
    out.close();
  }

  private static ByteArrayOutputStream compressed(ByteArrayOutputStream body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(body.size() / 4 + 64);
    try (GZIPOutputStream out = new Fast(packed)) {
      body.writeTo(out);
    }
    return packed;
  }

  /** Gzip at its quickest: the simulator shares the machine with what it tests. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, 8_192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
