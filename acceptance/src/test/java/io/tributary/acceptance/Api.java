package io.tributary.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Calls a service as its clients do, with what {@code env} prints. */
final class Api {
  static final String FLOW = "/data/foundation/flowservice";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> credentials = new HashMap<>();

  /** Signs in to the service of a home. */
  Api(Path home) throws Exception {
    try (Program program = Program.start(Map.of(), "env", "--home", home.toString())) {
      for (String line : program.lines()) {
        String pair = line.substring("export ".length());
        int equals = pair.indexOf("=");
        credentials.put(pair.substring(0, equals), pair.substring(equals + 2, pair.length() - 1));
      }
      if (program.exitCode() != 0) {
        throw new IllegalStateException(program.errors());
      }
    }
  }

  String url() {
    return String.valueOf(credentials.get("TRIBUTARY_URL"));
  }

  /** What every request carries. */
  Map<String, String> headers() {
    return Map.of(
        "Authorization",
        "Bearer " + credentials.get("ACCESS_TOKEN"),
        "x-api-key",
        String.valueOf(credentials.get("API_KEY")),
        "x-gw-ims-org-id",
        String.valueOf(credentials.get("IMS_ORG")),
        "x-sandbox-name",
        String.valueOf(credentials.get("SANDBOX_NAME")));
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  JsonNode post(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** A JSON Patch of the version that has the etag. */
  JsonNode patch(String path, String etag, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json-patch+json")
            .header("If-Match", etag)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    headers().forEach(request::header);
    return request;
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          request.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
    return Program.JSON.readTree(response.body());
  }

  /** The newest run of a flow; missing before there is one. */
  JsonNode newestRun(String flow) throws IOException, InterruptedException {
    String filter = URLEncoder.encode("flowId==" + flow, StandardCharsets.UTF_8);
    return get(FLOW + "/runs?orderby=-createdAt&property=" + filter).at("/items/0");
  }

  /** Waits until the newest run of a flow has ended. */
  JsonNode awaitRun(String flow) throws IOException, InterruptedException {
    for (int i = 0; i < 3_000; i++) {
      JsonNode run = newestRun(flow);
      String status = run.at("/metrics/statusSummary/status").asText("scheduled");
      if (!status.equals("scheduled") && !status.equals("inProgress")) {
        return run;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("The run of " + flow + " did not end: " + newestRun(flow));
  }
}
