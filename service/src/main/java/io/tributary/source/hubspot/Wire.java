package io.tributary.source.hubspot;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Redirects are not followed, an answer has a bounded size and must be
 * complete in time.
 */
final class Wire {
  /** Thirty times what a page of the widest known contacts takes. */
  private static final long LARGEST_BODY = 64L << 20;

  private static final int LARGEST_REFUSAL = 1 << 16;

  private final HttpClient http;
  private final Duration timeout;

  /** Reads an answer's body; {@code bytes} is what has come over the wire so far. */
  interface Reader<T> {
    T read(InputStream body, LongSupplier bytes) throws IOException;
  }

  /**
   * @param value what was read from a good answer; null otherwise
   * @param refusal the body of any other answer
   */
  record Reply<T>(int status, HttpHeaders headers, @Nullable T value, String refusal) {}

  Wire(boolean encrypted, Duration timeout) {
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(encrypted ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .build();
  }

  <T> Reply<T> send(HttpRequest.Builder request, Reader<T> reader) throws IOException {
    HttpResponse<InputStream> response;
    try {
      response =
          http.send(
              request
                  .timeout(timeout)
                  .header("Accept", "application/json")
                  .header("Accept-Encoding", "gzip")
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      throw Settings.interrupted(e);
    }
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Reply<>(status, response.headers(), read(response, reader), "");
    }
    return new Reply<>(status, response.headers(), null, read(response, Wire::text));
  }

  private static String text(InputStream body, LongSupplier bytes) throws IOException {
    return new String(body.readNBytes(LARGEST_REFUSAL), StandardCharsets.UTF_8);
  }

  /** The request's own timeout ends with the answer's head; a body that stalls is cut off here. */
  private <T> T read(HttpResponse<InputStream> response, Reader<T> reader) throws IOException {
    InputStream body = response.body();
    CompletableFuture<Void> whole =
        new CompletableFuture<Void>().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> unused = whole.whenComplete((done, late) -> close(body));
    CountingStream counted = new CountingStream(body, LARGEST_BODY);
    boolean gzip = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
    try (InputStream plain = gzip ? new GZIPInputStream(counted, 1 << 14) : counted) {
      return reader.read(new CountingStream(plain, LARGEST_BODY), counted::count);
    } catch (IOException e) {
      throw whole.isDone() ? new IOException("its answer stalled for " + timeout, e) : e;
    } finally {
      whole.complete(null);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // It was read or given up already; there is nothing left to free.
    }
  }
}
