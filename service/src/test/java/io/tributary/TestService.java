package io.tributary;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.dataset.Dataset;
import io.tributary.model.Json;
import io.tributary.model.Role;
import io.tributary.simulator.HubSpotSimulator;
import io.tributary.simulator.Options;
import io.tributary.store.Database;
import io.tributary.store.Keys;
import io.tributary.store.Tenancy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A running service with a simulated HubSpot, on free ports, with a home of its own. */
public final class TestService implements AutoCloseable {
  private final Path home;
  private final Clock clock;
  private final HubSpotSimulator simulator;
  private final Config config;
  private Tributary tributary;
  private @Nullable TestClient stranger;

  private TestService(Path home, Options portal, Clock clock, Map<String, String> settings) {
    this.home = home;
    this.clock = clock;
    this.simulator = HubSpotSimulator.start(portal);
    Map<String, String> environment = new LinkedHashMap<>(settings);
    environment.put("TRIBUTARY_PORT", "0");
    environment.putIfAbsent("TRIBUTARY_LIMIT_CALLS_PER_SECOND", "1000000");
    environment.putAll(TestDatabase.settings());
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

  public static TestService start(
      Path home, Options portal, Map<String, String> settings, Clock clock) {
    return new TestService(home, portal, clock, settings);
  }

  public static TestService start(Path home, Options portal, Clock clock) {
    return new TestService(home, portal, clock, Map.of());
  }

  public HubSpotSimulator simulator() {
    return simulator;
  }

  /** Stops the service, in the middle of whatever it does, and starts it again on the same home. */
  public void restart() {
    restart(() -> {});
  }

  /** Restarts the service; something happens while it is away. */
  public void restart(Runnable meanwhile) {
    tributary.close();
    meanwhile.run();
    tributary = Tributary.start(config, clock);
    stranger = null;
  }

  /** A client that may do everything in the home's own organisation. */
  public TestClient client() {
    Map<String, String> granted = tributary.credentials();
    return client(
        String.valueOf(granted.get("IMS_ORG")),
        String.valueOf(granted.get("API_KEY")),
        String.valueOf(granted.get("ACCESS_TOKEN")));
  }

  private TestClient client(String org, String apiKey, String token) {
    return new TestClient(
        tributary.url(),
        Map.of(
            "Authorization",
            "Bearer " + token,
            "x-api-key",
            apiKey,
            "x-gw-ims-org-id",
            org,
            "x-sandbox-name",
            "prod"));
  }

  /** A link that signs somebody in at a browser. */
  public String signInLink() {
    return tributary.signInLink();
  }

  /** A client of the home's own organisation with that role and no other. */
  public TestClient client(Role role) {
    TestClient administrator = client();
    JsonNode issued =
        Contacts.must(
                201,
                administrator.post(
                    "/tributary/apiClients",
                    Json.object()
                        .put("name", "of the test")
                        .set("roles", Json.mapper().createArrayNode().add(Json.tree(role)))))
            .body();
    return client(administrator.header("x-gw-ims-org-id"), issued);
  }

  private TestClient client(String org, JsonNode issued) {
    String id = issued.path("clientId").asText();
    return client(org, id, token(id, issued.path("clientSecret").asText()));
  }

  /** A token, asked for as clients do. */
  public String token(String clientId, String secret) {
    String form =
        "grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + secret;
    return Contacts.must(
            200,
            new TestClient(tributary.url(), Map.of())
                .send(
                    "POST",
                    "/ims/token/v3",
                    form,
                    Map.of("Content-Type", "application/x-www-form-urlencoded")))
        .at("/access_token");
  }

  /** A client of another organisation, with the sandboxes {@code prod} and {@code dev}. */
  public synchronized TestClient stranger() {
    if (stranger == null) {
      JsonNode founded =
          Contacts.must(
                  201,
                  client().post("/tributary/organisations", Json.object().put("name", "Strangers")))
              .body();
      stranger = client(founded.path("id").asText(), founded.path("apiClient"));
      Contacts.must(
          202,
          stranger.post(
              "/data/foundation/sandbox-management/sandboxes",
              TestClient.json("{'name':'dev','title':'Development','type':'development'}")));
    }
    return stranger;
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
    try (Database database = Database.open(config.databaseUrl(), config.databaseUser(), "")) {
      return ask.apply(new Tenancy(database, keys));
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(config.databaseUrl(), config.databaseUser(), "");
  }

  /** The answer to a counting query. */
  public long count(String sql) {
    try (Connection connection = connect();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of a query's rows. */
  public List<String> texts(String sql) {
    try (Connection connection = connect();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every row of every table of the database, as text. */
  public List<String> everything() {
    List<String> rows = new ArrayList<>();
    for (String table : texts(TestDatabase.tables())) {
      try (Connection connection = connect();
          ResultSet found = connection.createStatement().executeQuery("select * from " + table)) {
        while (found.next()) {
          StringBuilder row = new StringBuilder(table);
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.append(' ').append(found.getString(i));
          }
          rows.add(row.toString());
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
    return rows;
  }

  /** Changes the database behind the back of the service. */
  public void execute(String sql) {
    try (Connection connection = connect()) {
      connection.createStatement().executeUpdate(sql);
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
