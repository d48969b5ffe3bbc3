package io.tributary.source.hubspot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer of HubSpot that is not the one asked for. Every field of its body is optional, and
 * there may be no body.
 */
record Refusal(int status, JsonNode body, @Nullable Duration retryAfter) {
  private static final Set<Integer> PASSING =
      Set.of(423, 429, 500, 502, 503, 504, 521, 522, 523, 524, 530);

  static Refusal of(int status, String text, HttpHeaders headers) {
    JsonNode body;
    try {
      body = Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      body = Json.object();
    }
    Duration wait =
        headers
            .firstValue("Retry-After")
            .filter(value -> value.matches("\\d{1,6}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(null);
    return new Refusal(status, body == null ? Json.object() : body, wait);
  }

  /** Whether signing in anew may help. */
  boolean isExpired() {
    return status == 401;
  }

  /** Whether trying again may help. A spent daily quota comes back only tomorrow. */
  boolean mayPass() {
    return PASSING.contains(status) && !policy().equals("DAILY");
  }

  private String policy() {
    return body.path("policyName").asText();
  }

  Duration wait(int tried) {
    if (retryAfter != null) {
      return retryAfter.compareTo(Duration.ofMinutes(2)) > 0 ? Duration.ofMinutes(2) : retryAfter;
    }
    return switch (policy()) {
      case "SECONDLY" -> Duration.ofMillis(1_050);
      case "TEN_SECONDLY_ROLLING" -> Duration.ofSeconds(3);
      default -> Client.pause(tried);
    };
  }

  /** The failure in HubSpot's own words, with what to do about it. */
  TributaryException exception() {
    String said =
        body.path("message").asText(body.path("error_description").asText("HTTP " + status));
    return new TributaryException(
        code(),
        "HubSpot answered " + status + ": " + said + advice(),
        Map.of(
            "upstream-status",
            Integer.toString(status),
            "correlation-id",
            body.path("correlationId").asText("")),
        null);
  }

  private ErrorCode code() {
    return switch (status) {
      case 404 -> ErrorCode.PROVIDER_NOT_FOUND;
      case 429, 423, 502, 503 -> ErrorCode.PROVIDER_UNAVAILABLE;
      case 504, 524 -> ErrorCode.PROVIDER_TIMEOUT;
      default -> status >= 500 ? ErrorCode.PROVIDER_FAILED : ErrorCode.PROVIDER_REFUSED;
    };
  }

  private String advice() {
    if (status == 401 || body.has("error")) {
      return " Check clientId, clientSecret, accessToken and refreshToken: they must belong to the same app.";
    }
    if (status == 403) {
      return " Grant the app the scopes " + scopes() + " and connect again.";
    }
    return policy().equals("DAILY")
        ? " The daily quota is spent; it returns at midnight of the account's time zone."
        : "";
  }

  private String scopes() {
    JsonNode required = body.path("errors").path(0).path("context").path("requiredScopes");
    return required.isMissingNode() ? "that the object needs" : required.toString();
  }
}
