package io.tributary;

import io.tributary.control.Batches;
import io.tributary.control.Connections;
import io.tributary.control.DataSets;
import io.tributary.control.Explore;
import io.tributary.control.FlowMapping;
import io.tributary.control.Flows;
import io.tributary.control.MappingSets;
import io.tributary.control.Observability;
import io.tributary.control.Runs;
import io.tributary.control.Sandboxes;
import io.tributary.control.Schemas;
import io.tributary.control.SourceConnections;
import io.tributary.control.Specs;
import io.tributary.control.TargetConnections;
import io.tributary.control.Tokens;
import io.tributary.control.Work;
import io.tributary.dataset.Datasets;
import io.tributary.http.Server;
import io.tributary.model.Connection;
import io.tributary.model.Flow;
import io.tributary.model.SourceConnection;
import io.tributary.run.FlowRunner;
import io.tributary.run.Scheduler;
import io.tributary.run.local.LocalEngine;
import io.tributary.source.Sources;
import io.tributary.source.hubspot.HubSpotSource;
import io.tributary.source.hubspot.Settings;
import io.tributary.store.Database;
import io.tributary.store.Documents;
import io.tributary.store.Jobs;
import io.tributary.store.Keys;
import io.tributary.store.Kind;
import io.tributary.store.Secrets;
import io.tributary.store.Tenancy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The service: every object made by hand, in order. */
public final class Tributary implements AutoCloseable {
  private final Config config;
  private final Home home;
  private final Database database;
  private final Datasets datasets;
  private final Scheduler scheduler;
  private final Server server;

  private Tributary(Config config, Clock clock) {
    this.config = config;
    this.home = Home.open(config.home());
    Keys keys = Keys.open(keyFile(config.home()));
    this.database =
        Database.open(config.databaseUrl(), config.databaseUser(), config.databasePassword());
    this.datasets =
        new Datasets(
            config.warehouse(),
            config.databaseUrl(),
            Database.connection(
                config.databaseUrl(), config.databaseUser(), config.databasePassword()));

    Tenancy tenancy = new Tenancy(database, keys);
    Sandboxes sandboxes = new Sandboxes(tenancy, clock);
    sandboxes.createFirst();
    Tokens tokens = new Tokens(tenancy, clock);

    Sources sources =
        new Sources(
            List.of(
                new HubSpotSource(
                    Settings.of(
                        config.hubspotBaseUrl(),
                        config.hubspotApiVersion(),
                        config.hubspotSettling()))));
    Specs specs = new Specs(sources);

    Documents<Connection> connectionDocuments = new Documents<>(database, Kind.CONNECTION, clock);
    Documents<SourceConnection> sourceDocuments =
        new Documents<>(database, Kind.SOURCE_CONNECTION, clock);
    Documents<Flow> flowDocuments = new Documents<>(database, Kind.FLOW, clock);
    Secrets secrets = new Secrets(database, keys);
    Connections connections =
        new Connections(
            database, connectionDocuments, sourceDocuments, flowDocuments, secrets, specs, sources);
    SourceConnections sourceConnections =
        new SourceConnections(sourceDocuments, connections, flowDocuments, specs);
    TargetConnections targetConnections =
        new TargetConnections(
            new Documents<>(database, Kind.TARGET_CONNECTION, clock), flowDocuments, specs);

    Schemas schemas =
        new Schemas(
            new Documents<>(database, Kind.SCHEMA, clock),
            new Documents<>(database, Kind.DESCRIPTOR, clock),
            sandboxes);
    DataSets dataSets =
        new DataSets(new Documents<>(database, Kind.DATA_SET, clock), schemas, sandboxes, datasets);
    Batches batches = new Batches(new Documents<>(database, Kind.BATCH, clock), dataSets, clock);
    MappingSets mappingSets =
        new MappingSets(
            new Documents<>(database, Kind.MAPPING_SET, clock),
            new Documents<>(database, Kind.MAPPING_SET_VERSION, clock),
            schemas,
            clock);
    FlowMapping flowMapping =
        new FlowMapping(
            connections,
            sourceConnections,
            targetConnections,
            mappingSets,
            dataSets,
            schemas,
            sources,
            clock);
    Jobs jobs = new Jobs(database, clock);
    Flows flows =
        new Flows(
            database,
            flowDocuments,
            sourceConnections,
            targetConnections,
            flowMapping,
            specs,
            jobs,
            clock);
    Runs runs = new Runs(database, new Documents<>(database, Kind.RUN, clock), flows, jobs, clock);

    Work work =
        new Work(
            jobs, flows, runs, batches, dataSets, flowMapping, clock, config.home().toString());
    FlowRunner runner = new FlowRunner(work, sources, new LocalEngine(config.runThreads()), clock);
    this.scheduler = new Scheduler(work, runner, config.runsAtOnce());
    jobs.onAnnounce(scheduler::wake);

    this.server =
        new Server(
            new Server.Nouns(
                tokens,
                sandboxes,
                specs,
                connections,
                new Explore(connections, sources),
                sourceConnections,
                targetConnections,
                flows,
                runs,
                schemas,
                dataSets,
                batches,
                mappingSets,
                new Observability(batches)),
            version(),
            database::isAlive);
  }

  /** Starts the service; returns when it answers. */
  public static Tributary start(Config config) {
    Tributary tributary = new Tributary(config, Clock.systemUTC());
    tributary.server.start(config.host(), config.port());
    tributary.home.noteUrl(tributary.url());
    tributary.scheduler.start();
    return tributary;
  }

  static Path keyFile(Path home) {
    return home.resolve("keyset.json");
  }

  static String version() {
    String version = Tributary.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  public String url() {
    String host = config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host();
    return "http://" + host + ":" + server.port();
  }

  public Path home() {
    return config.home();
  }

  Datasets datasets() {
    return datasets;
  }

  /** What a client needs to call the service, by the names that {@code ./tributary env} exports. */
  static Map<String, String> credentials(Config config, String url) {
    Keys keys = Keys.open(keyFile(config.home()));
    try (Database database =
        Database.open(config.databaseUrl(), config.databaseUser(), config.databasePassword())) {
      Tenancy tenancy = new Tenancy(database, keys);
      String org = tenancy.organisations().get(0).org();
      Tenancy.Client client = tenancy.firstClient(org).orElseThrow();
      Map<String, String> values = new java.util.LinkedHashMap<>();
      values.put("TRIBUTARY_URL", url);
      values.put("ACCESS_TOKEN", new Tokens(tenancy, Clock.systemUTC()).issue(client));
      values.put("API_KEY", client.clientId());
      values.put("CLIENT_SECRET", client.secret());
      values.put("IMS_ORG", org);
      values.put("SANDBOX_NAME", tenancy.sandboxes(org).get(0).name());
      return values;
    }
  }

  /**
   * Stops in the order in which requests and data flow; what runs is taken up again at the next
   * start.
   */
  @Override
  public void close() {
    server.close();
    scheduler.close();
    datasets.close();
    database.close();
    home.close();
  }
}
