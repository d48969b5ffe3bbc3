package io.tributary;

import io.tributary.control.OidcIssuer;
import io.tributary.model.Nearest;
import io.tributary.query.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The settings, checked all at once. Each comes from the environment ({@code TRIBUTARY_…}), else
 * from {@code tributary.properties} in the home, else from its default. docs/configuration.md lists
 * them.
 */
public final class Config {
  public static final int DEFAULT_PORT = 8420;
  private static final String FILE = "tributary.properties";

  /**
   * Every key; the environment variable is the key in capitals after {@code TRIBUTARY_}, with
   * underscores.
   */
  private static final Map<String, Setting> SETTINGS = new LinkedHashMap<>();

  static {
    SETTINGS.put("host", Setting.text("127.0.0.1"));
    SETTINGS.put("port", Setting.number(DEFAULT_PORT, 0, 65_535));
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
    SETTINGS.put("query", Setting.choice("on", "on", "off"));
    SETTINGS.put("query.at-once", Setting.number(2, 1, 64));
    SETTINGS.put("query.time", Setting.duration("PT30S"));
    SETTINGS.put("query.memory", Setting.number(512, 64, 1 << 20));
    SETTINGS.put("query.threads", Setting.number(2, 1, 256));
    SETTINGS.put("query.rows", Setting.number(10_000, 1, 1_000_000));
    SETTINGS.put("query.bytes", Setting.number(8 << 20, 1 << 10, 64 << 20));
    SETTINGS.put("simulator", Setting.choice("on", "on", "off"));
    SETTINGS.put("source.hubspot.base-url", Setting.url("https://api.hubapi.com"));
    SETTINGS.put("source.hubspot.api-version", Setting.text("2026-03"));
    SETTINGS.put("source.hubspot.settling", Setting.duration("PT1H"));
  }

  private final Path home;
  private final Map<String, String> values;

  private Config(Path home, Map<String, String> values) {
    this.home = home;
    this.values = values;
  }

  /** Thrown with every problem of the settings at once. */
  public static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Invalid(List<String> problems) {
      super("The settings are not valid:\n  " + String.join("\n  ", problems));
    }
  }

  public Path home() {
    return home;
  }

  public String host() {
    return value("host");
  }

  public int port() {
    return Integer.parseInt(value("port"));
  }

  /** Where people and clients reach the service, if that is not where it listens; or empty. */
  public String publicUrl() {
    return value("public-url").replaceAll("/+$", "");
  }

  public String databaseUrl() {
    String url = value("database.url");
    return url.isEmpty() ? "jdbc:sqlite:" + home.resolve("metadata.db") : url;
  }

  public String databaseUser() {
    return value("database.user");
  }

  public String databasePassword() {
    return value("database.password");
  }

  public Path warehouse() {
    String path = value("warehouse");
    return path.isEmpty() ? home.resolve("warehouse") : Path.of(path).toAbsolutePath();
  }

  public int runThreads() {
    return Integer.parseInt(value("run.threads"));
  }

  public int runsAtOnce() {
    return Integer.parseInt(value("run.at-once"));
  }

  /** How many calls an organisation may go on making each second. */
  public int callsPerSecond() {
    return Integer.parseInt(value("limit.calls-per-second"));
  }

  /** How many calls an organisation may make at once after a pause. */
  public int callsAtOnce() {
    return Integer.parseInt(value("limit.burst"));
  }

  /** An issuer of tokens beside the built-in one. */
  public Optional<OidcIssuer.Settings> oidc() {
    String issuer = value("oidc.issuer");
    return issuer.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OidcIssuer.Settings(
                issuer,
                value("oidc.audience"),
                value("oidc.organisation-claim"),
                value("oidc.user-claim")));
  }

  /** What a question in SQL may take. */
  public Limits queryLimits() {
    return new Limits(
        value("query").equals("on"),
        Integer.parseInt(value("query.at-once")),
        Duration.parse(value("query.time")),
        Integer.parseInt(value("query.memory")),
        Integer.parseInt(value("query.threads")),
        Integer.parseInt(value("query.rows")),
        Integer.parseInt(value("query.bytes")));
  }

  /** Whether there is a simulated HubSpot among the sources. */
  public boolean simulator() {
    return value("simulator").equals("on");
  }

  public URI hubspotBaseUrl() {
    return URI.create(value("source.hubspot.base-url").replaceAll("/+$", ""));
  }

  public String hubspotApiVersion() {
    return value("source.hubspot.api-version");
  }

  public Duration hubspotSettling() {
    return Duration.parse(value("source.hubspot.settling"));
  }

  private String value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  public Config withPort(int other) {
    return with("port", Integer.toString(other));
  }

  public Config withHubspot(URI baseUrl) {
    return with("source.hubspot.base-url", baseUrl.toString());
  }

  private Config with(String key, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(key, value);
    return new Config(home, changed);
  }

  /** Reads the settings of a home. */
  public static Config load(Path home, Map<String, String> environment) {
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
    if (!problems.isEmpty()) {
      throw new Invalid(problems);
    }
    return new Config(home, values);
  }

  private static Map<String, String> file(Path file, List<String> problems) {
    Map<String, String> values = new LinkedHashMap<>();
    if (Files.exists(file)) {
      java.util.Properties properties = new java.util.Properties();
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

  private static @org.jspecify.annotations.Nullable String key(
      String variable, List<String> problems) {
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
    problems.add(variable + " is unknown" + suggestion(guess, Config::variable));
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

  /** Shows everything but the password. */
  @Override
  public String toString() {
    return "Config[home="
        + home
        + ", host="
        + host()
        + ", port="
        + port()
        + ", database="
        + databaseUrl()
        + ", password=***]";
  }
}
