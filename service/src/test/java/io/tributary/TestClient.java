package io.tributary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Calls a service with the same headers each time, and remembers everything that it heard. */
public final class TestClient {
  public static final String FLOW = "/data/foundation/flowservice";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;
  private final Map<String, String> headers;
  private final Collection<String> heard = new ConcurrentLinkedQueue<>();

  TestClient(String url, Map<String, String> headers) {
    this.url = url;
    this.headers = new TreeMap<>(headers);
  }

  /** What came back. */
  public record Answer(int status, Map<String, String> headers, String text) {
    public JsonNode body() {
      try {
        return Json.mapper().readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(text, e);
      }
    }

    /** A header, empty where it is absent. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    public String at(String pointer) {
      return body().at(pointer).asText();
    }

    /** The code of a problem document, {@code FLOW-1439-404}, or of a gateway error. */
    public String code() {
      return body().has("error_code")
          ? at("/error_code")
          : at("/type").replaceFirst("^https?://ns.adobe.com/aep/errors/", "");
    }

    public String id() {
      return at("/id");
    }

    public String etag() {
      return at("/etag");
    }
  }

  public TestClient with(String header, String value) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.put(header, value);
    return new TestClient(url, changed);
  }

  public TestClient without(String header) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.remove(header);
    return new TestClient(url, changed);
  }

  /** All bodies and headers of the answers so far. */
  public Collection<String> heard() {
    return heard;
  }

  public String url() {
    return url;
  }

  /** What is sent as that header; empty for nothing. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The same service called without any header. */
  public TestClient bare() {
    return new TestClient(url, Map.of());
  }

  public Answer get(String path) {
    return send("GET", path, null, Map.of());
  }

  public Answer post(String path, JsonNode body) {
    return send("POST", path, Json.write(body), Map.of("Content-Type", "application/json"));
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, Map.of());
  }

  public Answer patch(String path, String ifMatch, String operations) {
    return send(
        "PATCH", path, operations, Map.of("Content-Type", "application/json", "If-Match", ifMatch));
  }

  public Answer send(
      String method,
      String path,
      @org.jspecify.annotations.Nullable String body,
      Map<String, String> more) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    headers.forEach(request::setHeader);
    more.forEach(request::setHeader);
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response.headers().map().forEach((name, values) -> received.put(name, values.get(0)));
      heard.add(received + "\n" + response.body());
      Answer answer = new Answer(response.statusCode(), received, response.body());
      PublishedContract.judge(method, path, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Reads JSON in which single quotes stand for double ones. */
  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
