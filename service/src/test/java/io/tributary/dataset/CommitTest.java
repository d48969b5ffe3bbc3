package io.tributary.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.RecordError;
import io.tributary.model.Rejection;
import io.tributary.model.Tally;
import io.tributary.model.TributaryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run lands as a whole or not at all, whatever happens on the way. */
final class CommitTest {
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
  void aRunIsInvisibleUntilItIsPublishedAndThenComplete() {
    Commit commit = warehouse.begin("run", 1);
    Warehouse.append(commit, "a", "1", "1=Ann");
    Warehouse.append(commit, "b", "1", "2=Bob", "3=Cid");
    assertThat(warehouse.rows()).isEmpty();
    assertThat(warehouse.dataset().rowCount()).isZero();
    assertThat(warehouse.dataset().filesOf("run")).isEmpty();
    assertThat(warehouse.dataset().readUntil("flow")).isEmpty();

    commit.publish(Warehouse.UNTIL);
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bob", "3=Cid");
    assertThat(warehouse.dataset().rowCount()).isEqualTo(3);
    assertThat(warehouse.dataset().recordIds()).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(warehouse.dataset().filesOf("run")).hasSize(2);
    assertThat(warehouse.dataset().readUntil("flow")).contains(Warehouse.UNTIL);
    assertThat(warehouse.dataset().readUntil("another flow")).isEmpty();
  }

  @Test
  void whoComesAfterACrashGoesOnFromTheLastCheckpoint() {
    Commit first = warehouse.begin("run", 1);
    assertThat(first.position("a")).isNull();
    Warehouse.append(first, "a", "after 1", "1=Ann");
    Warehouse.append(first, "b", "after 2", "2=Bob");
    Warehouse.append(first, "a", "after 3", "3=Cid");

    Commit second = warehouse.again().begin("run", 2);
    assertThat(second.isPublished()).isFalse();
    assertThat(second.position("a")).isEqualTo("after 3");
    assertThat(second.position("b")).isEqualTo("after 2");
    assertThat(second.position("c")).isNull();
    assertThat(second.tally()).isEqualTo(Warehouse.written(3));
    Warehouse.append(second, "c", "end", "4=Dan");
    second.publish(Warehouse.UNTIL);
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bob", "3=Cid", "4=Dan");
    assertThat(second.tally()).isEqualTo(Warehouse.written(4));
  }

  @Test
  void whoWasOvertakenCanChangeNothingAnyMore() {
    Commit old = warehouse.begin("run", 1);
    Warehouse.append(old, "a", "1", "1=Ann");
    Commit fresh = warehouse.begin("run", 2);
    assertThatThrownBy(() -> Warehouse.append(old, "a", "2", "2=late"))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("taken over");
    assertThatThrownBy(() -> old.publish(Warehouse.UNTIL)).hasMessageContaining("taken over");
    assertThatThrownBy(old::abandon).hasMessageContaining("taken over");
    assertThatThrownBy(() -> warehouse.begin("run", 1)).hasMessageContaining("taken over");
    assertThat(warehouse.rows()).isEmpty();
    assertThat(fresh.position("a")).isEqualTo("1");

    Warehouse.append(fresh, "a", "2", "2=Bob");
    fresh.publish(Warehouse.UNTIL);
    assertThatThrownBy(() -> Warehouse.append(old, "a", "3", "3=late")).isNotNull();
    assertThatThrownBy(() -> old.publish(Warehouse.UNTIL)).isNotNull();
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bob");
  }

  @Test
  void whoTakesARunUpAtTheMomentInWhichItLandsFindsItLanded() {
    Commit first = warehouse.begin("run", 1);
    Warehouse.append(first, "a", "1", "1=Ann");
    Moment turn = new Moment(() -> first.publish(Warehouse.UNTIL));
    Run run = new Run("flow", "run", 2, Warehouse.SOURCE);
    Commit second =
        new Commit(warehouse.plainCatalog(), warehouse.identifier(), turn, run, Warehouse.ROW);
    assertThat(turn.happened).isTrue();
    assertThat(second.isPublished()).isTrue();
    assertThat(second.tally()).isEqualTo(Warehouse.written(1));
    assertThat(warehouse.rows()).containsExactly("1=Ann");
    assertThat(warehouse.plainCatalog().loadTable(warehouse.identifier()).properties())
        .doesNotContainKey(Fence.property("run"));
  }

  /** A turn before which something else happens once. */
  @SuppressWarnings("serial")
  private static final class Moment extends ReentrantLock {
    private final transient Runnable before;
    private boolean happened;

    Moment(Runnable before) {
      this.before = before;
    }

    @Override
    public void lock() {
      if (!happened) {
        happened = true;
        before.run();
      }
      super.lock();
    }
  }

  @Test
  void whoWasOvertakenDoesNotQuarantineHalfOfTheRejectedRecords() {
    Commit old = warehouse.begin("run", 1);
    reject(old, "a", "1");
    Commit fresh = warehouse.begin("run", 2);
    reject(fresh, "b", "2");
    assertThatThrownBy(() -> old.publish(Warehouse.UNTIL)).isNotNull();
    assertThatThrownBy(old::abandon).isNotNull();
    fresh.abandon();
    assertThat(rejected()).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void aPublishedRunIsFoundPublishedHoweverOftenItIsTakenUpAgain() {
    warehouse.land("earlier", "1=Ann", "2=Bob");
    Commit commit = warehouse.begin("run", 1);
    Warehouse.append(commit, "a", "1", "1=Anna", "3=Cid");
    commit.publish(Warehouse.UNTIL);
    for (int epoch = 2; epoch < 5; epoch++) {
      Commit again = warehouse.again().begin("run", epoch);
      assertThat(again.isPublished()).isTrue();
      assertThat(again.tally()).isEqualTo(Warehouse.written(2));
      assertThat(again.replaced()).isEqualTo(1);
    }
    assertThat(warehouse.rows()).containsExactly("1=Anna", "2=Bob", "3=Cid");
    assertThat(warehouse.dataset().rowCount()).isEqualTo(3);
  }

  @Test
  void aRunOfOtherRunsAfterItIsStillFoundPublished() {
    warehouse.land("run", "1=Ann");
    warehouse.land("next", "1=Anna");
    Commit again = warehouse.again().begin("run", 2);
    assertThat(again.isPublished()).isTrue();
    assertThat(again.replaced()).isZero();
  }

  @Test
  void aRunThatReadNothingLeavesTheTableAsItWas() {
    warehouse.land("earlier", "1=Ann");
    Commit commit = warehouse.begin("run", 1);
    commit.checkpoint("a", "done", Warehouse.write(commit), Tally.ZERO);
    commit.publish(Warehouse.UNTIL.plusSeconds(1));
    assertThat(commit.replaced()).isZero();
    assertThat(commit.tally()).isEqualTo(Tally.ZERO);
    assertThat(warehouse.rows()).containsExactly("1=Ann");
    assertThat(warehouse.dataset().filesOf("run")).isEmpty();
  }

  @Test
  void anAbandonedRunLeavesNothingButItsRejectedRecords() {
    warehouse.land("earlier", "1=Ann");
    List<String> before = warehouse.files();
    Commit commit = warehouse.begin("run", 1);
    Warehouse.append(commit, "a", "1", "2=Bob");
    reject(commit, "b", "7");
    commit.abandon();
    assertThat(warehouse.rows()).containsExactly("1=Ann");
    assertThat(warehouse.files())
        .filteredOn(name -> !before.contains(name))
        .singleElement()
        .asString()
        .startsWith("run-")
        .contains("rejected");
    assertThat(rejected()).containsExactly("7");
    Commit again = warehouse.begin("run", 2);
    assertThat(again.position("a")).isNull();
    assertThat(again.tally()).isEqualTo(Tally.ZERO);
  }

  @Test
  void rejectedRecordsAreKeptOnceWithTheirReasons() {
    Commit commit = warehouse.begin("run", 1);
    reject(commit, "a", "7");
    warehouse.again();
    Commit again = warehouse.begin("run", 2);
    Warehouse.append(again, "b", "1", "1=Ann");
    again.publish(Warehouse.UNTIL);
    warehouse.begin("run", 3);
    List<Map<String, Object>> rows =
        warehouse.datasets().open("acme", "prod", "contacts__rejected").rows(10);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0))
        .containsEntry("recordId", "7")
        .containsEntry("runId", "run")
        .containsEntry("flowId", "flow")
        .containsEntry("source", Warehouse.SOURCE)
        .containsEntry("code", "MAPPER-3700-400")
        .containsEntry("field", "age")
        .containsEntry("message", "no number")
        .containsEntry("record", "{\"age\":\"x\"}");
  }

  @Test
  void filesThatWereNeverCommittedAreSwept() {
    warehouse.land("earlier", "1=Ann");
    Commit crashed = warehouse.begin("run", 1);
    Warehouse.append(crashed, "a", "1", "2=Bob");
    List<String> committed = warehouse.files();
    Warehouse.write(crashed, "3=never committed");
    assertThat(warehouse.files()).hasSize(committed.size() + 1);

    Commit again = warehouse.again().begin("run", 2);
    assertThat(warehouse.files()).isEqualTo(committed);
    Warehouse.append(again, "a", "2", "3=Cid");
    again.publish(Warehouse.UNTIL);
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bob", "3=Cid");
  }

  @Test
  void whyValuesAndRecordsWereLostOutlivesACrash() {
    Commit first = warehouse.begin("run", 1);
    lose(first, "a", "1");
    lose(first, "a", "2");
    try (Rows rows = first.rows()) {
      rows.warn(List.of(new RecordError("MAPPER-3700-400", "never committed", "born", 1L)));
      rows.finish();
    }

    Commit second = warehouse.again().begin("run", 2);
    lose(second, "b", "1");
    List<RecordError> lost = List.of(counted("MAPPER-3700-400", 3), counted("INGEST-1212-400", 3));
    assertThat(second.reasons()).isEqualTo(lost);
    second.publish(Warehouse.UNTIL);

    Commit third = warehouse.again().begin("run", 3);
    assertThat(third.isPublished()).isTrue();
    assertThat(third.reasons()).isEqualTo(lost);
  }

  private static void lose(Commit commit, String split, String position) {
    try (Rows rows = commit.rows()) {
      rows.warn(List.of(counted("MAPPER-3700-400", 1)));
      rows.reject(new Rejection(position, List.of(counted("INGEST-1212-400", 1)), "{}"));
      commit.checkpoint(split, position, rows.finish(), new Tally(1, 0, 1, 0, 1, 10));
    }
  }

  private static RecordError counted(String code, long count) {
    return new RecordError(code, "no number", "age", count);
  }

  @Test
  void filesThatAreClosedWithoutBeingFinishedAreGone() {
    Commit commit = warehouse.begin("run", 1);
    Rows rows = commit.rows();
    rows.append(new Object[] {"1", "Ann"}, "1", null);
    rows.reject(rejection("2"));
    rows.close();
    assertThat(warehouse.files()).isEmpty();
  }

  private static void reject(Commit commit, String split, String id) {
    try (Rows rows = commit.rows()) {
      rows.reject(rejection(id));
      commit.checkpoint(split, "1", rows.finish(), new Tally(1, 0, 1, 0, 0, 10));
    }
  }

  private static Rejection rejection(String id) {
    RecordError error = new RecordError("MAPPER-3700-400", "no number", "age", null);
    return new Rejection(id, List.of(error), "{\"age\":\"x\"}");
  }

  private List<Object> rejected() {
    return warehouse.datasets().open("acme", "prod", "contacts__rejected").rows(100).stream()
        .map(row -> row.get("recordId"))
        .toList();
  }
}
