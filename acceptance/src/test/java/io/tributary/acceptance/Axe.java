package io.tributary.acceptance;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What axe-core finds on a page. Its script comes from the class path, and is run in the page. */
final class Axe {
  private static final String SCRIPT = script();

  private static final String RUN =
      """
      async (rules) => {
        const passing = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity);
        await Promise.allSettled(passing.map((one) => one.finished));
        const options = { resultTypes: ['violations'], runOnly: rules };
        const { violations } = await axe.run(document, options);
        return violations.flatMap(({ id, nodes }) => nodes.map((node) =>
          ({ rule: id, at: node.target.join(' '), html: node.html.slice(0, 200), why: node.failureSummary })));
      }""";

  private static final Map<String, Object> WCAG_22_AA =
      Map.of(
          "type", "tag", "values", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));

  private static final Map<String, Object> CONTRAST =
      Map.of("type", "rule", "values", List.of("color-contrast"));

  /** Findings that are borne, each with the reason: rule, a part of the element's HTML. */
  private record Borne(String rule, String html, String why) {}

  private static final List<Borne> BORNE =
      List.of(
          new Borne(
              "role-img-alt",
              "<div role=\"img\" aria-labelledby=\"react-aria",
              "Spectrum announces that a button waits by naming the button, and keeps the announcement"
                  + " for seven seconds, also when the button has gone with its page"));

  private Axe() {}

  /** What breaks a rule of WCAG 2.2 A or AA. */
  static List<String> findings(Page page, String screen) {
    return run(page, screen, WCAG_22_AA);
  }

  /** Only what is hard to read: what depends on the colours. */
  static List<String> contrast(Page page, String screen) {
    return run(page, screen, CONTRAST);
  }

  private static List<String> run(Page page, String screen, Map<String, Object> rules) {
    if (!(boolean) page.evaluate("'axe' in window")) {
      page.evaluate(SCRIPT);
    }
    List<?> violations = (List<?>) page.evaluate(RUN, rules);
    return violations.stream()
        .map(Map.class::cast)
        .filter(Axe::isNotBorne)
        .map(found -> screen + ": " + found)
        .toList();
  }

  private static boolean isNotBorne(Map<?, ?> found) {
    Stream<Borne> borne = BORNE.stream();
    return borne.noneMatch(
        one ->
            one.rule().equals(found.get("rule"))
                && String.valueOf(found.get("html")).contains(one.html()));
  }

  private static String script() {
    try (InputStream script =
        Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
