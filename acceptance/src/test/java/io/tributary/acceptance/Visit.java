package io.tributary.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody at a browser. Whatever a visit is about, it fails if the console shows an error that was
 * not expected, or if the pages ask any other host for anything.
 */
final class Visit {
  private static final int PHONE = 390;

  private final String name;
  private final String url;
  private final Page page;
  private final List<String> errors = new ArrayList<>();
  private final List<String> foreign = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();
  private final List<String> known = new ArrayList<>();

  /** What somebody does there. */
  interface Walk {
    void along(Visit visit) throws Exception;
  }

  Visit(String name, String url, BrowserContext context) {
    this.name = name;
    this.url = url;
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
    context.onWebError(error -> errors.add(error.error()));
    context.onRequest(
        request -> {
          if (!request.url().startsWith(url + "/") && !request.url().startsWith("data:")) {
            foreign.add(request.url());
          }
        });
    this.page = context.newPage();
  }

  void go(Walk walk) throws Exception {
    try {
      walk.along(this);
    } catch (Exception | AssertionError e) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "journeys", name + ".png")));
      throw e;
    }
    errors.removeIf(error -> expected.stream().anyMatch(known -> known.matcher(error).find()));
    assertThat(errors).as("errors in the console").isEmpty();
    foreign.removeIf(address -> known.stream().anyMatch(address::startsWith));
    assertThat(foreign).as("requests to other hosts").isEmpty();
  }

  Page page() {
    return page;
  }

  /**
   * A browser tells each refused request in its console; a refusal that the walk is about is no
   * failure.
   */
  void expectError(String pattern) {
    expected.add(Pattern.compile(pattern));
  }

  /** Another host that the walk itself leads to. */
  void expectHost(String address) {
    known.add(address + "/");
  }

  void open(String path) {
    page.navigate(url + path);
  }

  void press(String button) {
    button(button).click();
  }

  Locator button(String called) {
    return page.getByRole(AriaRole.BUTTON, named(called));
  }

  void follow(String link) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true)).click();
  }

  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  /** Waits until a heading is there, and nothing that is still on its way. */
  void see(String heading) {
    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setExact(true))
        .waitFor();
    settle();
  }

  void seeText(String text) {
    assertThat(page.getByText(text).first()).isVisible();
  }

  void settle() {
    assertThat(page.locator(".bones, .page-bones")).hasCount(0);
  }

  /**
   * By the rules of WCAG 2.2 AA, in light and dark; and nothing is wider than the window, also on a
   * phone.
   */
  void judge(String screen) {
    settle();
    List<String> findings = new ArrayList<>(Axe.findings(page, screen + ", light"));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    findings.addAll(Axe.contrast(page, screen + ", dark"));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    assertThat(findings).as("findings of axe").isEmpty();
    assertThat(overflow()).as("pixels by which " + screen + " is too wide").isZero();
  }

  /** As {@link #judge}, in the width of a phone. */
  void judgeOnAPhone(String screen) {
    page.setViewportSize(PHONE, 844);
    settle();
    assertThat(Axe.findings(page, screen + ", phone")).as("findings of axe").isEmpty();
    assertThat(overflow()).as("pixels by which " + screen + " is too wide").isZero();
    page.setViewportSize(1440, 900);
  }

  private int overflow() {
    return ((Number)
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .intValue();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
