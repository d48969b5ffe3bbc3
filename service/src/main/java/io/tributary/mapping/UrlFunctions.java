package io.tributary.mapping;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts of URLs; what is not a URL has none. */
final class UrlFunctions {
  private static final Map<String, Long> PORTS =
      Map.ofEntries(
          Map.entry("http", 80L),
          Map.entry("https", 443L),
          Map.entry("ws", 80L),
          Map.entry("wss", 443L),
          Map.entry("ftp", 21L),
          Map.entry("ftps", 990L),
          Map.entry("sftp", 22L),
          Map.entry("ssh", 22L),
          Map.entry("telnet", 23L),
          Map.entry("ldap", 389L),
          Map.entry("ldaps", 636L));

  private UrlFunctions() {}

  static void addTo(Library.Group group) {
    group
        .add("get_url_protocol", 1, 1, part(URI::getScheme))
        .add("get_url_host", 1, 1, part(URI::getHost))
        .add("get_url_port", 1, 1, part(UrlFunctions::port))
        .add("get_url_path", 1, 2, UrlFunctions::path)
        .add("get_url_query_str", 2, 2, UrlFunctions::query)
        .add("get_url_encoded", 1, 1, UrlFunctions::encoded)
        .add("get_url_decoded", 1, 1, UrlFunctions::decoded);
  }

  private static io.tributary.mapping.Function.Body part(Function<URI, @Nullable Object> part) {
    return args -> {
      URI uri = uri(args);
      return uri == null ? null : part.apply(uri);
    };
  }

  private static @Nullable URI uri(Args args) {
    try {
      URI uri = new URI(args.text(0).strip());
      return uri.getScheme() == null || uri.isOpaque() ? null : uri;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static @Nullable Object port(URI uri) {
    return uri.getPort() >= 0
        ? Long.valueOf(uri.getPort())
        : PORTS.get(uri.getScheme().toLowerCase(Locale.ROOT));
  }

  private static @Nullable Object path(Args args) {
    URI uri = uri(args);
    if (uri == null) {
      return null;
    }
    String path = uri.getRawPath();
    return args.flag(1, true) ? path : path.substring(path.lastIndexOf('/') + 1);
  }

  /** Keys and values as they are written: {@code get_url_decoded} decodes them. */
  private static @Nullable Object query(Args args) {
    URI uri = uri(args);
    String anchor = args.text(1).toLowerCase(Locale.ROOT);
    if (!anchor.equals("retain") && !anchor.equals("remove") && !anchor.equals("append")) {
      throw args.wrong(1, "retain, remove or append");
    }
    if (uri == null) {
      return null;
    }
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    String last = null;
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        last = equals < 0 ? pair : pair.substring(0, equals);
        found.put(last, equals < 0 ? "" : pair.substring(equals + 1));
      }
    }
    String fragment = uri.getRawFragment();
    if (fragment != null && anchor.equals("append")) {
      found.put("_anchor_", fragment);
    } else if (fragment != null && anchor.equals("retain") && last != null) {
      found.put(last, found.get(last) + "#" + fragment);
    }
    return found;
  }

  private static String encoded(Args args) {
    return Scope.limited(
        URLEncoder.encode(args.text(0), StandardCharsets.UTF_8).replace("+", "%20"));
  }

  private static String decoded(Args args) {
    try {
      // A plus is a plus: what encodes here writes a space as %20.
      return URLDecoder.decode(args.text(0).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw args.wrong(0, "percent-encoded text");
    }
  }
}
