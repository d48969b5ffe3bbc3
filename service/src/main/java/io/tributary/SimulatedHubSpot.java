package io.tributary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.model.ConnectionSpec;
import io.tributary.model.Json;
import io.tributary.simulator.HubSpotSimulator;
import io.tributary.simulator.Options;
import io.tributary.source.Source;
import io.tributary.source.hubspot.HubSpotSource;
import io.tributary.source.hubspot.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * A portal to try things with, beside the real source: HubSpot's own connector, pointed at a
 * simulator in this process. The form that its specification makes is filled in already. What is
 * changed in the portal is forgotten with the process; its records are the same at each start.
 */
final class SimulatedHubSpot implements AutoCloseable {
  private static final String ID = "9f3a88fc-e403-5c70-bf2b-063d6ef6caf7";
  private static final int CONTACTS = 10_000;

  private final HubSpotSimulator simulator;
  private final Source source;

  private SimulatedHubSpot(HubSpotSimulator simulator, Source source) {
    this.simulator = simulator;
    this.source = source;
  }

  static SimulatedHubSpot start(String apiVersion) {
    HubSpotSimulator simulator =
        HubSpotSimulator.start(Options.defaults().withContacts(CONTACTS).withRateLimit(0));
    Settings settings = Settings.of(URI.create(simulator.url()), apiVersion, Duration.ZERO);
    ConnectionSpec spec = spec(HubSpotSource.defaultSpec(), simulator.privateAppToken());
    return new SimulatedHubSpot(simulator, new HubSpotSource(settings, spec));
  }

  private static ConnectionSpec spec(ConnectionSpec real, String token) {
    ObjectNode spec = (ObjectNode) Json.tree(real);
    spec.put("id", ID).put("name", "hubspot-simulated");
    ((ObjectNode) spec.path("attributes"))
        .put("connectorName", "HubSpot (simulated)")
        .put(
            "description",
            "A portal that comes along: ten thousand contacts that do not exist, to try things with.")
        .put("isSimulated", true);
    ObjectNode auth = (ObjectNode) spec.path("authSpec").path(1).deepCopy();
    ObjectNode accessToken = (ObjectNode) auth.at("/spec/properties/accessToken");
    accessToken.put("description", "The simulated portal's token.").put("default", token);
    spec.putArray("authSpec").add(auth);
    return Json.read(Json.write(spec), ConnectionSpec.class);
  }

  Source source() {
    return source;
  }

  @Override
  public void close() {
    simulator.close();
  }
}
