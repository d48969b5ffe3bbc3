package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nobody needs a mouse: whatever has the focus can be seen to have it. */
@ExtendWith(Chromium.class)
class KeyboardTest {
  /** More stops than the longest page has, its mapping of some fifty columns. */
  private static final int STOPS = 300;

  private static final String NAME_OF_FOCUS =
      """
      () => {
        const at = document.activeElement;
        const named = (ids) => ids && ids.split(' ').map((id) => document.getElementById(id)?.innerText ?? '').join(' ');
        return (at.getAttribute('aria-label') || named(at.getAttribute('aria-labelledby')) || at.labels?.[0]?.innerText
            || at.innerText || at.tagName).trim().replace(/\\s+/g, ' ');
      }""";

  private static final String IS_SEEN =
      """
      () => {
        const at = document.activeElement;
        const box = at.getBoundingClientRect();
        const ringed = [at, at.parentElement, at.nextElementSibling].filter(Boolean).map((one) => getComputedStyle(one))
            .some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
        return ringed && box.bottom > 0 && box.top < innerHeight;
      }""";

  @Test
  void setsASourceUpWithTheKeyboardAlone(Browser browser, @TempDir Path home) throws Exception {
    try (Site site = Site.open(browser, home, Map.of())) {
      site.visit("keyboard", KeyboardTest::setUp);
      site.visit(
          "keyboard-skip",
          visit -> {
            visit.open("/flows");
            visit.see("Flows");
            tabTo(visit, "Skip to the page");
            visit.page().keyboard().press("Enter");
            assertThat(visit.page().evaluate("document.activeElement.id")).isEqualTo("main");
          });
      site.visit("keyboard-popups", KeyboardTest::openAndClose);
    }
    try (Lake lake = new Lake(home)) {
      assertThat(lake.ids("hubspot_simulated_contacts")).hasSize(10_000).doesNotHaveDuplicates();
    }
  }

  private static void setUp(Visit visit) {
    visit.open("/sources");
    visit.see("Sources");
    enter(visit, "Set up HubSpot \\(simulated\\)");
    visit.see("Which account?");
    enter(visit, "Connect");
    visit.see("What should be read?");
    enter(visit, "Contacts.*");
    visit.page().getByText("First rows").or(visit.page().locator(".rows")).first().waitFor();
    enter(visit, "Next");
    visit.see("Where should it land?");
    enter(visit, "Next");
    visit.see("Which column goes where?");
    chooseAField(visit);
    enter(visit, "Next");
    visit.see("When should it run?");
    enter(visit, "Next");
    visit.see("All as it should be?");
    enter(visit, "Finish");
    visit.see("HubSpot (simulated) contacts");
    visit.seeText("Success");
    visit
        .page()
        .waitForFunction(
            "() => /Records written\\s*10,000/.test(document.body.innerText)",
            null,
            new Page.WaitForFunctionOptions().setTimeout(5_000));
  }

  /** What opens takes the focus, and gives it back to what opened it. */
  private static void openAndClose(Visit visit) {
    Page page = visit.page();
    visit.open("/");
    visit.see("Latest runs");
    for (String button : List.of("Sandbox: .*", ".*appearance and sign out")) {
      enter(visit, button);
      page.getByRole(AriaRole.MENU).waitFor();
      page.keyboard().press("ArrowDown");
      assertThat(page.evaluate("document.activeElement.role")).asString().startsWith("menuitem");
      page.keyboard().press("Escape");
      awaitFocus(page, button);
    }
    enter(visit, "API");
    visit.seeText("GET /data/foundation/flowservice/");
    page.keyboard().press("Tab");
    assertThat((boolean) page.evaluate("!!document.activeElement.closest('.api-calls')")).isTrue();
    page.keyboard().press("Escape");
    awaitFocus(page, "API");
  }

  private static void awaitFocus(Page page, String name) {
    page.waitForFunction(
        "(name) => new RegExp('^' + name + '$').test((" + NAME_OF_FOCUS + ")())",
        name,
        new Page.WaitForFunctionOptions().setTimeout(5_000));
  }

  /** A word, and the first field that has it; then the focus is where it was. */
  private static void chooseAField(Visit visit) {
    Page page = visit.page();
    enter(visit, "Field for Portal_Id:.*");
    page.getByRole(AriaRole.LISTBOX).waitFor();
    PlaywrightAssertions.assertThat(page.getByLabel("Search fields")).isFocused();
    page.keyboard().type("personID");
    page.keyboard().press("Enter");
    page.getByRole(AriaRole.LISTBOX)
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    page.waitForFunction(
        "() => /personID/.test(document.activeElement.innerText)",
        null,
        new Page.WaitForFunctionOptions().setTimeout(5_000));
  }

  private static void enter(Visit visit, String name) {
    tabTo(visit, name);
    visit.page().keyboard().press("Enter");
  }

  /** Goes from stop to stop; what it arrives at is in view, and marked. */
  private static void tabTo(Visit visit, String name) {
    Pattern wanted = Pattern.compile(name);
    String at = "";
    for (int stop = 0; stop < STOPS; stop++) {
      visit.page().keyboard().press("Tab");
      at = (String) visit.page().evaluate(NAME_OF_FOCUS);
      if (wanted.matcher(at).matches()) {
        assertThat((boolean) visit.page().evaluate(IS_SEEN))
            .as(at + " is seen to have the focus")
            .isTrue();
        return;
      }
    }
    throw new AssertionError("The keyboard does not reach " + name + "; the last stop was " + at);
  }
}
