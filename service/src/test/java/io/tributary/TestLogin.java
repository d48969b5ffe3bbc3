package io.tributary;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.model.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The pages of an issuer that people sign in at: whoever comes is let through at once, and the code
 * that they get is exchanged once, by the client that asked, with the verifier of its challenge.
 */
public final class TestLogin {
  /** As it has to be written otherwise in a form, before it goes into a header. */
  public static final String CLIENT = "tributary at=home";

  public static final String SECRET = "s+cret:&ä";

  private final TestIssuer issuer;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private volatile UnaryOperator<JWTClaimsSet.Builder> says = claims -> claims;
  private volatile String redirectUri = "";
  private volatile @Nullable RSAKey key;
  private volatile int tokenStatus = 200;

  TestLogin(TestIssuer issuer, HttpServer server) {
    this.issuer = issuer;
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
  }

  /** The settings of a service through which people sign in here. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(issuer.settings());
    settings.put("TRIBUTARY_OIDC_CLIENT_ID", CLIENT);
    settings.put("TRIBUTARY_OIDC_CLIENT_SECRET", SECRET);
    return settings;
  }

  /** Where its client may send people back to, exactly. */
  public void allow(String uri) {
    redirectUri = uri;
  }

  /** What it says of whoever signs in. */
  public void says(UnaryOperator<JWTClaimsSet.Builder> change) {
    says = change;
  }

  /** From now on it signs with another key than the first that it publishes. */
  public void signWith(RSAKey other) {
    key = other;
  }

  /** From now on the token endpoint answers with that status, whatever comes. */
  public void breakDown(int status) {
    tokenStatus = status;
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    boolean good =
        "code".equals(asked.get("response_type"))
            && CLIENT.equals(asked.get("client_id"))
            && redirectUri.equals(asked.get("redirect_uri"))
            && "openid email".equals(asked.get("scope"))
            && "S256".equals(asked.get("code_challenge_method"))
            && String.valueOf(asked.get("code_challenge")).length() == 43
            && String.valueOf(asked.get("nonce")).length() > 20
            && String.valueOf(asked.get("state")).length() > 20;
    if (!good) {
      answer(exchange, 400, "refused: " + asked);
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    String back = "?code=" + code + "&state=" + asked.get("state");
    exchange
        .getResponseHeaders()
        .add("Location", redirectUri + back + "&iss=" + TestClient.encoded(issuer.url()));
    answer(exchange, 302, "");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> sent =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> asked = codes.remove(String.valueOf(sent.get("code")));
    String pair = TestClient.encoded(CLIENT) + ":" + TestClient.encoded(SECRET);
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    if (tokenStatus != 200) {
      answer(exchange, tokenStatus, "{\"error\":\"server_error\"}");
    } else if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{\"error\":\"invalid_client\"}");
    } else if (asked == null
        || !"authorization_code".equals(sent.get("grant_type"))
        || !String.valueOf(asked.get("redirect_uri")).equals(sent.get("redirect_uri"))
        || !challenge(String.valueOf(sent.get("code_verifier")))
            .equals(asked.get("code_challenge"))) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
    } else {
      answer(exchange, 200, Json.write(Map.of("id_token", idToken(asked), "token_type", "Bearer")));
    }
  }

  private String idToken(Map<String, String> asked) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.url())
            .audience(CLIENT)
            .subject("8d2f")
            .claim("email", "Ann@example.com")
            .claim("email_verified", true)
            .claim("nonce", asked.get("nonce"))
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
    return TestIssuer.signed(key == null ? issuer.firstKey() : key, says.apply(claims).build());
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
