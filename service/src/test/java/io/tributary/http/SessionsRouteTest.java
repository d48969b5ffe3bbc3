package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.TestClient;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a browser. */
final class SessionsRouteTest {
  private static final String CONNECTIONS = "/data/foundation/flowservice/connections";

  @TempDir private static Path home;
  private static TestService service;

  @BeforeAll
  static void start() {
    service = TestService.start(home, 10);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static TestClient browser() {
    TestClient.Answer answer = service.client().bare().get(signInPath());
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/");
    assertThat(answer.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Strict");
    String cookie = answer.header("Set-Cookie").split(";", -1)[0];
    return service.client().bare().with("Cookie", cookie);
  }

  private static String signInPath() {
    String link = service.signInLink();
    return link.substring(link.indexOf("/sign-in"));
  }

  @Test
  void knowsWhoeverOpenedTheLink() {
    TestClient.Answer session = browser().get("/tributary/session");
    assertThat(session.status()).isEqualTo(200);
    assertThat(session.at("/organisation")).isEqualTo(service.client().header("x-gw-ims-org-id"));
    assertThat(session.at("/sandboxes/0/name")).isEqualTo("prod");
  }

  @Test
  void takesALinkOnce() {
    String path = signInPath();
    TestClient bare = service.client().bare();
    assertThat(bare.get(path).header("Set-Cookie")).isNotEmpty();
    TestClient.Answer again = bare.get(path);
    assertThat(again.header("Set-Cookie")).isEmpty();
    assertThat(again.header("Location")).contains("/sign-in?problem=");
  }

  @Test
  void callsTheServiceWithTheCookieOnlyWhereTheOrganisationIsNamed() {
    TestClient browser = browser();
    assertThat(browser.get(CONNECTIONS).code()).isEqualTo("400003");
    String org = service.client().header("x-gw-ims-org-id");
    assertThat(browser.with("x-gw-ims-org-id", org).get(CONNECTIONS).status()).isEqualTo(200);
    String other = service.stranger().header("x-gw-ims-org-id");
    assertThat(browser.with("x-gw-ims-org-id", other).get(CONNECTIONS).code()).isEqualTo("403025");
  }

  @Test
  void endsWithTheSession() {
    TestClient browser = browser();
    assertThat(browser.send("POST", "/tributary/session/end", null, Map.of()).status())
        .isEqualTo(204);
    assertThat(browser.get("/tributary/session").status()).isEqualTo(401);
  }

  @Test
  void refusesAnInventedSession() {
    TestClient forged = service.client().bare().with("Cookie", "tributary_session=abc");
    assertThat(forged.get("/tributary/session").code()).isEqualTo("401013");
    assertThat(forged.get(CONNECTIONS).code()).isEqualTo("401013");
  }

  @Test
  void keepsNoCodeOrSessionInTheClear() {
    TestClient browser = browser();
    String session = browser.header("Cookie").substring("tributary_session=".length());
    assertThat(service.count("select count(*) from sign_ins where hash = '" + session + "'"))
        .isZero();
  }

  @Test
  void answersAnAddressOfAPageWithTheDocumentAndAnUnknownCallWithAnError() {
    TestClient page = service.client().bare().with("Accept", "text/html");
    TestClient.Answer document = page.get("/flows/1234");
    assertThat(document.status()).isEqualTo(200);
    assertThat(document.text()).startsWith("<!doctype html>");
    assertThat(document.header("Content-Security-Policy")).contains("default-src 'self'");
    assertThat(page.get("/data/foundation/flowservice/nothing").status()).isEqualTo(404);
    assertThat(service.client().get("/nothing").status()).isEqualTo(404);
  }
}
