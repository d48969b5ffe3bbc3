package io.tributary;

import io.tributary.control.Tokens;
import io.tributary.dataset.Dataset;
import io.tributary.model.Json;
import io.tributary.model.Sandbox;
import io.tributary.simulator.HubSpotSimulator;
import io.tributary.simulator.Options;
import io.tributary.store.Database;
import io.tributary.store.Keys;
import io.tributary.store.Tenancy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A running service with a simulated HubSpot, on free ports, with a home of its own. */
public final class TestService implements AutoCloseable {
  private final Path home;
  private final Clock clock;
  private final HubSpotSimulator simulator;
  private final Config config;
  private Tributary tributary;

  private TestService(Path home, Options portal, Clock clock, Map<String, String> settings) {
    this.home = home;
    this.clock = clock;
    this.simulator = HubSpotSimulator.start(portal);
    Map<String, String> environment = new LinkedHashMap<>(settings);
    environment.put("TRIBUTARY_PORT", "0");
    environment.put("TRIBUTARY_SOURCE_HUBSPOT_BASE_URL", simulator.url());
    this.config = Config.load(home, environment);
    this.tributary = Tributary.start(config, clock);
  }

  /** A service before a portal of that many contacts without limits. */
  public static TestService start(Path home, int contacts) {
    return start(home, Options.defaults().withContacts(contacts).withRateLimit(0), Map.of());
  }

  public static TestService start(Path home, Options portal, Map<String, String> settings) {
    return new TestService(home, portal, Clock.systemUTC(), settings);
  }

  public static TestService start(Path home, Options portal, Clock clock) {
    return new TestService(home, portal, clock, Map.of());
  }

  public HubSpotSimulator simulator() {
    return simulator;
  }

  /** Stops the service, in the middle of whatever it does, and starts it again on the same home. */
  public void restart() {
    tributary.close();
    tributary = Tributary.start(config, clock);
  }

  public TestClient client() {
    return tenancy(tenancy -> client(tenancy, tenancy.organisations().get(0).org()));
  }

  private TestClient client(Tenancy tenancy, String org) {
    Tenancy.Client client = tenancy.firstClient(org).orElseThrow();
    return new TestClient(
        tributary.url(),
        Map.of(
            "Authorization",
            "Bearer " + new Tokens(tenancy, clock).issue(client),
            "x-api-key",
            client.clientId(),
            "x-gw-ims-org-id",
            org,
            "x-sandbox-name",
            "prod"));
  }

  /** A link that signs somebody in at a browser. */
  public String signInLink() {
    return tributary.signInLink();
  }

  /** A client of another organisation, with the sandboxes {@code prod} and {@code dev}. */
  public TestClient stranger() {
    String org = "B00B00B00B00B00B00B00B00@AdobeOrg";
    return tenancy(
        tenancy -> {
          if (tenancy.organisation(org).isEmpty()) {
            tenancy.add(
                new Tenancy.Organisation(org, "strangers"),
                sandbox("prod", true),
                new Tenancy.Client("stranger", org, "secret", "B@techacct.adobe.com"));
            insertSandbox(org, sandbox("dev", false));
          }
          return client(tenancy, org);
        });
  }

  private static Sandbox sandbox(String name, boolean first) {
    return new Sandbox(
        "id-of-" + name, name, name, "active", "production", "LOCAL", first, 1, "", "", "", "");
  }

  private void insertSandbox(String org, Sandbox sandbox) {
    try (Connection connection = DriverManager.getConnection(config.databaseUrl());
        PreparedStatement insert =
            connection.prepareStatement("insert into sandboxes values (?, ?, ?, ?)")) {
      insert.setString(1, org);
      insert.setString(2, sandbox.name());
      insert.setString(3, sandbox.id());
      insert.setString(4, Json.write(sandbox));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key, as JSON, that signs the tokens of this service. */
  public String signingKey() {
    return tenancy(
        tenancy ->
            tenancy.serviceKey(
                "token-signing",
                () -> {
                  throw new IllegalStateException("The service has no key yet");
                }));
  }

  private <T> T tenancy(Function<Tenancy, T> ask) {
    Keys keys = Keys.open(Tributary.keyFile(home));
    try (Database database = Database.open(config.databaseUrl(), "", "")) {
      return ask.apply(new Tenancy(database, keys));
    }
  }

  /** The answer to a counting query. */
  public long count(String sql) {
    try (Connection connection = DriverManager.getConnection(config.databaseUrl());
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The table of a data set of the first organisation. */
  public Dataset table(String name) {
    return tributary.datasets().open("acme", "prod", name);
  }

  @Override
  public void close() {
    tributary.close();
    simulator.close();
  }
}
