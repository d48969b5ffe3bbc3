package io.tributary.http;

import static io.tributary.Contacts.must;
import static io.tributary.TestClient.FLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.Contacts;
import io.tributary.TestClient;
import io.tributary.TestClient.Answer;
import io.tributary.TestService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of many who change a flow at the same moment one wins, and all others learn it. */
final class OptimisticLockingTest {
  private static final int RIVALS = 64;

  /** {@code -Dtributary.locking.rounds=1000} plays more of them. */
  private static final int ROUNDS = Integer.getInteger("tributary.locking.rounds", 50);

  @TempDir static Path home;

  @Test
  void ofManyWhoSawTheSameVersionOneWins() throws Exception {
    ExecutorService rivals = Executors.newFixedThreadPool(RIVALS);
    try (TestService service = TestService.start(home, 1)) {
      Contacts contacts = Contacts.create(service);
      TestClient api = contacts.api();
      String path = FLOW + "/flows/" + contacts.flow("{'startTime':4102444800,'frequency':'once'}");
      for (int round = 0; round < ROUNDS; round++) {
        String etag = must(200, api.get(path)).at("/items/0/etag");
        List<Answer> answers = race(rivals, api, path, etag, round);
        assertThat(answers).as("round %d", round).filteredOn(a -> a.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(a -> a.status() == 412).hasSize(RIVALS - 1);
        assertThat(answers)
            .filteredOn(a -> a.status() == 412)
            .allSatisfy(a -> assertThat(a.code()).isEqualTo("FLOW-1404-412"));
        Answer winner = answers.stream().filter(a -> a.status() == 200).findFirst().orElseThrow();
        Answer left = must(200, api.get(path));
        assertThat(left.at("/items/0/etag")).isEqualTo(winner.etag()).isNotEqualTo(etag);
        assertThat(left.at("/items/0/name")).isEqualTo(round + "/" + answers.indexOf(winner));
      }
    } finally {
      rivals.shutdownNow();
    }
  }

  /** All begin at once; the answers in the order of the names that they wrote. */
  private static List<Answer> race(
      ExecutorService rivals, TestClient api, String path, String etag, int round)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(RIVALS);
    List<Future<Answer>> running = new ArrayList<>();
    for (int rival = 0; rival < RIVALS; rival++) {
      String rename =
          "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"%d/%d\"}]".formatted(round, rival);
      running.add(
          rivals.submit(
              () -> {
                start.await();
                return api.patch(path, etag, rename);
              }));
    }
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> one : running) {
      answers.add(one.get());
    }
    return answers;
  }
}
