package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that are committed together are still each their own. */
final class GroupCommitTest {
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
  private static final int CHANGES = 100;

  private final ExecutorService callers = Executors.newFixedThreadPool(CHANGES + 1);
  private Database database;
  private SignIns signIns;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = Database.open("jdbc:sqlite:" + folder.resolve("metadata.db"), "", "");
    signIns = new SignIns(database);
  }

  @AfterEach
  void close() {
    callers.shutdownNow();
    database.close();
  }

  @Test
  void ofManyThatWaitTogetherThoseThatFailTakeBackOnlyTheirOwn() throws Exception {
    CountDownLatch allWait = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(CHANGES);
    Future<Boolean> first = callers.submit(() -> database.change(handle -> await(allWait)));
    List<Future<String>> changes = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      Callable<String> change = session(i);
      changes.add(
          callers.submit(
              () -> {
                begun.countDown();
                return change.call();
              }));
    }
    begun.await();
    allWait.countDown();
    assertThat(first.get()).isTrue();
    for (int i = 0; i < CHANGES; i++) {
      Future<String> change = changes.get(i);
      if (i % 3 == 0) {
        assertThatThrownBy(change::get)
            .isInstanceOf(ExecutionException.class)
            .hasRootCauseMessage("change " + i);
      } else {
        assertThat(signIns.session(change.get(), Instant.EPOCH))
            .contains(new SignIns.SignIn("org", "account " + i));
      }
    }
    assertThat(rows()).isEqualTo(66);
  }

  /** Signs in, and every third time fails after that. */
  private Callable<String> session(int i) {
    return () ->
        database.atomically(
            () -> {
              String session = signIns.newSession(new SignIns.SignIn("org", "account " + i), LATER);
              if (i % 3 == 0) {
                throw new IllegalArgumentException("change " + i);
              }
              return session;
            });
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long rows() {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from sign_ins").mapTo(Long.class).one());
  }

  @Test
  void oneThatFailsAloneKeepsNothingEither() {
    assertThatThrownBy(() -> session(0).call())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("change 0");
    assertThat(rows()).isZero();
  }

  @Test
  void whatComesAfterTheEndIsRefused() {
    database.close();
    assertThatThrownBy(() -> session(1).call())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The metadata database is closed");
  }
}
