package io.tributary;

import io.tributary.model.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The keys of the settings and where their values are read from. */
final class Settings {
  private static final String FILE = "tributary.properties";

  /**
   * Every key; the environment variable is the key in capitals after {@code TRIBUTARY_}, with
   * underscores.
   */
  private static final Map<String, Setting> SETTINGS = new LinkedHashMap<>();

  static {
    SETTINGS.put("host", Setting.text("127.0.0.1"));
    SETTINGS.put("port", Setting.number(Config.DEFAULT_PORT, 0, 65_535));
    SETTINGS.put("public-url", Setting.url(""));
    SETTINGS.put("database.url", Setting.text(""));
    SETTINGS.put("database.user", Setting.text(""));
    SETTINGS.put("database.password", Setting.text(""));
    SETTINGS.put("warehouse", Setting.text(""));
    SETTINGS.put("run.threads", Setting.number(8, 1, 256));
    SETTINGS.put("run.at-once", Setting.number(2, 1, 64));
    SETTINGS.put("limit.calls-per-second", Setting.number(200, 1, 1_000_000));
    SETTINGS.put("limit.burst", Setting.number(2_000, 1, 1_000_000));
    SETTINGS.put("oidc.issuer", Setting.url(""));
    SETTINGS.put("oidc.audience", Setting.text(""));
    SETTINGS.put("oidc.organisation-claim", Setting.text("org"));
    SETTINGS.put("oidc.user-claim", Setting.text("email"));
    SETTINGS.put("oidc.client-id", Setting.text(""));
    SETTINGS.put("oidc.client-secret", Setting.text(""));
    SETTINGS.put("query", Setting.choice("on", "on", "off"));
    SETTINGS.put("query.at-once", Setting.number(2, 1, 64));
    SETTINGS.put("query.time", Setting.duration("PT30S"));
    SETTINGS.put("query.memory", Setting.number(512, 64, 1 << 20));
    SETTINGS.put("query.threads", Setting.number(2, 1, 256));
    SETTINGS.put("query.rows", Setting.number(10_000, 1, 1_000_000));
    SETTINGS.put("query.bytes", Setting.number(8 << 20, 1 << 10, 64 << 20));
    SETTINGS.put("profile", Setting.choice("lenient", "lenient", "adobe-strict"));
    SETTINGS.put("simulator", Setting.choice("on", "on", "off"));
    SETTINGS.put("source.hubspot.base-url", Setting.url("https://api.hubapi.com"));
    SETTINGS.put("source.hubspot.api-version", Setting.text("2026-03"));
    SETTINGS.put("source.hubspot.settling", Setting.duration("PT1H"));
  }

  private Settings() {}

  /** The value of every key: the environment's, else the file's, else the default. */
  static Map<String, String> read(Path home, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>();
    SETTINGS.forEach((key, setting) -> values.put(key, setting.otherwise()));
    values.putAll(file(home.resolve(FILE), problems));
    environment.forEach(
        (variable, value) -> {
          String key = key(variable, problems);
          if (key != null) {
            values.put(key, value);
          }
        });
    SETTINGS.forEach(
        (key, setting) -> {
          String value = String.valueOf(values.get(key));
          setting
              .problem()
              .apply(value)
              .ifPresent(
                  needed -> problems.add("'" + key + "' is '" + value + "'; it must be " + needed));
        });
    if ("".equals(values.get("oidc.issuer")) != "".equals(values.get("oidc.audience"))) {
      problems.add("'oidc.issuer' and 'oidc.audience' must be set together");
    }
    needs("oidc.client-id", "oidc.issuer", values, problems);
    needs("oidc.client-secret", "oidc.client-id", values, problems);
    if (!problems.isEmpty()) {
      throw new Config.Invalid(problems);
    }
    return values;
  }

  private static void needs(
      String key, String needed, Map<String, String> values, List<String> problems) {
    if (!"".equals(values.get(key)) && "".equals(values.get(needed))) {
      problems.add("'" + key + "' is of no use without '" + needed + "'");
    }
  }

  private static Map<String, String> file(Path file, List<String> problems) {
    Map<String, String> values = new LinkedHashMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      properties.forEach(
          (key, value) -> {
            if (SETTINGS.containsKey(String.valueOf(key))) {
              values.put(String.valueOf(key), String.valueOf(value).strip());
            } else {
              problems.add(
                  "'"
                      + key
                      + "' in "
                      + file
                      + " is unknown"
                      + suggestion(String.valueOf(key), near -> "'" + near + "'"));
            }
          });
    }
    return values;
  }

  private static @Nullable String key(String variable, List<String> problems) {
    String prefix = "TRIBUTARY_";
    if (!variable.startsWith(prefix) || OTHERS.contains(variable)) {
      return null;
    }
    for (String key : SETTINGS.keySet()) {
      if (variable(key).equals(variable)) {
        return key;
      }
    }
    String guess = variable.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    problems.add(variable + " is unknown" + suggestion(guess, Settings::variable));
    return null;
  }

  /**
   * Variables that are not settings of the service: {@code ./tributary env} prints the first, the
   * launcher reads the rest.
   */
  private static final List<String> OTHERS =
      List.of("TRIBUTARY_URL", "TRIBUTARY_HOME", "TRIBUTARY_JAVA_OPTS", "TRIBUTARY_ORACLES");

  private static String variable(String key) {
    return "TRIBUTARY_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The key that was probably meant, as the end of a sentence; nothing if none is near. */
  private static String suggestion(String wanted, UnaryOperator<String> written) {
    String nearest = Nearest.to(wanted, SETTINGS.keySet());
    return nearest == null ? "" : "; did you mean " + written.apply(nearest) + "?";
  }
}
