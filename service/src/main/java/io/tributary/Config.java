package io.tributary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings, checked all at once. Each comes from the environment ({@code TRIBUTARY_…}), else
 * from {@code tributary.properties} in the home, else from its default. docs/configuration.md lists
 * them.
 */
public record Config(
    Path home,
    String host,
    int port,
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    Path warehouse,
    int runThreads,
    int runsAtOnce,
    URI hubspotBaseUrl,
    String hubspotApiVersion,
    Duration hubspotSettling) {
  public static final int DEFAULT_PORT = 8420;
  private static final String FILE = "tributary.properties";

  /**
   * Every key with its default; the environment variable is the key in capitals after {@code
   * TRIBUTARY_}.
   */
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("host", "127.0.0.1");
    DEFAULTS.put("port", Integer.toString(DEFAULT_PORT));
    DEFAULTS.put("database.url", "");
    DEFAULTS.put("database.user", "");
    DEFAULTS.put("database.password", "");
    DEFAULTS.put("warehouse", "");
    DEFAULTS.put("run.threads", "8");
    DEFAULTS.put("run.at-once", "2");
    DEFAULTS.put("source.hubspot.base-url", "https://api.hubapi.com");
    DEFAULTS.put("source.hubspot.api-version", "2026-03");
    DEFAULTS.put("source.hubspot.settling", "PT1H");
  }

  /** Thrown with every problem of the settings at once. */
  public static final class Invalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Invalid(List<String> problems) {
      super("The settings are not valid:\n  " + String.join("\n  ", problems));
    }
  }

  /** Reads the settings of a home. */
  public static Config load(Path home, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
    values.putAll(file(home.resolve(FILE), problems));
    environment.forEach(
        (variable, value) -> {
          String key = key(variable, problems);
          if (key != null) {
            values.put(key, value);
          }
        });
    Reader reader = new Reader(values, problems);
    String url = reader.text("database.url");
    String warehouse = reader.text("warehouse");
    Config config =
        new Config(
            home,
            reader.text("host"),
            reader.number("port", 0, 65_535),
            url.isEmpty() ? "jdbc:sqlite:" + home.resolve("metadata.db") : url,
            reader.text("database.user"),
            reader.text("database.password"),
            warehouse.isEmpty() ? home.resolve("warehouse") : Path.of(warehouse).toAbsolutePath(),
            reader.number("run.threads", 1, 256),
            reader.number("run.at-once", 1, 64),
            reader.url("source.hubspot.base-url"),
            reader.text("source.hubspot.api-version"),
            reader.duration("source.hubspot.settling"));
    if (!problems.isEmpty()) {
      throw new Invalid(problems);
    }
    return config;
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
            if (DEFAULTS.containsKey(String.valueOf(key))) {
              values.put(String.valueOf(key), String.valueOf(value).strip());
            } else {
              problems.add(
                  "'"
                      + key
                      + "' in "
                      + file
                      + " is unknown; did you mean '"
                      + nearest(String.valueOf(key))
                      + "'?");
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
    for (String key : DEFAULTS.keySet()) {
      if (variable(key).equals(variable)) {
        return key;
      }
    }
    String guess = variable.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    problems.add(variable + " is unknown; did you mean " + variable(nearest(guess)) + "?");
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

  private static String nearest(String wanted) {
    TreeMap<Integer, String> byDistance = new TreeMap<>();
    DEFAULTS.keySet().forEach(key -> byDistance.putIfAbsent(distance(wanted, key), key));
    return byDistance.firstEntry().getValue();
  }

  /** How many letters must change to get from one text to the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  public Config withPort(int other) {
    return new Config(
        home,
        host,
        other,
        databaseUrl,
        databaseUser,
        databasePassword,
        warehouse,
        runThreads,
        runsAtOnce,
        hubspotBaseUrl,
        hubspotApiVersion,
        hubspotSettling);
  }

  public Config withHubspot(URI baseUrl) {
    return new Config(
        home,
        host,
        port,
        databaseUrl,
        databaseUser,
        databasePassword,
        warehouse,
        runThreads,
        runsAtOnce,
        baseUrl,
        hubspotApiVersion,
        hubspotSettling);
  }

  /** Shows everything but the password. */
  @Override
  public String toString() {
    return "Config[home="
        + home
        + ", host="
        + host
        + ", port="
        + port
        + ", database="
        + databaseUrl
        + ", password=***]";
  }

  /** Reads values and collects what is wrong with them. */
  private record Reader(Map<String, String> values, List<String> problems) {
    String text(String key) {
      return values.getOrDefault(key, "");
    }

    int number(String key, int least, int most) {
      String value = text(key);
      if (value.matches("\\d{1,9}")
          && Integer.parseInt(value) >= least
          && Integer.parseInt(value) <= most) {
        return Integer.parseInt(value);
      }
      problems.add(
          "'"
              + key
              + "' is '"
              + value
              + "'; it must be a whole number from "
              + least
              + " to "
              + most);
      return least;
    }

    URI url(String key) {
      String value = text(key).replaceAll("/+$", "");
      if (value.matches("https?://[^/?#\\s@]+(/[^?#\\s]*)?")) {
        return URI.create(value);
      }
      problems.add("'" + key + "' is '" + value + "'; it must be a URL such as https://host");
      return URI.create("https://invalid");
    }

    Duration duration(String key) {
      try {
        return Duration.parse(text(key));
      } catch (DateTimeParseException e) {
        problems.add(
            "'" + key + "' is '" + text(key) + "'; it must be a duration such as PT1H or PT30M");
        return Duration.ZERO;
      }
    }
  }
}
