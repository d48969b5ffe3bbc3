package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Chromium.class)
class FirstVisitTest {
  private static final int CONTACTS = 10_000;

  /** Scripts and styles of the first screen, as they are sent. */
  private static final int FIRST_SCREEN_BYTES = 200_000;

  private static final Set<String> CODE = Set.of("script", "stylesheet");

  @Test
  void oneClickOnAnEmptyHomeEndsOnItsRows(Browser browser, @TempDir Path home) throws Exception {
    try (Site site = Site.open(browser, home, Map.of())) {
      site.visitAsStranger("stranger", FirstVisitTest::stayOutside);
      site.visit(
          "first-visit",
          visit -> {
            List<Request> code = new ArrayList<>();
            visit
                .page()
                .onRequestFinished(
                    request -> {
                      if (CODE.contains(request.resourceType())) {
                        code.add(request);
                      }
                    });
            visit.open("/");
            visit.see("Welcome");
            int bytes = List.copyOf(code).stream().mapToInt(r -> r.sizes().responseBodySize).sum();
            assertThat(bytes).as("of %d files", code.size()).isBetween(50_000, FIRST_SCREEN_BYTES);
            visit.judge("an empty home");
            visit.judgeOnAPhone("an empty home");
            visit.press("API");
            visit.seeText("POST /data/foundation/flowservice/flows");
            visit.judge("the calls of the one click");
            visit.page().keyboard().press("Escape");
            visit.press("Try HubSpot (simulated)");
            visit.see("10,000 records landed");
            visit.page().getByRole(AriaRole.REGION, region("First rows of the dataset")).waitFor();
            visit.judge("the first rows");
            visit.follow("The dataset");
            visit.see("HubSpot (simulated) contacts");
          });
    }
    try (Lake lake = new Lake(home)) {
      assertThat(lake.ids("hubspot_simulated_contacts")).hasSize(CONTACTS).doesNotHaveDuplicates();
    }
  }

  /** A stranger sees how to sign in, and nothing else. */
  private static void stayOutside(Visit visit) {
    visit.expectError("status of 401");
    visit.open("/flows");
    visit.see("Sign in to Tributary");
    visit.judge("the sign-in");
    visit.judgeOnAPhone("the sign-in");
    assertThat(visit.page().getByRole(AriaRole.NAVIGATION).count()).isZero();
  }

  private static Page.GetByRoleOptions region(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
