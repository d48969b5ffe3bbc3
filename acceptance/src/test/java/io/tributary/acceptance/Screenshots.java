package io.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the pictures of the README anew, in the folder that {@code -Dscreenshots} names. It is no
 * test: it runs only where it is asked for by name, and ui/README.md has the command.
 */
@ExtendWith(Chromium.class)
class Screenshots {
  @Test
  void showsTheMainScreens(Browser browser, @TempDir Path home) throws Exception {
    try (Program simulator =
        Program.start(Map.of(), "simulator", "hubspot", "--contacts", "2500")) {
      JsonNode portal = simulator.ready();
      try (Site site =
          Site.open(
              browser,
              home,
              Map.of("TRIBUTARY_SOURCE_HUBSPOT_BASE_URL", portal.get("url").asText()))) {
        Api api = site.api();
        Journey journey = Journey.begin(api, portal);
        api.awaitRun(journey.flow());
        site.visit("screenshots", visit -> take(visit, journey));
      }
    }
  }

  private static void take(Visit visit, Journey journey) {
    Page page = visit.page();
    setUp(visit, "Companies");
    setUp(visit, "Contacts");
    visit.open("/");
    visit.see("Latest runs");
    keep(visit, "home");
    visit.open("/flows/" + journey.flow());
    visit.see("Runs");
    page.getByRole(AriaRole.ROW).nth(1).click();
    visit.see("What became of the records");
    keep(visit, "run");
    visit.open("/datasets/" + journey.dataSet() + "?show=schema");
    label(visit, "the dataset", "C2");
    visit.page().getByText("Only with values in the sample").click();
    visit.press("Labels of personalEmail.address");
    label(visit, "personalEmail.address", "I1");
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    keep(visit, "dataset");
  }

  private static void label(Visit visit, String what, String label) {
    visit.field("Add a label to " + what).fill(label);
    visit.page().keyboard().press("Enter");
    visit.button("Remove the label " + label).waitFor();
  }

  /** Up to a running flow, with a picture of the mapping on the way. */
  private static void setUp(Visit visit, String table) {
    Page page = visit.page();
    visit.open("/sources");
    page.getByRole(AriaRole.LINK, like("(Set up|Add data from) HubSpot \\(simulated\\)")).click();
    visit.see("Which account?");
    visit.button("Connect").or(visit.button("Next")).first().click();
    visit.see("What should be read?");
    page.getByRole(AriaRole.BUTTON, like(table)).click();
    page.getByRole(AriaRole.REGION, like("First rows of " + table)).waitFor();
    visit.press("Next");
    visit.see("Where should it land?");
    visit.press("Next");
    page.getByRole(AriaRole.TABLE, like("Mapping")).waitFor();
    keep(visit, "mapping");
    visit.press("Next");
    visit.see("When should it run?");
    visit.press("Next");
    visit.see("All as it should be?");
    visit.press("Finish");
    visit.seeText("Success");
  }

  private static void keep(Visit visit, String name) {
    visit.settle();
    visit.page().mouse().move(0, 0);
    visit.page().evaluate("document.activeElement?.blur?.(), scrollTo(0, 0)");
    visit
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(
                    Path.of(
                        System.getProperty("screenshots", "target/screenshots"), name + ".png")));
  }

  private static Page.GetByRoleOptions like(String name) {
    return new Page.GetByRoleOptions().setName(Pattern.compile(name));
  }
}
