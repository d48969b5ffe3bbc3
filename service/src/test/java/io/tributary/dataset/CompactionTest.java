package io.tributary.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Compacted;
import io.tributary.model.TableSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction changes files and no rows, and nothing that could be done before is lost by it. */
final class CompactionTest {
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

  private Compacted compact() {
    return warehouse.dataset().compact();
  }

  @Test
  void manyFilesAndTheirDeletesBecomeOne() {
    warehouse.land("a", "1=Ann", "2=Bob", "3=Cid");
    warehouse.land("b", "2=Bobby", "4=Dan");
    warehouse.land("c", "1=Anna");
    List<String> rows = warehouse.rows();
    Compacted compacted = compact();
    assertThat(warehouse.rows()).isEqualTo(rows);
    assertThat(warehouse.dataset().rowCount()).isEqualTo(4);
    assertThat(compacted.rows()).isEqualTo(4);
    assertThat(compacted.filesBefore()).isEqualTo(5);
    assertThat(compacted.filesAfter()).isEqualTo(1);
    TableSnapshot step = warehouse.dataset().snapshots().get(0);
    assertThat(step.operation()).isEqualTo("compaction");
    assertThat(step.id()).isEqualTo(compacted.snapshotId());
    assertThat(step.totalFiles()).isEqualTo(1);
    assertThat(warehouse.dataset().figures().hiddenRows()).isZero();
    assertThat(compact()).isEqualTo(Compacted.NOTHING);
  }

  @Test
  void anEmptyTableHasNothingToCompact() {
    assertThat(compact()).isEqualTo(Compacted.NOTHING);
    warehouse.land("a", "1=Ann");
    warehouse.dataset().undo("a", "somebody");
    assertThat(compact()).isEqualTo(Compacted.NOTHING);
    assertThat(warehouse.rows()).isEmpty();
  }

  @Test
  void aRunIsUndoneAfterItAsBefore() {
    warehouse.land("a", "1=Ann", "2=Bob", "3=Cid");
    warehouse.land("b", "2=Bobby", "3=Cidney", "4=Dan");
    warehouse.land("c", "3=Carl");
    compact();
    warehouse.dataset().undo("b", "somebody");
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bob", "3=Carl");
    compact();
    warehouse.dataset().undo("c", "somebody");
    assertThat(warehouse.rows()).containsExactly("1=Ann", "2=Bob", "3=Cid");
  }

  @Test
  void rowsThatLandAfterItReplaceThoseThatItWrote() {
    warehouse.land("a", "1=Ann", "2=Bob");
    warehouse.land("b", "1=Anna");
    compact();
    assertThat(warehouse.dataset().readUntil("flow")).contains(Warehouse.UNTIL);
    warehouse.land("c", "1=Annabel", "3=Cid");
    assertThat(warehouse.rows()).containsExactly("1=Annabel", "2=Bob", "3=Cid");
    assertThat(warehouse.begin("c", 2).isPublished()).isTrue();
  }

  @Test
  void aRunThatIsUnderWayLandsAllTheSame() {
    warehouse.land("a", "1=Ann", "2=Bob");
    warehouse.land("b", "2=Bobby");
    Commit under = warehouse.begin("c", 1);
    Warehouse.append(under, "all", "end", "1=Anna", "3=Cid");
    compact();
    under.publish(Warehouse.UNTIL);
    assertThat(warehouse.rows()).containsExactly("1=Anna", "2=Bobby", "3=Cid");
  }

  @Test
  void whoeverComesInBetweenNothingIsLost() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("compactions between runs: seed " + seed);
    Random random = new Random(seed);
    Map<String, String> expected = new TreeMap<>();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Datasets elsewhere =
        new Datasets(folder.resolve("warehouse"), warehouse.url(), Warehouse.properties())) {
      for (int run = 0; run < 12; run++) {
        Future<Compacted> meanwhile =
            other.submit(() -> elsewhere.open("acme", "prod", "contacts").compact());
        String id = "" + random.nextInt(8);
        String second = "" + (8 + random.nextInt(8));
        warehouse.land("run" + run, id + "=in " + run, second + "=in " + run);
        expected.put(id, "in " + run);
        expected.put(second, "in " + run);
        meanwhile.get();
      }
    } finally {
      other.shutdown();
    }
    compact();
    assertThat(warehouse.rows())
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    assertThat(warehouse.dataset().rowCount()).isEqualTo(expected.size());
  }
}
