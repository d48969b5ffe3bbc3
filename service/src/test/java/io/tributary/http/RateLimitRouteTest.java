package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestClock;
import io.tributary.TestService;
import io.tributary.simulator.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An organisation that calls too often is told when to come again; others notice nothing. */
final class RateLimitRouteTest {
  @Test
  void whoCallsTooOftenIsToldHowLongToWait(@TempDir Path home) {
    TestClock clock = new TestClock();
    Map<String, String> limits =
        Map.of("TRIBUTARY_LIMIT_CALLS_PER_SECOND", "2", "TRIBUTARY_LIMIT_BURST", "10");
    Options portal = Options.defaults().withContacts(10);
    try (TestService service = TestService.start(home, portal, limits, clock)) {
      TestClient stranger = service.stranger();
      TestClient client = service.client();
      clock.advance(Duration.ofMinutes(1));
      for (int i = 0; i < 10; i++) {
        must(200, client.get(FLOW + "/flows"));
      }
      Answer refused = client.get(FLOW + "/flows");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(refused.code()).isEqualTo("429050");
      assertThat(refused.at("/message")).contains("2 calls a second");
      assertThat(client.without("Authorization").get(FLOW + "/flows").status()).isEqualTo(403);
      must(200, stranger.get(FLOW + "/flows"));
      must(200, client.bare().get("/health/ready"));
      clock.advance(Duration.ofSeconds(1));
      must(200, client.get(FLOW + "/flows"));
      must(200, client.get(FLOW + "/flows"));
      assertThat(client.get(FLOW + "/flows").status()).isEqualTo(429);
    }
  }
}
