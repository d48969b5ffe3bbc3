package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The built pages as they are committed: what a browser is given, without a browser. */
final class UiBundleTest {
  private static final Path DIST = Path.of("../ui/dist");
  private static final Path ASSETS = DIST.resolve("assets");
  private static final int MOST_FIRST_BYTES = 200_000;

  /** What a script loads before it runs: not what it imports later. */
  private static final Pattern STATIC = Pattern.compile("(?:from|import)\"\\./([\\w-]+\\.js)\"");

  private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"/([^\"]+)\"");

  @Test
  void everyFileThatTheDocumentNamesIsThere() throws IOException {
    List<String> named = named();
    assertThat(named).hasSizeGreaterThan(2);
    assertThat(named).allMatch(file -> Files.isRegularFile(DIST.resolve(file)));
  }

  @Test
  void theFirstScreensScriptsFitInto200Kilobytes() throws IOException {
    Deque<String> open = new ArrayDeque<>();
    named().stream()
        .filter(file -> file.endsWith(".js"))
        .forEach(file -> open.add(file.replace("assets/", "")));
    try (Stream<Path> files = Files.list(ASSETS)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("Home-.*\\.js"))
          .forEach(open::add);
    }
    Set<String> loaded = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      String script = open.remove();
      if (loaded.add(script)) {
        Matcher imports = STATIC.matcher(Files.readString(ASSETS.resolve(script)));
        imports.results().forEach(found -> open.add(found.group(1)));
      }
    }
    int bytes = 0;
    for (String script : loaded) {
      bytes += compressed(Files.readAllBytes(ASSETS.resolve(script)));
    }
    assertThat(loaded).hasSizeGreaterThan(3);
    assertThat(bytes).as("gzipped bytes of %s", loaded).isLessThan(MOST_FIRST_BYTES);
  }

  @Test
  void nothingIsAskedOfAnotherHostAndNoSourceMapsAreAlong() throws IOException {
    try (Stream<Path> files = Files.list(ASSETS)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        assertThat(name).doesNotEndWith(".map");
        if (name.endsWith(".css")) {
          assertThat(Files.readString(file))
              .as(name)
              .doesNotContain("url(http", "url(//", "url(\"");
        }
        if (name.endsWith(".js")) {
          assertThat(Files.readString(file)).as(name).doesNotContain("typekit", "sourceMappingURL");
        }
      }
    }
  }

  private static List<String> named() throws IOException {
    Matcher named = NAMED.matcher(Files.readString(DIST.resolve("index.html")));
    return named.results().map(found -> found.group(1)).toList();
  }

  private static int compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.size();
  }
}
