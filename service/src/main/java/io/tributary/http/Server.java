package io.tributary.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.control.ApiClients;
import io.tributary.control.Audit;
import io.tributary.control.Batches;
import io.tributary.control.ConnectionSpecs;
import io.tributary.control.Connections;
import io.tributary.control.DataSetLabels;
import io.tributary.control.DataSets;
import io.tributary.control.Explore;
import io.tributary.control.FlowSpecs;
import io.tributary.control.Flows;
import io.tributary.control.MappingPreview;
import io.tributary.control.MappingSets;
import io.tributary.control.MappingSuggestions;
import io.tributary.control.Members;
import io.tributary.control.Observability;
import io.tributary.control.OidcSignIn;
import io.tributary.control.Organisations;
import io.tributary.control.PageTokens;
import io.tributary.control.RateLimits;
import io.tributary.control.RegistryCalls;
import io.tributary.control.Resources;
import io.tributary.control.RunLogs;
import io.tributary.control.Runs;
import io.tributary.control.SandboxContents;
import io.tributary.control.Sandboxes;
import io.tributary.control.Schemas;
import io.tributary.control.Sessions;
import io.tributary.control.Snapshots;
import io.tributary.control.SourceConnections;
import io.tributary.control.SqlQueries;
import io.tributary.control.TargetConnections;
import io.tributary.control.Tokens;
import io.tributary.control.Users;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The HTTP server with all routes. */
public final class Server implements AutoCloseable {
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Javalin javalin;

  /** What the routes answer from. */
  public record Nouns(
      RateLimits limits,
      Tokens tokens,
      Sessions sessions,
      Optional<OidcSignIn> oidcSignIn,
      Members members,
      Organisations organisations,
      Users users,
      ApiClients clients,
      Audit audit,
      Sandboxes sandboxes,
      SandboxContents sandboxContents,
      PageTokens pageTokens,
      ConnectionSpecs connectionSpecs,
      FlowSpecs flowSpecs,
      Connections connections,
      Explore explore,
      SourceConnections sourceConnections,
      TargetConnections targetConnections,
      Flows flows,
      Runs runs,
      RunLogs runLogs,
      Resources resources,
      RegistryCalls registryCalls,
      Schemas schemas,
      DataSets dataSets,
      DataSetLabels labels,
      Batches batches,
      Snapshots snapshots,
      MappingSets mappingSets,
      MappingPreview mappingPreview,
      MappingSuggestions suggestions,
      Observability observability,
      SqlQueries sqlQueries) {}

  /**
   * What the server says of itself.
   *
   * @param url where people reach it, once it listens
   * @param encrypted whether browsers reach it by https
   * @param alive whether everything that the service rests on answers
   */
  public record Presence(
      String version,
      Supplier<String> url,
      boolean encrypted,
      BooleanSupplier alive,
      PrometheusMeterRegistry meters) {}

  public Server(Nouns nouns, Presence presence) {
    this.javalin = Javalin.create(config -> configure(config, nouns, presence));
    OpenApi description = new OpenApi(routes(), presence.version());
    javalin.unsafe.routes.get(OpenApi.PATH, ctx -> Answers.write(ctx, description.document()));
  }

  /** Every route that the server has. */
  List<OpenApi.Route> routes() {
    Stream<OpenApi.Route> installed =
        javalin.unsafe.internalRouter.allHttpHandlers().stream()
            .map(parsed -> parsed.endpoint)
            .filter(endpoint -> endpoint.method.isHttpMethod())
            .map(endpoint -> new OpenApi.Route(endpoint.method.name(), endpoint.path));
    return installed.distinct().toList();
  }

  private static void configure(JavalinConfig config, Nouns nouns, Presence presence) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = 1 << 20;
    config.http.prefer405over404 = true;
    config.router.ignoreTrailingSlashes = true;
    config.router.javaLangErrorHandler(Errors::defect);
    config.router.treatMultipleSlashesAsSingleSlash = true;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(32 << 10);
        });
    config.routes.before(Server::prepare);
    Errors.install(config.routes);
    installApis(config.routes, nouns, presence);
    installHealth(config.routes, presence);
    Meters meters = new Meters(presence.meters());
    config.requestLogger.http(meters::request);
    UiFiles.install(config);
  }

  private static void installApis(RoutesConfig routes, Nouns nouns, Presence presence) {
    Access access =
        new Access(
            nouns.tokens(), nouns.sessions(), nouns.members(), nouns.sandboxes(), nouns.limits());
    Lists lists = new Lists(access, nouns.pageTokens());
    // First, since routes are tried in this order and these are called most.
    installFlowService(routes, access, lists, nouns);
    new SessionApi(
            nouns.sessions(),
            nouns.members(),
            nouns.sandboxes(),
            presence.version(),
            presence.encrypted())
        .install(routes);
    new IssuerSignInApi(nouns.oidcSignIn(), presence.url(), presence.encrypted()).install(routes);
    new ImsApi(nouns.tokens()).install(routes);
    new TributaryApi(
            access, lists, nouns.organisations(), nouns.users(), nouns.clients(), nouns.sessions())
        .install(routes);
    installPlatform(routes, access, nouns);
  }

  private static void installPlatform(RoutesConfig routes, Access access, Nouns nouns) {
    new AccessControlApi(access).install(routes);
    new AuditApi(access, nouns.audit()).install(routes);
    new SandboxApi(access, nouns.sandboxes(), nouns.sandboxContents()).install(routes);
    new SchemaRegistryApi(access, nouns.resources(), nouns.schemas()).install(routes);
    new RegistryRpcApi(access, nouns.registryCalls()).install(routes);
    new CatalogApi(access, nouns.dataSets(), nouns.labels(), nouns.batches()).install(routes);
    new CatalogBatchesApi(access, nouns.batches()).install(routes);
    new LabelsApi(access, nouns.labels()).install(routes);
    new DataPrepApi(access, nouns.mappingSets(), nouns.mappingPreview(), nouns.suggestions())
        .install(routes);
    new SnapshotsApi(access, nouns.snapshots()).install(routes);
    new DataAccessApi(access, nouns.dataSets(), nouns.batches()).install(routes);
    new BatchErrorsApi(access, nouns.batches()).install(routes);
    new ObservabilityApi(access, nouns.observability()).install(routes);
    new QueryApi(access, nouns.sqlQueries()).install(routes);
  }

  private static void installFlowService(
      RoutesConfig routes, Access access, Lists lists, Nouns nouns) {
    new SpecsApi(access, lists, nouns.connectionSpecs(), nouns.flowSpecs()).install(routes);
    new ExploreApi(access, nouns.explore(), nouns.connections(), nouns.connectionSpecs())
        .install(routes);
    new FlowServiceApi(
            access,
            lists,
            nouns.connections(),
            nouns.sourceConnections(),
            nouns.targetConnections())
        .install(routes);
    new FlowsApi(access, lists, nouns.flows(), nouns.runs(), nouns.runLogs()).install(routes);
  }

  private static void installHealth(RoutesConfig routes, Presence presence) {
    routes.get("/health/live", ctx -> Answers.write(ctx, Map.of("status", "up")));
    routes.get(
        "/health/ready",
        ctx -> {
          boolean up = presence.alive().getAsBoolean();
          ctx.status(up ? 200 : 503);
          Answers.write(ctx, Map.of("status", up ? "up" : "down"));
        });
    routes.get("/metrics", ctx -> ctx.contentType(METRICS_TYPE).result(presence.meters().scrape()));
    routes.get("/version", ctx -> Answers.write(ctx, Map.of("version", presence.version())));
  }

  private static void prepare(Context ctx) {
    String given = ctx.header(Answers.REQUEST_ID);
    boolean usable = given != null && given.matches("[\\w.:-]{1,128}");
    ctx.header(Answers.REQUEST_ID, usable ? String.valueOf(given) : UUID.randomUUID().toString());
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Cache-Control", "no-store");
  }

  /** Starts to listen; port 0 takes a free one. */
  public void start(String host, int port) {
    javalin.start(host, port);
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
