package io.tributary;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.tributary.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect issuer with its configuration and its keys, on a free port. */
public final class TestIssuer implements AutoCloseable {
  public static final String AUDIENCE = "https://tributary.example";

  private final HttpServer server;
  private final List<JWK> keys = new ArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger keyFetches = new AtomicInteger();
  private volatile boolean broken;

  private final TestLogin login;

  private TestIssuer(HttpServer server) {
    this.server = server;
    this.login = new TestLogin(this, server);
  }

  public static TestIssuer start() {
    try {
      InetAddress local = InetAddress.getLoopbackAddress();
      TestIssuer issuer = new TestIssuer(HttpServer.create(new InetSocketAddress(local, 0), 0));
      issuer.serve();
      issuer.server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    page(
        "/.well-known/openid-configuration",
        () ->
            Json.write(
                Map.of(
                    "issuer",
                    url(),
                    "jwks_uri",
                    url() + "/keys",
                    "authorization_endpoint",
                    url() + "/authorize",
                    "token_endpoint",
                    url() + "/token")));
    page(
        "/keys",
        () -> {
          keyFetches.incrementAndGet();
          return new JWKSet(List.copyOf(keys)).toString();
        });
  }

  private void page(String path, java.util.function.Supplier<String> text) {
    server.createContext(
        path,
        exchange -> {
          calls.incrementAndGet();
          byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(broken ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The settings of a service that trusts this issuer. */
  public Map<String, String> settings() {
    return Map.of("TRIBUTARY_OIDC_ISSUER", url(), "TRIBUTARY_OIDC_AUDIENCE", AUDIENCE);
  }

  /** Its pages that people sign in at. */
  public TestLogin login() {
    return login;
  }

  /** The first of its keys, which signs what it says of people. */
  RSAKey firstKey() {
    return keys.get(0).toRSAKey();
  }

  /** How often anything was asked of it. */
  public int calls() {
    return calls.get();
  }

  /** How often its keys were asked for. */
  public int keyFetches() {
    return keyFetches.get();
  }

  /** From now on it answers with errors. */
  public void breakDown() {
    broken = true;
  }

  /** A key that it publishes. */
  public RSAKey newRsaKey() {
    RSAKey key = rsaKey("rsa-" + keys.size());
    keys.add(key);
    return key;
  }

  public ECKey newEcKey() {
    try {
      ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ec-" + keys.size()).generate();
      keys.add(key);
      return key;
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key of somebody else's. */
  public static RSAKey rsaKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String signed(RSAKey key, JWTClaimsSet claims) {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key, claims);
  }

  public static String signed(JWSHeader header, RSAKey key, JWTClaimsSet claims) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String signed(ECKey key, JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
