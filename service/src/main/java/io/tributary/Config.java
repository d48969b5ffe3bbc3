package io.tributary;

import io.tributary.control.OidcIssuer;
import io.tributary.control.OidcSignIn;
import io.tributary.control.Profile;
import io.tributary.query.Limits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings, checked all at once. Each comes from the environment ({@code TRIBUTARY_…}), else
 * from {@code tributary.properties} in the home, else from its default. docs/configuration.md lists
 * them.
 */
public final class Config {
  public static final int DEFAULT_PORT = 8420;

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

  /** What the service is to that issuer when people sign in through it. */
  public Optional<OidcSignIn.Client> oidcClient() {
    String id = value("oidc.client-id");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(new OidcSignIn.Client(id, value("oidc.client-secret")));
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

  /** How exactly the contract's rules about schedules and runs are held. */
  public Profile profile() {
    return Profile.valueOf(value("profile").toUpperCase(Locale.ROOT).replace('-', '_'));
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
    return new Config(home, Settings.read(home, environment));
  }

  /** Shows no secret. */
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
        + ", password=***, oidc.client-secret=***]";
  }
}
