package io.tributary.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages, as they were built into the program. */
final class UiFiles {
  /** Nothing from elsewhere, no scripts but the files; styles may stand in attributes. */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "Cache-Control", "no-cache");

  private static final String NAMED_BY_CONTENT = "public, max-age=31536000, immutable";
  private static final String SERVICES = "/(data|ims|tributary|health|collection)(/.*)?";
  private static final int LARGEST_COMPRESSED = 4 << 20;

  private UiFiles() {}

  static void install(JavalinConfig config) {
    config.spaRoot.addHandler("/", UiFiles::page);
    if (UiFiles.class.getResource("/ui/index.html") == null) {
      return;
    }
    config.staticFiles.add(
        files -> {
          files.directory = "/ui";
          files.location = Location.CLASSPATH;
          files.precompressMaxSize = LARGEST_COMPRESSED;
          files.headers = HEADERS;
        });
    config.routes.after("/assets/*", UiFiles::keep);
  }

  /** Every address of a page is answered by the one document, which then shows that page. */
  private static void page(Context ctx) {
    String accept = ctx.header("Accept");
    if (ctx.path().matches(SERVICES) || accept == null || !accept.contains("text/html")) {
      throw new NotFoundResponse();
    }
    index(ctx);
  }

  static void index(Context ctx) {
    HEADERS.forEach(ctx::header);
    ctx.contentType(ContentType.TEXT_HTML).result(document());
  }

  private static String document() {
    try (@Nullable InputStream document = UiFiles.class.getResourceAsStream("/ui/index.html")) {
      return document == null
          ? "<!doctype html><title>Tributary</title><p>The pages are not built into this program."
          : new String(document.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keep(Context ctx) {
    if (ctx.statusCode() == 200) {
      ctx.header("Cache-Control", NAMED_BY_CONTENT);
    }
  }
}
