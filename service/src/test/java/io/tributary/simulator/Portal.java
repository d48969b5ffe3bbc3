package io.tributary.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A simulator with a clock that stands still until told, and an HTTP client for it. */
final class Portal implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  final Time time = new Time();
  final HubSpotSimulator simulator;
  private final HttpClient client = HttpClient.newHttpClient();
  private String token;

  Portal(Options options) {
    simulator = HubSpotSimulator.start(options.withClock(time));
    token = simulator.privateAppToken();
  }

  /** Unlimited calls, that many contacts. */
  static Portal of(int contacts) {
    return new Portal(Options.defaults().withContacts(contacts).withRateLimit(0));
  }

  Portal as(String bearer) {
    token = bearer;
    return this;
  }

  HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.url() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> send(String path) {
    return send("GET", path, "");
  }

  JsonNode get(String path) {
    return json(send("GET", path, ""));
  }

  JsonNode post(String path, String body) {
    return json(send("POST", path, body));
  }

  JsonNode search(String body) {
    return post("/crm/v3/objects/contacts/search", body);
  }

  HttpResponse<String> form(String path, Map<String, String> fields) {
    return send(
        "POST",
        path,
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }

  /** All live contacts with all their properties, read page by page. */
  List<JsonNode> everyContact() {
    String properties =
        ids(get("/crm/v3/properties/contacts"), "name").stream().collect(Collectors.joining(","));
    List<JsonNode> all = new ArrayList<>();
    String path = "/crm/v3/objects/contacts?limit=100&properties=" + properties;
    JsonNode page = get(path);
    page.path("results").forEach(all::add);
    while (page.has("paging")) {
      page = get(path + "&after=" + page.at("/paging/next/after").asText());
      page.path("results").forEach(all::add);
    }
    return all;
  }

  static List<String> ids(JsonNode page) {
    return ids(page, "id");
  }

  static List<String> ids(JsonNode page, String member) {
    List<String> ids = new ArrayList<>();
    page.path("results").forEach(r -> ids.add(r.path(member).asText()));
    return ids;
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(response.body(), e);
    }
  }

  @Override
  public void close() {
    simulator.close();
  }

  /** A clock that moves when it is told to. */
  static final class Time extends Clock {
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");

    void advance(Duration by) {
      now = now.plus(by);
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
