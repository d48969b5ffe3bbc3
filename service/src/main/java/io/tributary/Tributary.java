package io.tributary;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.control.DataSetLabels;
import io.tributary.control.Explore;
import io.tributary.control.MappingPreview;
import io.tributary.control.MappingSuggestions;
import io.tributary.control.Observability;
import io.tributary.control.PageTokens;
import io.tributary.control.RateLimits;
import io.tributary.control.RegistryCalls;
import io.tributary.control.Runs;
import io.tributary.control.SandboxContents;
import io.tributary.control.Snapshots;
import io.tributary.control.SqlQueries;
import io.tributary.control.Users;
import io.tributary.control.Work;
import io.tributary.dataset.Datasets;
import io.tributary.http.Server;
import io.tributary.query.SqlEngine;
import io.tributary.run.FlowRunner;
import io.tributary.run.Scheduler;
import io.tributary.run.local.LocalEngine;
import io.tributary.source.Source;
import io.tributary.source.Sources;
import io.tributary.source.hubspot.HubSpotSource;
import io.tributary.source.hubspot.Settings;
import io.tributary.store.AuditLog;
import io.tributary.store.Jobs;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service: every object made by hand, in order. */
public final class Tributary implements AutoCloseable {
  private final Config config;
  private final Home home;
  private final Ground ground;
  private final Tenants tenants;
  private final @Nullable SimulatedHubSpot simulated;
  private final Scheduler scheduler;
  private final SqlEngine sqlEngine;
  private final Server server;

  private Tributary(Config config, Clock clock) {
    this.config = config;
    this.home = Home.open(config.home());
    this.ground = Ground.open(config, clock);
    this.simulated = config.simulator() ? SimulatedHubSpot.start(config.hubspotApiVersion()) : null;
    Accounts accounts = Accounts.of(ground, sources(config));
    this.tenants = Tenants.of(config, ground.database(), ground.tenancy(), clock);
    Lake lake = Lake.of(ground, tenants.sandboxes());
    settle(lake.sandboxContents());
    Jobs jobs = new Jobs(ground.database(), clock);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Dataflows dataflows = Dataflows.of(config, ground, accounts, lake, jobs, meters);
    this.scheduler = scheduler(config, dataflows, accounts.sources(), clock);
    jobs.onAnnounce(scheduler::wake);
    this.sqlEngine = new SqlEngine(config.home().resolve("query"), config.queryLimits());
    this.server =
        new Server(
            nouns(limits(config, clock), accounts, lake, dataflows),
            new Server.Presence(
                version(),
                this::url,
                config.publicUrl().startsWith("https:"),
                ground.database()::isAlive,
                meters));
  }

  /** Gives an empty home its organisation, and finishes what an earlier process left half done. */
  private void settle(SandboxContents contents) {
    tenants.organisations().createFirst();
    contents.finishAll(ground.tenancy().organisations());
  }

  private Sources sources(Config config) {
    Settings hubspot =
        Settings.of(config.hubspotBaseUrl(), config.hubspotApiVersion(), config.hubspotSettling());
    List<Source> sources = new ArrayList<>(List.of(new HubSpotSource(hubspot)));
    if (simulated != null) {
      sources.add(simulated.source());
    }
    return new Sources(sources);
  }

  private static Scheduler scheduler(
      Config config, Dataflows dataflows, Sources sources, Clock clock) {
    LocalEngine engine = new LocalEngine(config.runThreads());
    Work work = dataflows.work();
    FlowRunner runner = new FlowRunner(work, dataflows.logs(), sources, engine, clock);
    return new Scheduler(work, runner, config.runsAtOnce());
  }

  private static RateLimits limits(Config config, Clock clock) {
    return new RateLimits(config.callsPerSecond(), config.callsAtOnce(), clock);
  }

  private Server.Nouns nouns(RateLimits limits, Accounts accounts, Lake lake, Dataflows dataflows) {
    return new Server.Nouns(
        limits,
        tenants.tokens(),
        tenants.sessions(),
        tenants.oidcSignIn(),
        tenants.members(),
        tenants.organisations(),
        tenants.users(),
        tenants.clients(),
        tenants.audit(),
        tenants.sandboxes(),
        lake.sandboxContents(),
        new PageTokens(ground.tenancy()),
        accounts.connectionSpecs(),
        accounts.flowSpecs(),
        accounts.connections(),
        new Explore(accounts.connectionSpecs(), accounts.connections(), accounts.sources()),
        accounts.sourceConnections(),
        accounts.targetConnections(),
        dataflows.flows(),
        dataflows.runs(),
        dataflows.logs(),
        lake.resources(),
        registryCalls(lake),
        lake.schemas(),
        lake.dataSets(),
        new DataSetLabels(lake.dataSets(), lake.schemas()),
        lake.batches(),
        snapshots(lake, dataflows.runs()),
        lake.mappingSets(),
        new MappingPreview(
            lake.mappingSets(), lake.schemas(), lake.dataSets(), accounts.tables(), ground.clock()),
        new MappingSuggestions(lake.schemas(), accounts.tables()),
        new Observability(lake.batches()),
        new SqlQueries(lake.dataSets(), sqlEngine));
  }

  private RegistryCalls registryCalls(Lake lake) {
    AuditLog audit = new AuditLog(ground.database(), ground.clock());
    return new RegistryCalls(lake.resources(), tenants.sandboxes(), audit);
  }

  private Snapshots snapshots(Lake lake, Runs runs) {
    AuditLog audit = new AuditLog(ground.database(), ground.clock());
    return new Snapshots(lake.dataSets(), lake.batches(), runs, audit);
  }

  /** Starts the service; returns when it answers. */
  public static Tributary start(Config config) {
    return start(config, Clock.systemUTC());
  }

  /** Starts it with a clock that decides what is due. */
  static Tributary start(Config config, Clock clock) {
    Tributary tributary = new Tributary(config, clock);
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

  /** Where people and clients reach it. */
  public String url() {
    if (!config.publicUrl().isEmpty()) {
      return config.publicUrl();
    }
    String host = config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host();
    return "http://" + host + ":" + server.port();
  }

  public Path home() {
    return config.home();
  }

  Datasets datasets() {
    return ground.datasets();
  }

  /** A link that signs the owner of the home in at a browser, once, within half an hour. */
  String signInLink() {
    return tenants.signInLink(url(), Users.OWNER);
  }

  /** What a client needs to call it. */
  Map<String, String> credentials() {
    return tenants.credentials(url());
  }

  /**
   * Stops in the order in which requests and data flow; what runs is taken up again at the next
   * start.
   */
  @Override
  public void close() {
    sqlEngine.close();
    server.close();
    scheduler.close();
    ground.close();
    if (simulated != null) {
      simulated.close();
    }
    home.close();
  }
}
