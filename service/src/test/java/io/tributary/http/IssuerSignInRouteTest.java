package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.tributary.Canary;
import io.tributary.Config;
import io.tributary.TestBrowser;
import io.tributary.TestClient;
import io.tributary.TestClock;
import io.tributary.TestIssuer;
import io.tributary.TestService;
import io.tributary.simulator.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in at a browser through an issuer, which is a real server here. */
final class IssuerSignInRouteTest {
  private static final String NOT_BEGUN = "1031";
  private static final String REFUSED = "1032";
  private static final String AWAY = "1037";

  @TempDir Path home;
  private final TestClock clock = new TestClock();
  private final TestBrowser browser = new TestBrowser();
  private TestIssuer issuer;
  private TestService service;
  private TestClient administrator;
  private String url;

  @BeforeEach
  void start() {
    issuer = TestIssuer.start();
    issuer.newRsaKey();
    Options portal = Options.defaults().withContacts(10);
    service = TestService.start(home, portal, issuer.login().settings(), clock);
    administrator = service.client();
    url = administrator.url();
    issuer.login().allow(url + "/sign-in/oidc/callback");
    must(
        201,
        administrator.post(
            "/tributary/users", json("{'email':'ann@example.com','roles':['view']}")));
  }

  @AfterEach
  void stop() {
    service.close();
    issuer.close();
  }

  /** To the issuer, and up to the address with which it sends people back. */
  private String goneThrough(TestBrowser by) {
    return by.sentFrom(by.sentFrom(url + "/sign-in/oidc"));
  }

  private static String with(String address, String name, String value) {
    return address.replaceAll("([?&]" + name + "=)[^&]*", "$1" + value);
  }

  private void endsOn(String problem, TestBrowser by, String callback) {
    assertThat(by.sentFrom(callback)).isEqualTo(url + "/sign-in?problem=" + problem);
    hasNoSession(by);
    assertThat(told(problem))
        .hasSizeGreaterThan(40)
        .doesNotContain("{")
        .doesNotContain("Exception");
    HttpResponse<String> page = by.get(url + "/sign-in?problem=" + problem);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'");
  }

  private void endsOn(String problem, UnaryOperator<JWTClaimsSet.Builder> claims) {
    TestBrowser another = new TestBrowser();
    issuer.login().says(claims);
    endsOn(problem, another, goneThrough(another));
  }

  private void hasNoSession(TestBrowser by) {
    assertThat(by.cookie("tributary_session")).isEmpty();
    assertThat(by.get(url + "/tributary/session").statusCode()).isEqualTo(401);
    assertThat(service.count("select count(*) from sign_ins where kind = 'session'")).isZero();
  }

  private String told(String problem) {
    return administrator.bare().get("/tributary/sign-in?problem=" + problem).at("/problem");
  }

  @Test
  void whoeverTheIssuerNamesIsSignedInAsTheUserThatAnAdministratorAdded() {
    HttpResponse<String> answer = browser.get(goneThrough(browser));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .endsWith("/")
        .hasSizeLessThan(40);
    List<String> cookies = answer.headers().allValues("Set-Cookie");
    assertThat(cookies)
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("tributary_session=")
                    .contains("HttpOnly", "SameSite=Strict", "Path=/"));
    String session = "tributary_session=" + browser.cookie("tributary_session").orElseThrow();
    TestClient ann = administrator.bare().with("Cookie", session);
    assertThat(must(200, ann.get("/tributary/session")).at("/user")).isEqualTo("ann@example.com");
    assertThat(ann.get("/tributary/session").at("/roles/0")).isEqualTo("view");
    assertThat(browser.cookie("tributary_sign_in")).isEmpty();
    must(204, administrator.delete("/tributary/users/ann@example.com"));
    String org = administrator.header("x-gw-ims-org-id");
    assertThat(ann.with("x-gw-ims-org-id", org).get(TestClient.FLOW + "/flows").status())
        .isEqualTo(401);
  }

  @Test
  void whatTheBrowserKeepsMeanwhileIsShortLivedAndOnlyItsHashIsStored() {
    HttpResponse<String> begun = browser.get(url + "/sign-in/oidc");
    assertThat(begun.headers().firstValue("Set-Cookie").orElse(""))
        .startsWith("tributary_sign_in=")
        .contains("HttpOnly", "SameSite=Lax", "Path=/sign-in/oidc", "Max-Age=600");
    String secret = browser.cookie("tributary_sign_in").orElseThrow();
    String address = begun.headers().firstValue("Location").orElse("");
    assertThat(address).startsWith(issuer.url() + "/authorize?").doesNotContain(secret);
    assertThat(service.texts("select hash from sign_ins")).hasSize(1).doesNotContain(secret);
  }

  @Test
  void noSecretOfASignInIsFoundAnywhereBesideItsPlace() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      String callback = goneThrough(browser);
      String attempt = browser.cookie("tributary_sign_in").orElseThrow();
      TestBrowser stranger = new TestBrowser();
      endsOn(NOT_BEGUN, stranger, callback);
      TestBrowser replaying = new TestBrowser();
      endsOn(REFUSED, replaying, with(goneThrough(replaying), "code", "invented"));
      assertThat(browser.sentFrom(callback)).isEqualTo(url + "/");
      List<Canary> canaries =
          List.of(
              new Canary(
                  "client secret",
                  String.valueOf(issuer.login().settings().get("TRIBUTARY_OIDC_CLIENT_SECRET"))),
              new Canary("attempt", attempt),
              new Canary("code", callback.replaceAll(".*[?&]code=([^&]+).*", "$1")),
              new Canary("session", browser.cookie("tributary_session").orElseThrow()));
      assertThat(canaries).allSatisfy(one -> assertThat(one.secret()).hasSizeGreaterThan(8));
      String database = String.join("\n", service.everything());
      List<Canary> control = List.of(new Canary("what is no secret", "ann@example.com"));
      assertThat(Canary.found(control, "the database", database)).isNotEmpty();
      assertThat(Canary.found(canaries, "the database", database)).isEmpty();
      assertThat(Canary.found(canaries, home)).isEmpty();
      String meters = administrator.bare().get("/metrics").text();
      assertThat(Canary.found(canaries, "the meters", meters)).isEmpty();
      String logged = log.toString(StandardCharsets.UTF_8);
      assertThat(Canary.found(canaries, "the log", logged)).isEmpty();
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void aStateThatIsWrongMissingForeignOrReplayedIsRefused() {
    String callback = goneThrough(browser);
    endsOn(NOT_BEGUN, browser, with(callback, "state", "x".repeat(43)));
    TestBrowser victim = new TestBrowser();
    endsOn(NOT_BEGUN, victim, goneThrough(browser));
    String foreign = goneThrough(browser);
    goneThrough(victim);
    endsOn(NOT_BEGUN, victim, foreign);
    String own = goneThrough(browser);
    endsOn(NOT_BEGUN, browser, with(own, "state", ""));
    endsOn(NOT_BEGUN, browser, url + "/sign-in/oidc/callback");
  }

  @Test
  void aStateCountsOnceWhateverCameOfIt() {
    String callback = goneThrough(browser);
    String secret = browser.cookie("tributary_sign_in").orElseThrow();
    assertThat(browser.sentFrom(callback)).isEqualTo(url + "/");
    service.execute("delete from sign_ins where kind = 'session'");
    TestBrowser replaying = new TestBrowser();
    replaying.keep(url, "/sign-in/oidc", "tributary_sign_in", secret);
    endsOn(NOT_BEGUN, replaying, callback);

    TestBrowser another = new TestBrowser();
    String refused = goneThrough(another);
    String kept = another.cookie("tributary_sign_in").orElseThrow();
    endsOn(REFUSED, another, with(refused, "code", "invented"));
    another.keep(url, "/sign-in/oidc", "tributary_sign_in", kept);
    endsOn(NOT_BEGUN, another, refused);
  }

  @Test
  void aStateThatIsTenMinutesOldIsRefused() {
    String callback = goneThrough(browser);
    clock.advance(Duration.ofMinutes(10));
    endsOn(NOT_BEGUN, browser, callback);
    String next = goneThrough(browser);
    clock.advance(Duration.ofMinutes(9));
    assertThat(browser.sentFrom(next)).isEqualTo(url + "/");
  }

  @Test
  void anIdTokenThatIsNotTheOneAskedForIsRefused() {
    Date past = Date.from(clock.instant().minusSeconds(61));
    RSAKey foreign = TestIssuer.rsaKey("rsa-0");
    endsOn(REFUSED, claims -> claims.claim("nonce", "another"));
    endsOn(REFUSED, claims -> claims.claim("nonce", null));
    endsOn(REFUSED, claims -> claims.audience("another"));
    endsOn(REFUSED, claims -> claims.audience(TestIssuer.AUDIENCE));
    endsOn(REFUSED, claims -> claims.claim("azp", "another"));
    endsOn(REFUSED, claims -> claims.audience(List.of("tributary at=home", "another")));
    endsOn(REFUSED, claims -> claims.issuer(issuer.url() + "/"));
    endsOn(REFUSED, claims -> claims.expirationTime(past));
    endsOn(REFUSED, claims -> claims.expirationTime(null));
    endsOn(REFUSED, claims -> claims.claim("email", null));
    endsOn(REFUSED, claims -> claims.claim("email", 7));
    issuer.login().signWith(foreign);
    endsOn(REFUSED, claims -> claims);
  }

  @Test
  void aCodeOrAnAnswerThatDoesNotHoldIsRefused() {
    endsOn(REFUSED, browser, with(goneThrough(browser), "code", "invented"));
    String state = goneThrough(browser).replaceFirst(".*state=([^&]*).*", "$1");
    String callback = url + "/sign-in/oidc/callback?state=" + state;
    endsOn(REFUSED, browser, callback + "&error=access_denied");
    endsOn(REFUSED, browser, with(goneThrough(browser), "iss", "https%3A%2F%2Fevil.example"));
    TestBrowser thief = new TestBrowser();
    String code = goneThrough(thief).replaceFirst(".*code=([^&]*).*", "$1");
    endsOn(REFUSED, browser, with(goneThrough(browser), "code", code));
  }

  @Test
  void anUnknownUserAndAnUnverifiedAddressAreToldWhatToDo() {
    endsOn("1034", claims -> claims.claim("email", "bob@example.com"));
    assertThat(told("1034")).contains("Ask an administrator").contains(host());
    endsOn("1034", claims -> claims.claim("org", "nobody"));
    endsOn("1033", claims -> claims.claim("email_verified", false));
    endsOn("1033", claims -> claims.claim("email_verified", "false"));
    String account =
        administrator
            .get("/tributary/apiClients/" + administrator.header("x-api-key"))
            .at("/items/0/technicalAccount");
    endsOn("1034", claims -> claims.claim("email", account));
  }

  @Test
  void anAddressThatTwoOrganisationsKnowNeedsTheOneThatIsMeant() {
    TestClient stranger = service.stranger();
    must(201, stranger.post("/tributary/users", json("{'email':'ann@example.com','roles':[]}")));
    endsOn("1035", claims -> claims);
    String org = stranger.header("x-gw-ims-org-id");
    issuer.login().says(claims -> claims.claim("org", org));
    assertThat(browser.sentFrom(goneThrough(browser))).isEqualTo(url + "/");
    assertThat(service.texts("select org from sign_ins where kind = 'session'"))
        .containsExactly(org);
  }

  @Test
  void anIssuerThatIsAwayIsToldAndComesBack() {
    String callback = goneThrough(browser);
    issuer.login().breakDown(503);
    endsOn(AWAY, browser, callback);
    issuer.login().breakDown(302);
    endsOn(AWAY, browser, goneThrough(browser));
    issuer.login().breakDown(200);
    clock.advance(Duration.ofHours(1));
    issuer.breakDown();
    endsOn(AWAY, browser, url + "/sign-in/oidc");
    assertThat(told(AWAY)).contains(host()).contains("Try again");
  }

  @Test
  void moreSignInsThanPeopleBeginAreHeldBack() {
    for (int i = 0; i < 200; i++) {
      assertThat(browser.sentFrom(url + "/sign-in/oidc")).startsWith(issuer.url());
    }
    endsOn("1036", browser, url + "/sign-in/oidc");
    clock.advance(Duration.ofSeconds(1));
    assertThat(browser.sentFrom(url + "/sign-in/oidc")).startsWith(issuer.url());
  }

  @Test
  void thePageOffersTheIssuerOnlyWhereAClientIdIsSet(@TempDir Path other) {
    TestClient bare = administrator.bare();
    assertThat(bare.get("/tributary/sign-in").at("/issuer/host")).isEqualTo(host());
    assertThat(bare.get("/tributary/sign-in").at("/issuer/href")).isEqualTo(url + "/sign-in/oidc");
    assertThat(bare.get("/tributary/sign-in?problem=unknown").body().has("problem")).isFalse();
    Options portal = Options.defaults().withContacts(10);
    try (TestService without = TestService.start(other, portal, issuer.settings())) {
      TestClient there = without.client().bare();
      assertThat(there.get("/tributary/sign-in").text()).isEqualTo("{}");
      assertThat(there.get("/sign-in/oidc").header("Location")).endsWith("/sign-in?problem=1030");
      assertThat(there.get("/sign-in/oidc/callback?code=a&state=b").header("Location"))
          .endsWith("/sign-in?problem=1030");
      assertThat(there.get("/tributary/sign-in?problem=1030").at("/problem"))
          .contains("oidc.client-id");
    }
  }

  @Test
  void aClientIdNeedsAnIssuerAndItsSecretIsNotPrinted() {
    assertThatThrownBy(() -> Config.load(home, Map.of("TRIBUTARY_OIDC_CLIENT_ID", "a")))
        .hasMessageContaining("'oidc.client-id' is of no use without 'oidc.issuer'");
    assertThatThrownBy(() -> Config.load(home, Map.of("TRIBUTARY_OIDC_CLIENT_SECRET", "s3cret")))
        .hasMessageContaining("'oidc.client-secret' is of no use without 'oidc.client-id'")
        .hasMessageNotContaining("s3cret");
    Config config = Config.load(home, issuer.login().settings());
    assertThat(config.toString() + config.oidcClient()).contains("***").doesNotContain("s+cret");
  }

  private String host() {
    return issuer.url().substring("http://".length());
  }
}
