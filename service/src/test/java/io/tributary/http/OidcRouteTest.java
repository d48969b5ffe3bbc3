package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.tributary.Config;
import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestClock;
import io.tributary.TestIssuer;
import io.tributary.TestService;
import io.tributary.simulator.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an OpenID Connect issuer, which is a real server here. */
final class OidcRouteTest {
  @TempDir Path home;
  private final TestClock clock = new TestClock();
  private TestIssuer issuer;
  private RSAKey key;
  private TestService service;
  private TestClient administrator;

  @BeforeEach
  void start() {
    issuer = TestIssuer.start();
    key = issuer.newRsaKey();
    Options portal = Options.defaults().withContacts(10);
    service = TestService.start(home, portal, issuer.settings(), clock);
    administrator = service.client();
    must(
        201,
        administrator.post(
            "/tributary/users", json("{'email':'ann@example.com','roles':['manage']}")));
  }

  @AfterEach
  void stop() {
    service.close();
    issuer.close();
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .audience(TestIssuer.AUDIENCE)
        .subject("8d2f")
        .claim("org", "acme")
        .claim("email", "Ann@example.com")
        .claim("azp", "their-app")
        .expirationTime(Date.from(clock.instant().plusSeconds(600)));
  }

  private TestClient bearing(String token) {
    return administrator.with("Authorization", "Bearer " + token);
  }

  private int status(JWTClaimsSet.Builder claims) {
    return bearing(TestIssuer.signed(key, claims.build())).get(FLOW + "/flows").status();
  }

  @Test
  void aUserComesInWithTheRolesKeptHereAndWhatTheyDoIsTheirs() {
    TestClient ann = bearing(TestIssuer.signed(key, claims().build()));
    must(200, ann.get(FLOW + "/flows"));
    Answer made =
        must(
            201,
            ann.post(FLOW + "/connections", Contacts.account(service.simulator().credentials())));
    Answer shown = must(200, ann.get(FLOW + "/connections/" + made.id()));
    assertThat(shown.at("/items/0/createdBy")).isEqualTo("ann@example.com");
    assertThat(shown.at("/items/0/createdClient")).isEqualTo("their-app");
    assertThat(ann.get("/tributary/users").code()).isEqualTo("FLOW-2121-403");
    must(204, administrator.delete("/tributary/users/ann@example.com"));
    assertThat(ann.get(FLOW + "/flows").code()).isEqualTo("401013");
  }

  @Test
  void eachOfTheIssuersKeysCountsAndAnOrganisationIsNamedByIdOrTenant() {
    String org = administrator.header("x-gw-ims-org-id");
    String token = TestIssuer.signed(issuer.newEcKey(), claims().claim("org", org).build());
    must(200, bearing(token).get(FLOW + "/flows"));
    assertThat(status(claims())).isEqualTo(200);
  }

  @Test
  void aTokenIsOnlyGoodForItsOwnOrganisation() {
    TestClient stranger = service.stranger();
    must(
        201,
        stranger.post(
            "/tributary/users", json("{'email':'ann@example.com','roles':['administrator']}")));
    String token = TestIssuer.signed(key, claims().build());
    TestClient there = stranger.with("Authorization", "Bearer " + token);
    assertThat(there.get(FLOW + "/flows").code()).isEqualTo("403003");
    assertThat(
            there.with("x-api-key", administrator.header("x-api-key")).get(FLOW + "/flows").code())
        .isEqualTo("403025");
    assertThat(bearing(token).get("/tributary/users").code()).isEqualTo("FLOW-2121-403");
  }

  @Test
  void claimsThatAreMissingOrOfOthersAreRefused() {
    Date past = Date.from(clock.instant().minusSeconds(61));
    assertThat(status(claims())).isEqualTo(200);
    assertThat(status(claims().claim("email", "bob@example.com"))).isEqualTo(401);
    assertThat(status(claims().claim("email", null))).isEqualTo(401);
    assertThat(status(claims().claim("email", 7))).isEqualTo(401);
    assertThat(status(claims().claim("email_verified", false))).isEqualTo(401);
    assertThat(status(claims().claim("org", "nobody"))).isEqualTo(401);
    assertThat(status(claims().claim("org", null))).isEqualTo(401);
    assertThat(status(claims().audience("another"))).isEqualTo(401);
    assertThat(status(claims().audience((String) null))).isEqualTo(401);
    assertThat(status(claims().issuer(issuer.url() + "/"))).isEqualTo(401);
    assertThat(status(claims().issuer("tributary").audience("tributary"))).isEqualTo(401);
    assertThat(status(claims().expirationTime(past))).isEqualTo(401);
    assertThat(status(claims().expirationTime(null))).isEqualTo(401);
    assertThat(status(claims().notBeforeTime(Date.from(clock.instant().plusSeconds(61)))))
        .isEqualTo(401);
  }

  @Test
  void nobodySpeaksForAnApiClientThroughTheIssuer() {
    String client = administrator.header("x-api-key");
    String account =
        administrator.get("/tributary/apiClients/" + client).at("/items/0/technicalAccount");
    assertThat(status(claims().claim("email", account).claim("azp", client))).isEqualTo(401);
    assertThat(
            status(
                claims().claim("email", account).claim("azp", client).claim("secret_version", 1)))
        .isEqualTo(401);
  }

  @Test
  void aNewKeyIsFetchedAndAFloodOfUnknownOnesIsNot() {
    assertThat(status(claims())).isEqualTo(200);
    assertThat(issuer.keyFetches()).isEqualTo(1);
    for (int i = 0; i < 300; i++) {
      RSAKey foreign = new RSAKey.Builder(key).keyID("unknown-" + i).build();
      assertThat(
              bearing(TestIssuer.signed(foreign, claims().build())).get(FLOW + "/flows").status())
          .isEqualTo(401);
    }
    assertThat(issuer.keyFetches()).isEqualTo(1);
    RSAKey fresh = issuer.newRsaKey();
    String token = TestIssuer.signed(fresh, claims().build());
    assertThat(bearing(token).get(FLOW + "/flows").status()).isEqualTo(401);
    clock.advance(Duration.ofSeconds(30));
    assertThat(bearing(token).get(FLOW + "/flows").status()).isEqualTo(200);
    assertThat(issuer.keyFetches()).isEqualTo(2);
    clock.advance(Duration.ofMinutes(59));
    assertThat(status(claims())).isEqualTo(200);
    assertThat(issuer.keyFetches()).isEqualTo(2);
    clock.advance(Duration.ofMinutes(2));
    assertThat(status(claims())).isEqualTo(200);
    assertThat(issuer.keyFetches()).isEqualTo(3);
  }

  @Test
  void whileTheIssuerIsAwayItsKeysCountForADay() {
    assertThat(status(claims())).isEqualTo(200);
    issuer.breakDown();
    clock.advance(Duration.ofHours(23));
    administrator = service.client();
    assertThat(status(claims())).isEqualTo(200);
    clock.advance(Duration.ofHours(2));
    administrator = service.client();
    assertThat(status(claims())).isEqualTo(401);
    must(200, administrator.get(FLOW + "/flows"));
  }

  @Test
  void anIssuerWithoutAnAudienceIsNoSetting() {
    assertThatThrownBy(
            () -> Config.load(home, Map.of("TRIBUTARY_OIDC_ISSUER", "https://issuer.example")))
        .hasMessageContaining("'oidc.issuer' and 'oidc.audience' must be set together");
  }
}
