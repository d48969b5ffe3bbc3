package io.tributary.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.TableSnapshot;
import io.tributary.model.Undone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is undone is as if it had never landed, and nothing else is touched. */
final class UndoTest {
  private static final Instant FIRST = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-06-02T00:00:00Z");
  private static final Instant THIRD = Instant.parse("2026-06-03T00:00:00Z");

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

  private Undone undo(String run) {
    return warehouse.dataset().undo(run, "somebody");
  }

  private void land(String run, Instant until, String... pairs) {
    Commit commit = warehouse.begin(run, 1);
    Warehouse.append(commit, "all", "end", pairs);
    commit.publish(until);
  }

  @Test
  void theNewestRunIsUndoneToWhatWasThereBefore() {
    warehouse.land("a", "1=Ann", "2=Bob", "3=Cid");
    warehouse.land("b", "2=Bobby", "4=Dan");
    Undone undone = undo("b");
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bob", "3=Cid");
    assertThat(warehouse.dataset().rowCount()).isEqualTo(3);
    assertThat(warehouse.dataset().recordIds()).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(undone.removedRows()).isEqualTo(2);
    assertThat(undone.restoredRows()).isEqualTo(1);
    assertThat(undone.undoneBy()).isEqualTo("somebody");
  }

  @Test
  void theOnlyRunIsUndoneToNothing() {
    warehouse.land("a", "1=Ann");
    assertThat(undo("a").restoredRows()).isZero();
    assertThat(warehouse.rows()).isEmpty();
    assertThat(warehouse.dataset().rowCount()).isZero();
  }

  @Test
  void whatLaterRunsLandedStays() {
    warehouse.land("a", "1=Ann", "2=Bob", "3=Cid");
    warehouse.land("b", "2=Bobby", "3=Cidney", "4=Dan");
    warehouse.land("c", "3=Carl", "4=Dana", "5=Eve");
    undo("b");
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bob", "3=Carl", "4=Dana", "5=Eve");
    assertThat(warehouse.dataset().rowCount()).isEqualTo(5);
  }

  @Test
  void whatAnUndoneRunHadLandedIsNotRestoredByUndoingAnother() {
    warehouse.land("a", "1=Ann");
    warehouse.land("b", "1=Anna", "2=Bob");
    warehouse.land("c", "1=Annabel", "2=Bobby");
    undo("b");
    assertThat(warehouse.rows()).containsExactly("1=Annabel", "2=Bobby");
    undo("c");
    assertThat(warehouse.rows()).containsExactly("1=Ann");
    warehouse.land("d", "1=Andy");
    undo("a");
    undo("d");
    assertThat(warehouse.rows()).isEmpty();
    assertThat(warehouse.dataset().rowCount()).isZero();
  }

  @Test
  void itIsUndoneOnceHoweverOftenItIsAskedFor() {
    warehouse.land("a", "1=Ann");
    warehouse.land("b", "1=Anna", "2=Bob");
    Undone first = undo("b");
    warehouse.land("c", "2=Bobby");
    assertThat(warehouse.again().dataset().undo("b", "another")).isEqualTo(first);
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bobby");
  }

  @Test
  void twoProgramsThatUndoAtOnceUndoItOnce() throws Exception {
    warehouse.land("a", "1=Ann", "2=Bob");
    warehouse.land("b", "1=Anna", "3=Cid");
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (Datasets other =
        new Datasets(folder.resolve("warehouse"), warehouse.url(), Warehouse.properties())) {
      Callable<Undone> there = () -> other.open("acme", "prod", "contacts").undo("b", "there");
      Callable<Undone> here = () -> undo("b");
      Set<String> snapshots = new HashSet<>();
      for (Future<Undone> undone : pool.invokeAll(List.of(here, there))) {
        snapshots.add(undone.get().snapshotId());
      }
      assertThat(snapshots).hasSize(1);
    } finally {
      pool.shutdown();
    }
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bob");
  }

  @Test
  void whatTheRunHadReadIsReadAgain() {
    land("a", FIRST, "1=Ann");
    land("b", SECOND, "2=Bob");
    land("c", THIRD, "3=Cid");
    assertThat(undo("b").readUntil()).isEqualTo(FIRST.toEpochMilli());
    assertThat(warehouse.dataset().readUntil("flow")).contains(FIRST);
    undo("c");
    assertThat(warehouse.dataset().readUntil("flow")).contains(FIRST);
    assertThat(undo("a").readUntil()).isNull();
    assertThat(warehouse.dataset().readUntil("flow")).isEmpty();
    land("d", THIRD, "1=Ann");
    assertThat(warehouse.dataset().readUntil("flow")).contains(THIRD);
  }

  @Test
  void aRunThatWasUnderWayMeanwhileLeavesNoGap() {
    land("a", FIRST, "1=Ann");
    land("b", SECOND, "2=Bob");
    Commit under = warehouse.begin("c", 1);
    Warehouse.append(under, "all", "end", "3=Cid");
    undo("b");
    under.publish(THIRD);
    assertThat(warehouse.rows()).containsExactly("1=Ann", "3=Cid");
    assertThat(warehouse.dataset().readUntil("flow")).contains(FIRST);
  }

  @Test
  void aRunThatOnlyRepeatedAnEarlierWindowLeavesTheMark() {
    land("a", FIRST, "1=Ann");
    Commit again = warehouse.begin("again", 1);
    Warehouse.append(again, "all", "end", "1=Anna");
    again.publish(null);
    undo("again");
    assertThat(warehouse.rows()).containsExactly("1=Ann");
    assertThat(warehouse.dataset().readUntil("flow")).contains(FIRST);
  }

  @Test
  void theSameRecordsOfOtherSourcesAreNotTouched() {
    warehouse.land("a", "1=Ann");
    Commit other = warehouse.dataset().begin("flow 2", "o", 1, "other", Warehouse.ROW);
    Warehouse.append(other, "a", "1", "1=Acme");
    other.publish(Warehouse.UNTIL);
    warehouse.land("b", "1=Anna");
    undo("b");
    assertThat(warehouse.rows()).containsExactly("1=Acme", "1=Ann");
    undo("o");
    assertThat(warehouse.rows()).containsExactly("1=Ann");
  }

  @Test
  void theHistoryTellsWhatHappened() {
    warehouse.land("a", "1=Ann", "2=Bob");
    warehouse.land("b", "2=Bobby", "3=Cid");
    undo("b");
    List<TableSnapshot> history = warehouse.dataset().snapshots();
    assertThat(history).extracting(TableSnapshot::operation).containsExactly("undo", "run", "run");
    assertThat(history).extracting(TableSnapshot::runId).containsExactly("b", "b", "a");
    assertThat(history).extracting(TableSnapshot::addedRows).containsExactly(1L, 2L, 2L);
    assertThat(history).extracting(TableSnapshot::removedRows).containsExactly(2L, 1L, 0L);
    assertThat(history).extracting(TableSnapshot::totalRows).containsExactly(2L, 3L, 2L);
    assertThat(history.get(0).by()).isEqualTo("somebody");
    assertThat(history.get(0).parentId()).isEqualTo(history.get(1).id());
    assertThat(history.get(2).parentId()).isNull();
  }

  /** A record's row is that of the last run that landed it and was not undone. */
  @Test
  void anyRunsUndoneInAnyOrderLeaveWhatTheOthersLanded() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> runs = new ArrayList<>();
    List<Map<String, String>> landed = new ArrayList<>();
    Set<String> undone = new HashSet<>();
    for (int step = 0; step < 30; step++) {
      if (runs.isEmpty() || random.nextInt(3) > 0) {
        Map<String, String> rows = new TreeMap<>();
        for (int i = random.nextInt(6) + 1; i > 0; i--) {
          rows.put(Integer.toString(random.nextInt(8)), "v" + step);
        }
        warehouse.land("run" + step, pairs(rows));
        runs.add("run" + step);
        landed.add(rows);
      } else {
        String run = runs.get(random.nextInt(runs.size()));
        undo(run);
        undone.add(run);
      }
      Map<String, String> expected = new TreeMap<>();
      for (int i = 0; i < runs.size(); i++) {
        if (!undone.contains(runs.get(i))) {
          expected.putAll(landed.get(i));
        }
      }
      assertThat(warehouse.rows())
          .as("seed %d, step %d", seed, step)
          .containsExactly(pairs(expected));
      assertThat(warehouse.dataset().rowCount()).as("seed %d", seed).isEqualTo(expected.size());
    }
  }

  private static String[] pairs(Map<String, String> rows) {
    return rows.entrySet().stream()
        .map(row -> row.getKey() + "=" + row.getValue())
        .toArray(String[]::new);
  }
}
