package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A flow with ten thousand runs, and somebody who scrolls far into them. */
final class ManyRuns {
  private static final int COUNT = 10_000;

  /** What a table of any length may draw: what is seen of it, and a little around. */
  private static final int MOST_ROWS = 60;

  /** A first page of 100, and then to the end. */
  private static final int PAGES = 20;

  private ManyRuns() {}

  /** Files copies of a run beside it, until its flow has as many as there shall be. */
  static void file(Path home, String run) throws Exception {
    Copies.file(home, "run", run, COUNT - 1, Map.of());
  }

  /**
   * Whatever is scrolled to, only what is seen is drawn, and no page is asked for twice. A page
   * that fails takes nothing away, and can be asked for again.
   */
  static void scroll(Visit visit, String flow) {
    Page page = visit.page();
    Set<String> pages = ConcurrentHashMap.newKeySet();
    page.onResponse(
        response -> {
          if (response.ok()
              && response.url().contains("/runs?")
              && response.url().contains("limit=500")) {
            assertThat(pages.add(response.url())).as(response.url()).isTrue();
          }
        });
    visit.open("/flows/" + flow);
    Locator table =
        page.getByRole(AriaRole.GRID, new Page.GetByRoleOptions().setName("Runs").setExact(true));
    table.waitFor();
    failOnce(visit, table);
    for (int seen = 0; pages.size() < PAGES; seen++) {
      assertThat(seen).as("pages after so many steps: " + pages.size()).isLessThan(1_000);
      table.evaluate("table => { table.scrollTop = table.scrollHeight; }");
      page.waitForTimeout(50);
      assertThat(drawn(table)).isLessThan(MOST_ROWS);
    }
    for (double place : List.of(1.0, 0.7, 0.4, 0.1, 0.0)) {
      table.evaluate("(table, at) => { table.scrollTop = table.scrollHeight * at; }", place);
      page.waitForTimeout(50);
      assertThat(drawn(table)).isBetween(5, MOST_ROWS);
    }
  }

  private static void failOnce(Visit visit, Locator table) {
    visit.expectError("500");
    Page page = visit.page();
    page.route(
        "**/runs?*limit=500*",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(500).setBody("{}")),
        new Page.RouteOptions().setTimes(1));
    table.evaluate("table => { table.scrollTop = table.scrollHeight; }");
    Locator again =
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"));
    again.waitFor();
    assertThat(drawn(table)).isBetween(5, MOST_ROWS);
    again.click();
    again.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  private static int drawn(Locator table) {
    return table.getByRole(AriaRole.ROW).count();
  }
}
