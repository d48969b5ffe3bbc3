package io.tributary;

import io.tributary.simulator.HubSpotSimulator;
import io.tributary.simulator.Options;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tributary simulator …}: a source system that is not one. */
@Command(
    name = "simulator",
    description = "Starts a simulated source system alone.",
    mixinStandardHelpOptions = true,
    subcommands = SimulatorCommand.HubSpot.class)
final class SimulatorCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return 2;
  }

  @Command(
      name = "hubspot",
      description = "A simulated HubSpot portal.",
      mixinStandardHelpOptions = true)
  static final class HubSpot implements Callable<Integer> {
    @Option(
        names = "--port",
        description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
        names = "--contacts",
        description = "How many contacts there are (default: ${DEFAULT-VALUE}).")
    int contacts = 1_000;

    @Option(
        names = "--seed",
        description = "Decides every name and number (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
        names = "--latency",
        description = "Milliseconds that each answer takes longer (default: ${DEFAULT-VALUE}).")
    long latency;

    @Option(
        names = "--rate-limit",
        description = "Calls per 10 s; 0 is no limit (default: ${DEFAULT-VALUE}).")
    int rateLimit = 190;

    @Override
    public Integer call() throws InterruptedException {
      HubSpotSimulator simulator =
          HubSpotSimulator.start(
              Options.defaults()
                  .withPort(port)
                  .withContacts(contacts)
                  .withSeed(seed)
                  .withRateLimit(rateLimit)
                  .withLatency(Duration.ofMillis(latency)));
      Main.out().println(simulator.readyLine());
      return Main.serveUntilStopped(simulator);
    }
  }
}
