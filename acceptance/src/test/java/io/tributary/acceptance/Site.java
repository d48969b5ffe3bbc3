package io.tributary.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A service with a home of its own, and browsers that are signed in to it. */
final class Site implements AutoCloseable {
  /** For what a page waits for: a run, on a machine that does much else. */
  static final double PATIENCE_MILLIS = 30_000;

  private final Program program;
  private final Browser browser;
  private final Path home;
  private final String url;
  private final String session;

  private Site(Program program, Browser browser, Path home) throws Exception {
    this.program = program;
    this.browser = browser;
    this.home = home;
    this.url = program.ready().get("url").asText();
    this.session = signIn();
  }

  static Site open(Browser browser, Path home, Map<String, String> settings) throws Exception {
    return new Site(
        Program.start(settings, "serve", "--port", "0", "--home", home.toString()), browser, home);
  }

  String url() {
    return url;
  }

  Api api() throws Exception {
    return new Api(home);
  }

  /** As a user does: with the link that the terminal prints. */
  private String signIn() throws Exception {
    try (Program link = Program.start(Map.of(), "sign-in", "--home", home.toString());
        BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.navigate(link.lines().get(0));
      page.getByRole(AriaRole.MAIN).waitFor();
      return context.storageState();
    }
  }

  /** Walks through the pages as somebody who is signed in, at a desk. */
  void visit(String name, Visit.Walk walk) throws Exception {
    walk(name, options().setStorageState(session), walk);
  }

  /** Walks through the pages as a stranger. */
  void visitAsStranger(String name, Visit.Walk walk) throws Exception {
    walk(name, options(), walk);
  }

  private static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(1440, 900)
        .setLocale("en-GB")
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  private void walk(String name, Browser.NewContextOptions options, Visit.Walk walk)
      throws Exception {
    try (BrowserContext context = browser.newContext(options)) {
      context.setDefaultTimeout(PATIENCE_MILLIS);
      new Visit(name, url, context).go(walk);
    }
  }

  @Override
  public void close() throws IOException {
    program.close();
  }
}
