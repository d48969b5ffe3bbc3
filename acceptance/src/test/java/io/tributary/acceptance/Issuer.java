package io.tributary.acceptance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID Connect issuer with a page that people choose an account on. */
final class Issuer implements AutoCloseable {
  private static final String CLIENT = "tributary";
  private static final String ICON = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

  Issuer() throws IOException, JOSEException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    key = new RSAKeyGenerator(2048).keyID("first").generate();
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> answer(exchange, "application/json", Program.JSON.writeValueAsString(pages())));
    server.createContext(
        "/keys", exchange -> answer(exchange, "application/json", new JWKSet(key).toString()));
    server.createContext("/authorize", this::choose);
    server.createContext("/chosen", this::sendBack);
    server.createContext("/token", this::token);
    server.createContext("/favicon.ico", exchange -> answer(exchange, "image/svg+xml", ICON));
    server.start();
  }

  /** By a name that makes it another site than the service, to a browser. */
  String url() {
    return "http://" + host();
  }

  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  Map<String, String> settings() {
    return Map.of(
        "TRIBUTARY_OIDC_ISSUER",
        url(),
        "TRIBUTARY_OIDC_AUDIENCE",
        "unused",
        "TRIBUTARY_OIDC_CLIENT_ID",
        CLIENT);
  }

  private Map<String, String> pages() {
    return Map.of(
        "issuer", url(),
        "jwks_uri", url() + "/keys",
        "authorization_endpoint", url() + "/authorize",
        "token_endpoint", url() + "/token");
  }

  private void choose(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestURI().getRawQuery().replace("&", "&amp;");
    StringBuilder page = new StringBuilder("<!doctype html><title>Issuer</title><h1>Who?</h1>");
    for (String who : new String[] {"ann@example.com", "bob@example.com"}) {
      page.append("<p><a href='/chosen?").append(asked).append("&amp;who=").append(who);
      page.append("'>").append(who).append("</a>");
    }
    answer(exchange, "text/html", page.toString());
  }

  private void sendBack(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, asked);
    String back = asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state");
    exchange.getResponseHeaders().add("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> asked = codes.remove(String.valueOf(form(body).get("code")));
    if (asked == null) {
      exchange.sendResponseHeaders(400, -1);
      exchange.close();
      return;
    }
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .audience(CLIENT)
            .subject(asked.get("who"))
            .claim("email", asked.get("who"))
            .claim("nonce", asked.get("nonce"))
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
            .build();
    answer(exchange, "application/json", "{\"id_token\":\"" + signed(claims) + "\"}");
  }

  private String signed(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> values = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
