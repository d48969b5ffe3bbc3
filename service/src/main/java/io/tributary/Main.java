package io.tributary;

import io.tributary.control.Users;
import io.tributary.model.Json;
import io.tributary.simulator.HubSpotSimulator;
import io.tributary.simulator.Options;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. Standard output is for programs, standard error for people. */
@Command(
    name = "tributary",
    description = "The open Flow Service: sources in, Iceberg tables out.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      Main.Serve.class,
      Main.Demo.class,
      Main.Env.class,
      Main.SignIn.class,
      SimulatorCommand.class
    })
public final class Main implements Callable<Integer> {
  private Main() {}

  public static void main(String[] args) {
    int code =
        new CommandLine(new Main())
            .setOut(
                new java.io.PrintWriter(
                    new java.io.OutputStreamWriter(System.out, StandardCharsets.UTF_8), true))
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  command.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
                  return 1;
                })
            .execute(args);
    System.exit(code);
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return 2;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Tributary.version()};
    }
  }

  static PrintStream out() {
    return new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }

  private static Path home(@Nullable Path given, String name) {
    String set = System.getenv("TRIBUTARY_HOME");
    Path home =
        given != null
            ? given
            : set != null ? Path.of(set) : Path.of(System.getProperty("user.home"), name);
    return home.toAbsolutePath().normalize();
  }

  /** Waits for the signal to stop, closes what is given, and ends with the code of success. */
  static int serveUntilStopped(AutoCloseable... services) throws InterruptedException {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(close(services))));
    new CountDownLatch(1).await();
    return 0;
  }

  /**
   * Halting with a code of our own: a JVM that ends by a signal would tell of the signal, not of
   * the clean end.
   */
  private static int close(AutoCloseable... services) {
    int code = 0;
    for (AutoCloseable service : services) {
      try {
        service.close();
      } catch (Exception e) {
        System.err.println("did not close cleanly: " + e);
        code = 1;
      }
    }
    return code;
  }

  @Command(
      name = "serve",
      description = "Starts the service alone.",
      mixinStandardHelpOptions = true)
  static final class Serve implements Callable<Integer> {
    @Option(names = "--home", description = "Where everything is kept (default: ~/.tributary).")
    @Nullable Path home;

    @Option(
        names = "--port",
        description = "Port to listen on; 0 takes a free one (default: 8420).")
    @Nullable Integer port;

    @Override
    public Integer call() throws InterruptedException {
      Config config = Config.load(home(home, ".tributary"), System.getenv());
      Tributary service = Tributary.start(port == null ? config : config.withPort(port));
      out().println(Json.write(ready(service)));
      System.err.println(
          "Tributary answers at "
              + service.url()
              + ", keeping everything in "
              + service.home()
              + ".");
      System.err.println("Open once:   " + service.signInLink());
      System.err.println("To call it:  eval \"$(./tributary env --home " + service.home() + ")\"");
      System.err.println(
          "             curl -H \"Authorization: Bearer $ACCESS_TOKEN\" -H \"x-api-key: $API_KEY\""
              + " -H \"x-gw-ims-org-id: $IMS_ORG\" -H \"x-sandbox-name: $SANDBOX_NAME\""
              + " $TRIBUTARY_URL/data/foundation/flowservice/connectionSpecs");
      return serveUntilStopped(service);
    }

    private static Map<String, Object> ready(Tributary service) {
      Map<String, Object> line = new java.util.LinkedHashMap<>();
      line.put("ready", true);
      line.put("url", service.url());
      line.put("home", service.home().toString());
      return line;
    }
  }

  @Command(
      name = "demo",
      description =
          "Lands contacts of a simulated HubSpot in a dataset, as a client would, and goes on serving.",
      mixinStandardHelpOptions = true)
  static final class Demo implements Callable<Integer> {
    @Option(
        names = "--home",
        description = "Where everything is kept (default: ~/.tributary-demo).")
    @Nullable Path home;

    @Option(
        names = "--port",
        description = "Port of the service; a free one if it is taken (default: 8420).")
    @Nullable Integer port;

    @Option(
        names = "--contacts",
        description = "Contacts in the simulated HubSpot (default: ${DEFAULT-VALUE}).")
    int contacts = 10_000;

    @Option(
        names = "--seed",
        description = "Decides every name and number (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
        names = "--rate-limit",
        description = "The simulator's calls per 10 s; 0 is no limit (default: ${DEFAULT-VALUE}).")
    int rateLimit;

    @Option(
        names = "--latency",
        description =
            "Milliseconds that each answer of the simulator takes longer (default: ${DEFAULT-VALUE}).")
    long latency;

    @Option(
        names = "--exit",
        description = "End after the last step; exit code 0 only if every record landed once.")
    boolean exit;

    @Override
    public Integer call() throws Exception {
      Options options =
          Options.defaults()
              .withContacts(contacts)
              .withSeed(seed)
              .withRateLimit(rateLimit)
              .withLatency(Duration.ofMillis(latency));
      HubSpotSimulator simulator = HubSpotSimulator.start(options);
      Config config =
          Config.load(home(home, ".tributary-demo"), System.getenv())
              .withHubspot(java.net.URI.create(simulator.url()));
      Tributary service =
          Tributary.start(config.withPort(port == null ? freeIfTaken(config.port()) : port));
      boolean complete = new Walkthrough(service, simulator, out()).walk();
      if (exit) {
        service.close();
        simulator.close();
        return complete ? 0 : 1;
      }
      System.err.println("Look at it:  " + service.signInLink());
      return serveUntilStopped(service, simulator);
    }

    private static int freeIfTaken(int port) {
      try (java.net.ServerSocket probe =
          new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (java.io.IOException e) {
        return 0;
      }
    }
  }

  @Command(
      name = "env",
      description = "Prints what a client needs to call the service, as export lines for a shell.",
      mixinStandardHelpOptions = true)
  static final class Env implements Callable<Integer> {
    @Option(names = "--home", description = "The service's home (default: ~/.tributary).")
    @Nullable Path home;

    @Override
    public Integer call() {
      Config config = existing(home);
      Tenants.of(config, Clock.systemUTC(), tenants -> tenants.credentials(address(config)))
          .forEach((name, value) -> out().println("export " + name + "='" + value + "'"));
      return 0;
    }
  }

  /** The settings of a home in which there has been a service. */
  private static Config existing(@Nullable Path given) {
    Path path = home(given, ".tributary");
    if (!Files.exists(Tributary.keyFile(path))) {
      throw new IllegalStateException(
          "There is no service in "
              + path
              + " yet. Start one with: ./tributary serve --home "
              + path);
    }
    return Config.load(path, System.getenv());
  }

  private static String address(Config config) {
    return Home.url(config.home()).orElse("http://" + config.host() + ":" + config.port());
  }

  @Command(
      name = "sign-in",
      description = "Prints a link that signs you in at a browser, once.",
      mixinStandardHelpOptions = true)
  static final class SignIn implements Callable<Integer> {
    @Option(names = "--home", description = "The service's home (default: ~/.tributary).")
    @Nullable Path home;

    @Option(
        names = "--user",
        description = "The email address of the user (default: ${DEFAULT-VALUE}).")
    String user = Users.OWNER;

    @Override
    public Integer call() {
      Config config = existing(home);
      String link =
          Tenants.of(
              config, Clock.systemUTC(), tenants -> tenants.signInLink(address(config), user));
      out().println(link);
      return 0;
    }
  }
}
