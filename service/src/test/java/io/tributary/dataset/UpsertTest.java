package io.tributary.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Tally;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that lands again replaces its row, and only that. */
final class UpsertTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = new Warehouse(folder);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void aRecordThatLandsAgainReplacesItsRow() {
    warehouse.land("one", "1=Ann", "2=Bob", "3=Cid");
    Commit second = warehouse.land("two", "2=Bobby", "4=Dan");
    assertThat(second.replaced()).isEqualTo(1);
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bobby", "3=Cid", "4=Dan");
    assertThat(warehouse.dataset().rowCount()).isEqualTo(4);
    assertThat(warehouse.dataset().recordIds()).hasSize(4);
  }

  @Test
  void aRecordThatLandsManyTimesIsReplacedOnceEachTime() {
    warehouse.land("run 0", "1=v0", "2=Bob");
    for (int i = 1; i <= 4; i++) {
      Commit commit = warehouse.land("run " + i, "1=v" + i);
      assertThat(commit.replaced()).as("run %d", i).isEqualTo(1);
      assertThat(warehouse.dataset().rowCount()).isEqualTo(2);
      assertThat(warehouse.rows()).containsExactly("1=v" + i, "2=Bob");
    }
  }

  @Test
  void theSameIdOfAnotherSourceIsNotTouched() {
    warehouse.land("one", "1=Ann");
    Commit other =
        warehouse.dataset().begin("flow 2", "two", 1, "account/Companies", Warehouse.ROW);
    Warehouse.append(other, "a", "1", "1=Acme");
    other.publish(Warehouse.UNTIL);
    assertThat(other.replaced()).isZero();
    assertThat(warehouse.rows()).containsExactly("1=Acme", "1=Ann");
    Commit again =
        warehouse.dataset().begin("flow 2", "three", 1, "account/Companies", Warehouse.ROW);
    Warehouse.append(again, "a", "1", "1=Acme Inc");
    again.publish(Warehouse.UNTIL);
    assertThat(warehouse.rows()).containsExactly("1=Acme Inc", "1=Ann");
  }

  @Test
  void recordsThatNothingIdentifiesReplaceNothing() {
    for (String run : List.of("one", "two")) {
      Commit commit = warehouse.begin(run, 1);
      try (Rows rows = commit.rows()) {
        rows.append(new Object[] {"x", run}, "", null);
        commit.checkpoint("a", "1", rows.finish(), new Tally(1, 1, 0, 0, 0, 1));
      }
      commit.publish(Warehouse.UNTIL);
    }
    assertThat(warehouse.rows()).containsExactly("x=one", "x=two");
  }

  @Test
  void tellsWhichVersionsHaveLanded() {
    warehouse.land("one", "1=Ann", "2=Bob");
    Dataset dataset = warehouse.dataset();
    assertThat(dataset.versions(Warehouse.SOURCE, Warehouse.CHANGED))
        .containsExactlyInAnyOrder(
            new Dataset.Version("1", Warehouse.CHANGED),
            new Dataset.Version("2", Warehouse.CHANGED));
    Instant later = Warehouse.CHANGED.plusMillis(1);
    assertThat(dataset.versions(Warehouse.SOURCE, later)).isEmpty();
    assertThat(dataset.versions("another", Warehouse.CHANGED)).isEmpty();
  }

  @Test
  void flowsThatLandInOneTableAtTheSameTimeLoseNothing() throws Exception {
    int flows = 4;
    int runs = 3;
    ExecutorService pool = Executors.newFixedThreadPool(flows);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int flow = 0; flow < flows; flow++) {
        // Two flows read the same source, so they replace each other's rows.
        String source = "account/" + flow / 2;
        String name = "flow " + flow;
        running.add(pool.submit(() -> landRuns(name, source, runs)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    List<String> ids = warehouse.dataset().recordIds();
    assertThat(ids).hasSize(2 * 20);
    assertThat(new TreeSet<>(ids)).hasSize(20);
    assertThat(warehouse.dataset().rowCount()).isEqualTo(40);
  }

  private void landRuns(String flow, String source, int runs) {
    for (int run = 0; run < runs; run++) {
      String id = flow + " run " + run;
      Commit commit = warehouse.dataset().begin(flow, id, 1, source, Warehouse.ROW);
      String[] pairs = IntStream.range(0, 20).mapToObj(i -> i + "=" + id).toArray(String[]::new);
      Warehouse.append(commit, "a", "1", pairs);
      commit.publish(Warehouse.UNTIL);
    }
  }
}
