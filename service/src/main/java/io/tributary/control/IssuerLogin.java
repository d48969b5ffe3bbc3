package io.tributary.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tributary.model.ErrorCode;
import io.tributary.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The service as a client of an issuer: where it sends people, and what it gets for the code that
 * they come back with. It talks to the issuer on few threads, however many people wait.
 */
final class IssuerLogin {
  private static final Duration FRESH = Duration.ofHours(1);
  private static final int CONVERSATIONS = 16;

  private final IssuerPages pages;
  private final OidcSignIn.Client client;
  private final IssuerTokens tokens;
  private final Clock clock;
  private final Semaphore conversations = new Semaphore(CONVERSATIONS);
  private volatile @Nullable Known known;

  private record Known(JsonNode configuration, Instant at) {}

  /** Something that the issuer is asked for. */
  private interface Question<T> {
    T answer() throws IOException, InterruptedException;
  }

  IssuerLogin(OidcIssuer issuer, OidcSignIn.Client client, Clock clock) {
    this.pages = issuer.pages();
    this.client = client;
    this.clock = clock;
    this.tokens =
        issuer.tokens(client.id(), Set.of("sub", "iat", "nonce", issuer.settings().userClaim()));
  }

  /** Where somebody signs in. */
  URI address(SignInAttempt attempt, String redirectUri) {
    return talk(
        () -> {
          String endpoint =
              pages.address(configuration(), "authorization_endpoint").toASCIIString();
          String asked =
              form(
                  Map.of(
                      "response_type",
                      "code",
                      "scope",
                      "openid email",
                      "client_id",
                      client.id(),
                      "redirect_uri",
                      redirectUri,
                      "state",
                      attempt.state(),
                      "nonce",
                      attempt.nonce(),
                      "code_challenge",
                      attempt.challenge(),
                      "code_challenge_method",
                      "S256"));
          return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + asked);
        });
  }

  /** What the issuer says of whoever brought the code. */
  JWTClaimsSet claims(SignInAttempt attempt, String code, String redirectUri) {
    IssuerPages.Answer answer = talk(() -> exchanged(attempt, code, redirectUri));
    JsonNode body = read(answer.text());
    if (answer.status() >= 400 && answer.status() < 500 && answer.status() != 429) {
      throw SignInProblems.of(
          ErrorCode.SIGN_IN_REFUSED, "the code is refused: " + body.path("error").asText());
    }
    if (answer.status() != 200) {
      throw SignInProblems.of(
          ErrorCode.ISSUER_AWAY, "the token endpoint answers with " + answer.status());
    }
    return checked(body.path("id_token").asText(), attempt);
  }

  private JWTClaimsSet checked(String token, SignInAttempt attempt) {
    try {
      JWTClaimsSet claims = tokens.read(SignedJWT.parse(token));
      Object party = claims.getClaim("azp");
      boolean ours = party == null ? claims.getAudience().size() == 1 : client.id().equals(party);
      if (ours && attempt.nonce().equals(claims.getClaim("nonce"))) {
        return claims;
      }
      throw SignInProblems.of(
          ErrorCode.SIGN_IN_REFUSED, "the ID token is not the one that was asked for");
    } catch (ParseException | BadJOSEException e) {
      throw SignInProblems.of(
          ErrorCode.SIGN_IN_REFUSED, "the ID token does not hold: " + e.getMessage());
    } catch (JOSEException e) {
      throw SignInProblems.of(ErrorCode.ISSUER_AWAY, String.valueOf(e.getMessage()));
    }
  }

  private IssuerPages.Answer exchanged(SignInAttempt attempt, String code, String redirectUri)
      throws IOException, InterruptedException {
    JsonNode configuration = configuration();
    Map<String, String> form = new java.util.TreeMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirectUri);
    form.put("code_verifier", attempt.verifier());
    boolean basic = !client.secret().isEmpty() && takesBasic(configuration);
    if (!basic) {
      form.put("client_id", client.id());
      if (!client.secret().isEmpty()) {
        form.put("client_secret", client.secret());
      }
    }
    return pages.post(
        pages.address(configuration, "token_endpoint"), form(form), basic ? basic() : null);
  }

  /** The default, unless the issuer lists others without it. */
  private static boolean takesBasic(JsonNode configuration) {
    JsonNode methods = configuration.path("token_endpoint_auth_methods_supported");
    List<String> listed = methods.valueStream().map(JsonNode::asText).toList();
    return listed.isEmpty() || listed.contains("client_secret_basic");
  }

  private String basic() {
    String pair = encoded(client.id()) + ":" + encoded(client.secret());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
  }

  private JsonNode configuration() throws IOException, InterruptedException {
    Instant now = clock.instant();
    Known last = known;
    if (last == null || !now.isBefore(last.at().plus(FRESH))) {
      last = new Known(pages.configuration(), now);
      known = last;
    }
    return last.configuration();
  }

  private <T> T talk(Question<T> question) {
    if (!conversations.tryAcquire()) {
      throw SignInProblems.of(ErrorCode.SIGN_IN_BUSY, "the issuer is asked by many already");
    }
    try {
      return question.answer();
    } catch (IOException e) {
      throw SignInProblems.of(ErrorCode.ISSUER_AWAY, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SignInProblems.of(ErrorCode.ISSUER_AWAY, "the service is about to stop");
    } finally {
      conversations.release();
    }
  }

  private static JsonNode read(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      return Json.object();
    }
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
