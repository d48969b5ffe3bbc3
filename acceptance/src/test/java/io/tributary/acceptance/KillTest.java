package io.tributary.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the service at random moments of a run. The number of kills is {@code -Dkills} (20 by
 * default), the seed {@code -Dseed}; docs/operations.md has the long form.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 20);
  private static final int CONTACTS = Integer.getInteger("contacts", 100_000);

  /** The run takes some 20 seconds of life, so that it outlasts the kills. */
  private static final String LATENCY_MILLIS = "150";

  private static final int SHORTEST_LIFE_MILLIS = 300;
  private static final int LONGEST_LIFE_MILLIS = 3_000;

  @Test
  void losesAndDoublesNothingHoweverOftenItIsKilled(@TempDir Path home) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    String[] simulate = {
      "simulator",
      "hubspot",
      "--contacts",
      Integer.toString(CONTACTS),
      "--rate-limit",
      "0",
      "--latency",
      LATENCY_MILLIS
    };
    try (Program simulator = Program.start(Map.of(), simulate)) {
      JsonNode credentials = simulator.ready();
      Map<String, String> settings =
          Map.of("TRIBUTARY_SOURCE_HUBSPOT_BASE_URL", credentials.get("url").asText());
      Program service = serve(settings, home);
      Journey journey = Journey.begin(new Api(home), credentials);
      int inTheRun = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(random.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS));
        service.kill();
        inTheRun += isPublished(home) ? 0 : 1;
        service = serve(settings, home);
      }
      JsonNode run = new Api(home).awaitRun(journey.flow());
      service.stop();
      assertThat(service.exitCode()).as(service.errors()).isZero();
      String told = "seed " + seed + ", " + inTheRun + " of " + KILLS + " kills in the run";
      System.out.println("killed and resumed: " + told);
      assertThat(inTheRun).as(told).isGreaterThan(KILLS / 2);
      requireComplete(home, run, told);
    }
  }

  private static Program serve(Map<String, String> settings, Path home) throws Exception {
    Program service = Program.start(settings, "serve", "--port", "0", "--home", home.toString());
    service.ready();
    return service;
  }

  private static boolean isPublished(Path home) {
    try (Lake lake = new Lake(home)) {
      return lake.table("hubspot_contacts").currentSnapshot() != null;
    }
  }

  private static void requireComplete(Path home, JsonNode run, String told) throws Exception {
    assertThat(run.at("/metrics/statusSummary/status").asText())
        .as(told + run)
        .isEqualTo("success");
    assertThat(run.at("/metrics/recordSummary/inputRecordCount").asInt())
        .as(told)
        .isEqualTo(CONTACTS);
    assertThat(run.at("/metrics/recordSummary/outputRecordCount").asInt())
        .as(told)
        .isEqualTo(CONTACTS);
    try (Lake lake = new Lake(home)) {
      List<String> ids = lake.ids("hubspot_contacts");
      assertThat(ids).as(told).hasSize(CONTACTS);
      assertThat(ids.stream().distinct().count()).as(told).isEqualTo(CONTACTS);
    }
  }
}
