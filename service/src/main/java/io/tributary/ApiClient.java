package io.tributary;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls a service over HTTP as any client would. */
final class ApiClient {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> credentials;
  private @Nullable String token;

  /**
   * @param credentials what {@code ./tributary env} prints
   */
  ApiClient(Map<String, String> credentials) {
    this.credentials = credentials;
  }

  /** Asks the token endpoint for a token and uses it from now on. */
  void signIn() {
    String form =
        "grant_type=client_credentials&client_id="
            + encoded(value("API_KEY"))
            + "&client_secret="
            + encoded(value("CLIENT_SECRET"))
            + "&scope=openid,AdobeID";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(value("TRIBUTARY_URL") + "/ims/token/v3"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    token = send(request, "/ims/token/v3").path("access_token").asText();
  }

  JsonNode get(String path) {
    return send(request(path).GET().build(), path);
  }

  JsonNode post(String path, JsonNode body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    return send(request, path);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(value("TRIBUTARY_URL") + path))
        .timeout(Duration.ofMinutes(2))
        .header("Authorization", "Bearer " + token)
        .header("x-api-key", value("API_KEY"))
        .header("x-gw-ims-org-id", value("IMS_ORG"))
        .header("x-sandbox-name", value("SANDBOX_NAME"));
  }

  private JsonNode send(HttpRequest request, String path) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            request.method()
                + " "
                + path
                + " answered "
                + response.statusCode()
                + ": "
                + response.body());
      }
      return Json.mapper().readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(
          request.method() + " " + path + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String value(String name) {
    String value = credentials.get(name);
    if (value == null) {
      throw new IllegalStateException("The credential " + name + " is missing");
    }
    return value;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
