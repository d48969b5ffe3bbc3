package io.tributary.source.hubspot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a source and the simulator: passes everything on, until a test wants other answers
 * than a healthy portal gives.
 */
final class Detour implements AutoCloseable {
  private final String target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Turn turn = Passage::goOn;

  /** What was asked, in order. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Decides what a request is answered. */
  interface Turn {
    Reply take(Passage passage) throws IOException, InterruptedException;
  }

  record Reply(int status, Map<String, String> headers, String body) {
    static Reply of(int status, String body) {
      return new Reply(status, Map.of(), body);
    }

    Reply with(String name, String value) {
      Map<String, String> all = new HashMap<>(headers);
      all.put(name, value);
      return new Reply(status, all, body);
    }
  }

  /** A request on its way. */
  record Passage(Detour detour, HttpExchange exchange, String body) {
    String uri() {
      return exchange.getRequestURI().toString();
    }

    boolean isList() {
      return uri().contains("/contacts?");
    }

    boolean isBatch() {
      return uri().contains("/batch/read");
    }

    boolean isSearch() {
      return uri().endsWith("/search");
    }

    Reply goOn() throws IOException, InterruptedException {
      return goOn(uri());
    }

    Reply goOn(String uri) throws IOException, InterruptedException {
      return goOn(uri, body);
    }

    /** Asks the simulator something else instead. */
    Reply goOn(String uri, String otherBody) throws IOException, InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(detour.target + uri))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(otherBody));
      for (String name : List.of("Authorization", "Content-Type")) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          request.header(name, value);
        }
      }
      HttpResponse<String> answer =
          detour.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, String> headers = new HashMap<>();
      answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
      headers.keySet().removeIf(name -> !name.matches("(?i)x-hubspot-.*|retry-after|content-type"));
      return new Reply(answer.statusCode(), headers, answer.body());
    }
  }

  Detour(String target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::exchange);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void turn(Turn other) {
    turn = other;
  }

  /** How many requests asked for something like this. */
  long askedFor(String part) {
    return asked.stream().filter(request -> request.contains(part)).count();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      Reply reply = turn.take(new Passage(this, exchange, body));
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
