package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A database that does not answer, or is gone, is told of soon, and so is its return. */
final class DatabaseAwayTest {
  @Test
  void aServerThatFallsSilentOrGoesIsNotAlive() throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.start();
    try (Relay relay = new Relay(postgres.getPort());
        Database database = open(relay)) {
      assertThat(database.isAlive()).isTrue();
      relay.mute(true);
      Instant asked = Instant.now();
      assertThat(database.isAlive()).isFalse();
      assertThat(database.isAlive()).isFalse();
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(25));
      relay.mute(false);
      assertThat(eventually(database)).isTrue();
      postgres.close();
      assertThat(database.isAlive()).isFalse();
    }
  }

  private static Database open(Relay relay) {
    String url = "jdbc:postgresql://127.0.0.1:" + relay.port() + "/postgres";
    return Database.open(url, "postgres", "");
  }

  /** Each question waits for two seconds at most. */
  private static boolean eventually(Database database) {
    for (int i = 0; i < 10; i++) {
      if (database.isAlive()) {
        return true;
      }
    }
    return false;
  }
}
