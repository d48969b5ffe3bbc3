package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer publishes and answers. Only addresses of its own configuration page are asked,
 * redirects are not followed, and an answer has to come whole within seconds and be small.
 */
final class IssuerPages {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 256 << 10;

  private final String issuer;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  IssuerPages(String issuer) {
    this.issuer = issuer;
  }

  /** What came back. */
  record Answer(int status, String text) {}

  /** Its configuration page. */
  JsonNode configuration() throws IOException, InterruptedException {
    String page = issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration";
    JsonNode configuration = Json.mapper().readTree(get(URI.create(page)));
    if (!configuration.path("issuer").asText().equals(issuer)) {
      throw new IOException(page + " is that of another issuer");
    }
    return configuration;
  }

  /** An address that stands there: never in the clear, if the issuer itself is not. */
  URI address(JsonNode configuration, String name) throws IOException {
    try {
      URI address = URI.create(configuration.path(name).asText());
      Set<String> allowed = issuer.startsWith("https:") ? Set.of("https") : Set.of("http", "https");
      if (address.getHost() != null && allowed.contains(String.valueOf(address.getScheme()))) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("The " + name + " of " + issuer + " is no address", e);
    }
    throw new IOException(issuer + " has no " + name + " that may be asked");
  }

  String get(URI address) throws IOException, InterruptedException {
    Answer answer = ask(HttpRequest.newBuilder(address));
    if (answer.status() != 200) {
      throw new IOException(address + " answers with " + answer.status());
    }
    return answer.text();
  }

  /** Sends a form. */
  Answer post(URI address, String form, @Nullable String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return ask(authorization == null ? request : request.header("Authorization", authorization));
  }

  private Answer ask(HttpRequest.Builder builder) throws IOException, InterruptedException {
    HttpRequest request = builder.timeout(PATIENCE).build();
    CompletableFuture<HttpResponse<byte[]>> asked =
        http.sendAsync(request, information -> new Bounded());
    try {
      HttpResponse<byte[]> response = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw new IOException(request.uri() + " does not answer in time", e);
    } catch (ExecutionException e) {
      throw new IOException(request.uri() + " cannot be asked: " + e.getCause(), e);
    } finally {
      asked.cancel(true);
    }
  }

  /** Takes a body up to the size that it may have. */
  private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (taken.size() + buffer.remaining() > MOST_BYTES) {
          body.completeExceptionally(new IOException("the answer is too large"));
          if (subscription != null) {
            subscription.cancel();
          }
          return;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        taken.writeBytes(bytes);
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(taken.toByteArray());
    }
  }
}
