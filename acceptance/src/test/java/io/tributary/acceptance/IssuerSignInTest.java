package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in through an issuer, which is another site to the browser. */
@ExtendWith(Chromium.class)
class IssuerSignInTest {
  @Test
  void aUserComesInThroughTheIssuerAndAStrangerLearnsWhyNot(Browser browser, @TempDir Path home)
      throws Exception {
    try (Issuer issuer = new Issuer();
        Site site = Site.open(browser, home, issuer.settings())) {
      site.api().post("/tributary/users", "{\"email\":\"ann@example.com\",\"roles\":[\"view\"]}");
      site.visitAsStranger(
          "issuer",
          visit -> {
            visit.expectError("status of 401");
            visit.expectHost(issuer.url());
            visit.open("/flows");
            visit.see("Sign in to Tributary");
            visit.follow("Sign in with " + issuer.host());
            visit.follow("bob@example.com");
            visit.see("Sign in to Tributary");
            visit.seeText("no user here has your email address. Ask an administrator");
            visit.judge("a refused sign-in");
            visit.judgeOnAPhone("a refused sign-in");
            visit.follow("Sign in with " + issuer.host());
            visit.follow("ann@example.com");
            visit.page().waitForURL(site.url() + "/@prod/");
            visit.see("Welcome");
            assertThat(visit.page().content()).contains("ann@example.com");
          });
    }
  }
}
