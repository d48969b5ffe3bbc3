package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody comes in without a valid token, key, organisation and sandbox. */
final class AccessTest {
  @TempDir static Path home;
  private static TestService service;
  private static TestClient api;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
    api = service.client();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static void refused(TestClient client, int status, String code) {
    Answer answer = client.get(FLOW + "/connections");
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.headers()).containsKey("x-request-id");
  }

  private static void refusedToken(String token) {
    refused(api.with("Authorization", "Bearer " + token), 401, "401013");
  }

  @Test
  void anUnknownApiKeyOrOneOfAnotherOrganisationIsRefused() {
    refused(api.with("x-api-key", "unknown"), 403, "403003");
    refused(api.with("x-api-key", service.stranger().header("x-api-key")), 403, "403003");
  }

  @Test
  void aTokenIsNoGoodForAnotherOrganisation() {
    TestClient stranger = service.stranger();
    String org = api.header("x-gw-ims-org-id");
    refused(api.with("x-gw-ims-org-id", "unknown@AdobeOrg"), 403, "403025");
    refused(stranger.with("x-gw-ims-org-id", org), 403, "403025");
    refused(
        stranger.with("x-gw-ims-org-id", org).with("x-api-key", api.header("x-api-key")),
        403,
        "403003");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "a.b", "....", "null"})
  void aMalformedTokenIsRefused(String token) {
    refusedToken(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic abc", "Bearer", "Token x"})
  void anotherSchemeIsRefused(String authorization) {
    refused(api.with("Authorization", authorization), 401, "401013");
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder(valid())
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(3_600)));
  }

  private static JWTClaimsSet valid() {
    try {
      return SignedJWT.parse(api.header("Authorization").substring(7)).getJWTClaimsSet();
    } catch (java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims)
      throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
    token.sign(signer);
    return token.serialize();
  }

  private static ECKey key() throws Exception {
    return ECKey.parse(service.signingKey());
  }

  @Test
  void aTokenSignedWithTheKeyOfTheServiceIsGood() throws Exception {
    String token = signed(JWSAlgorithm.ES256, new ECDSASigner(key()), claims().build());
    assertThat(api.with("Authorization", "bearer " + token).get(FLOW + "/flows").status())
        .isEqualTo(200);
  }

  @Test
  void aTokenThatIsNotSignedIsRefused() {
    refusedToken(new PlainJWT(claims().build()).serialize());
    String[] parts = api.header("Authorization").substring(7).split("\\.", -1);
    refusedToken(parts[0] + "." + parts[1] + ".");
    refusedToken(parts[0] + "." + parts[1] + "." + parts[2].substring(4) + "AAAA");
  }

  @Test
  void aTokenSignedWithThePublicKeyAsASharedSecretIsRefused() throws Exception {
    byte[] secret = key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    refusedToken(signed(JWSAlgorithm.HS256, new MACSigner(secret), claims().build()));
    byte[] encoded = key().toPublicKey().getEncoded();
    refusedToken(signed(JWSAlgorithm.HS256, new MACSigner(encoded), claims().build()));
  }

  @Test
  void aTokenSignedWithAnotherKeyIsRefused() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID(key().getKeyID()).generate();
    refusedToken(signed(JWSAlgorithm.ES256, new ECDSASigner(other), claims().build()));
  }

  @Test
  void anExpiredOrEndlessTokenIsRefused() throws Exception {
    ECDSASigner signer = new ECDSASigner(key());
    Date past = Date.from(Instant.now().minusSeconds(600));
    refusedToken(signed(JWSAlgorithm.ES256, signer, claims().expirationTime(past).build()));
    refusedToken(signed(JWSAlgorithm.ES256, signer, claims().expirationTime(null).build()));
  }

  @Test
  void aTokenForAnotherAudienceOrOfAnotherIssuerIsRefused() throws Exception {
    ECDSASigner signer = new ECDSASigner(key());
    refusedToken(signed(JWSAlgorithm.ES256, signer, claims().audience("other").build()));
    refusedToken(signed(JWSAlgorithm.ES256, signer, claims().issuer("other").build()));
  }

  @Test
  void aClientThatKnowsItsSecretGetsATokenAndAnotherDoesNot() {
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    TestClient nobody = api.without("Authorization");
    Answer issued =
        must(201, api.post("/tributary/apiClients", json("{'name':'A','roles':['view']}")));
    String credentials =
        "client_id=" + issued.at("/clientId") + "&client_secret=" + issued.at("/clientSecret");
    String good = "grant_type=client_credentials&" + credentials;
    Answer token = nobody.send("POST", "/ims/token/v3", good, form);
    assertThat(token.status()).isEqualTo(200);
    assertThat(token.at("/token_type")).isEqualTo("bearer");
    assertThat(token.body().path("expires_in").asLong()).isPositive();
    assertThat(
            api.with("Authorization", "Bearer " + token.at("/access_token"))
                .get(FLOW + "/flows")
                .status())
        .isEqualTo(200);
    for (String bad :
        new String[] {
          good + "x", good.replace("client_id=", "client_id=x"), "grant_type=client_credentials"
        }) {
      assertThat(nobody.send("POST", "/ims/token/v3", bad, form).status()).isEqualTo(401);
    }
    String password = good.replace("client_credentials", "password");
    assertThat(nobody.send("POST", "/ims/token/v3", password, form).status()).isEqualTo(400);
  }

  @Test
  void healthAndVersionNeedNoToken() {
    TestClient nobody = api.bare();
    assertThat(nobody.get("/health/live").status()).isEqualTo(200);
    assertThat(nobody.get("/health/ready").at("/status")).isEqualTo("up");
    assertThat(nobody.get("/version").status()).isEqualTo(200);
  }

  @Test
  void aGivenRequestIdComesBackUnlessItCouldDoHarm() {
    assertThat(api.with("x-request-id", "abc-1").get(FLOW + "/flows").headers())
        .containsEntry("x-request-id", "abc-1");
    assertThat(api.with("x-request-id", "<script>").get(FLOW + "/flows").headers())
        .doesNotContainEntry("x-request-id", "<script>")
        .containsEntry("x-content-type-options", "nosniff");
  }
}
