package io.tributary.source.hubspot;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import io.tributary.model.TributaryException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An answer of HubSpot that is not the one asked for, or none at all. Every field of its body is
 * optional, and there may be no body.
 *
 * @param status of HTTP; 0 when there was no answer
 * @param said what went wrong, in HubSpot's own words where it has any
 */
record Refusal(int status, String said, JsonNode body, @Nullable Duration retryAfter) {
  /** No whole answer came: another try may bring one. */
  static final int NONE = 0;

  /** An answer came that is larger than any page of records. */
  static final int TOO_LARGE = 1;

  private static final Set<Integer> PASSING =
      Set.of(NONE, TOO_LARGE, 408, 423, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530);
  private static final Set<Integer> HEAVY = Set.of(TOO_LARGE, 502, 504, 524);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final int LONGEST_MESSAGE = 1_000;

  static Refusal of(Wire.Reply<?> reply, Instant now) {
    JsonNode body;
    try {
      body = Json.mapper().readTree(reply.refusal());
    } catch (JsonProcessingException e) {
      body = Json.object();
    }
    Duration wait =
        reply.headers().firstValue("Retry-After").map(value -> parsed(value, now)).orElse(null);
    return new Refusal(
        reply.status(), "HubSpot answered " + reply.status() + words(body), body, wait);
  }

  static Refusal of(IOException failure, URI baseUrl) {
    String at = "HubSpot at " + baseUrl;
    if (failure instanceof CountingStream.TooLarge) {
      return new Refusal(TOO_LARGE, at + " sent " + failure.getMessage(), Json.object(), null);
    }
    return new Refusal(
        NONE, at + trouble(failure) + ". Check the network and try again.", Json.object(), null);
  }

  /** Jackson's own words quote the answer, which may hold what nobody should read. */
  private static String trouble(IOException failure) {
    if (failure instanceof JsonProcessingException json) {
      JsonLocation at = json.getLocation();
      return " answered with something that is not JSON"
          + (at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }
    String why = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (failure instanceof RecordParser.Malformed) {
      return " answered with something that is not of its API: " + why;
    }
    boolean refused = failure instanceof ConnectException && failure.getMessage() == null;
    return " does not answer: " + (refused ? "the connection was refused" : why);
  }

  private static @Nullable Duration parsed(String value, Instant now) {
    if (value.matches("\\d{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isBefore(now) ? Duration.ZERO : Duration.between(now, at);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The message and what is listed beside it; a web page says nothing to anybody. */
  private static String words(JsonNode body) {
    String message = body.path("message").asText(body.path("error_description").asText(""));
    List<String> all = new ArrayList<>();
    all.add(message.isEmpty() ? "no explanation" : message);
    for (JsonNode error : body.path("errors")) {
      String more = error.isTextual() ? error.asText() : error.path("message").asText("");
      if (!more.isEmpty() && !all.contains(more)) {
        all.add(more);
      }
    }
    String text = String.join(" ", all).replaceAll("\\s+", " ").strip();
    return ": " + text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
  }

  /** Whether signing in anew may help. */
  boolean isExpired() {
    return status == 401;
  }

  /** Whether a smaller page may help. */
  boolean isHeavy() {
    return HEAVY.contains(status);
  }

  /** Whether it concerns all calls of the account and not this one alone. */
  boolean isLimit() {
    return status == 429 || status == 423;
  }

  /** Whether trying again may help. A spent daily quota comes back only tomorrow. */
  boolean mayPass() {
    return PASSING.contains(status) && !isDaily();
  }

  private boolean isDaily() {
    boolean named = body.has("policyName");
    return status == 429
        && (policy().equals("DAILY")
            || (!named && said.toLowerCase(Locale.ROOT).contains("daily limit")));
  }

  private String policy() {
    return body.path("policyName").asText("");
  }

  Duration wait(int tried) {
    if (retryAfter != null) {
      return retryAfter.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : retryAfter;
    }
    return switch (policy()) {
      case "SECONDLY" -> Duration.ofMillis(1_050);
      case "TEN_SECONDLY_ROLLING" -> Duration.ofSeconds(3);
      default -> pause(tried);
    };
  }

  /** Longer each time, and never the same for all. */
  private static Duration pause(int tried) {
    long most = Math.min(30_000, 500L << tried);
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }

  /** The failure in HubSpot's own words, with what to do about it. */
  TributaryException exception(Account account) {
    String text = account.redacted(said);
    String advice = advice();
    String end = text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? "" : ".";
    return new TributaryException(
        code(),
        text + end + advice,
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
      case NONE, 423, 429, 477, 502, 503 -> ErrorCode.PROVIDER_UNAVAILABLE;
      case 408, 504, 524 -> ErrorCode.PROVIDER_TIMEOUT;
      default ->
          status >= 500 || status == TOO_LARGE
              ? ErrorCode.PROVIDER_FAILED
              : ErrorCode.PROVIDER_REFUSED;
    };
  }

  private String advice() {
    if (status == 401 || body.has("error")) {
      return " Check clientId, clientSecret, accessToken and refreshToken: they must belong to the"
          + " same app, and the app must still be installed in the account.";
    }
    if (isDaily()) {
      return " The daily quota is spent; it returns at midnight of the account's time zone.";
    }
    return switch (status) {
      case 301, 302, 303, 307, 308 -> " Redirects are not followed: check HubSpot's address.";
      case 403 -> " Grant the app " + scopes() + " and connect again.";
      case 404 -> " The account does not have this object, or the API version is not served.";
      case 477 -> " The account is being moved to another data centre; try again later.";
      default -> "";
    };
  }

  /** The scopes for reading; HubSpot lists every scope that touches the object at all. */
  private String scopes() {
    List<String> scopes = new ArrayList<>();
    JsonNode context = body.path("errors").path(0).path("context");
    for (String kind : List.of("requiredGranularScopes", "requiredScopes")) {
      for (JsonNode scope : context.path(kind)) {
        if (scope.asText().endsWith(".read")) {
          scopes.add(scope.asText());
        }
      }
    }
    return scopes.isEmpty()
        ? "the scopes that the object needs"
        : "the scope of the object among " + String.join(", ", scopes);
  }
}
