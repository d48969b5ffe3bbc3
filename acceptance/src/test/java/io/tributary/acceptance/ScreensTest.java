package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every screen that the navigation leads to, and those behind them, with something to show. */
@ExtendWith(Chromium.class)
class ScreensTest {
  @Test
  void everyScreenIsAccessibleInLightAndDarkAndOnAPhone(Browser browser, @TempDir Path home)
      throws Exception {
    try (Program simulator = Program.start(Map.of(), "simulator", "hubspot", "--contacts", "300")) {
      JsonNode portal = simulator.ready();
      try (Site site =
          Site.open(
              browser,
              home,
              Map.of("TRIBUTARY_SOURCE_HUBSPOT_BASE_URL", portal.get("url").asText()))) {
        Api api = site.api();
        Journey journey = Journey.begin(api, portal);
        api.awaitRun(journey.flow());
        site.visit("screens", visit -> judgeAll(visit, journey));
      }
    }
  }

  private static void judgeAll(Visit visit, Journey journey) {
    List<String> screens = navigation(visit);
    assertThat(screens).hasSizeGreaterThan(4);
    for (String screen : screens) {
      judge(visit, screen);
    }
    judge(visit, "/flows/" + journey.flow());
    judge(visit, "/datasets/" + journey.dataSet());
    visit.press("API");
    visit.page().getByRole(AriaRole.DIALOG).waitFor();
    visit.judge("a call to copy");
  }

  /** The addresses in the navigation, so that a new page is judged without a line here. */
  private static List<String> navigation(Visit visit) {
    visit.open("/");
    Locator links = visit.page().getByRole(AriaRole.NAVIGATION).first().getByRole(AriaRole.LINK);
    links.first().waitFor();
    return links.all().stream().map(link -> link.getAttribute("href")).toList();
  }

  private static void judge(Visit visit, String path) {
    visit.open(path);
    visit.page().locator("h1").waitFor();
    assertThat(visit.page().title()).as("title of " + path).endsWith(" · Tributary");
    visit.judge(path);
    visit.judgeOnAPhone(path);
  }
}
