package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Caller;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import io.tributary.model.Json;
import io.tributary.model.Query;
import io.tributary.model.Stored;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents: found as they were put, changed by one at a time, seen by their own only. */
abstract class DocumentsContract extends StoreContract {
  private static final int THREADS = 64;
  private static final int ROUNDS = 5;

  private Documents<Flow> flows;

  @BeforeEach
  void open() {
    flows = new Documents<>(database(), Kind.FLOW, time);
  }

  @Test
  void findsWhatWasInserted() {
    Stored<Flow> inserted = flows.insert(caller, Id.random(), flow("Ünïcode \"and' quotes"));
    assertThat(flows.find(caller, inserted.id())).contains(inserted);
    assertThat(inserted.etag()).startsWith("\"").endsWith("\"");
    assertThat(inserted.createdAt()).isEqualTo(time.millis());
    assertThat(inserted.createdBy()).isEqualTo("Ann@AdobeID");
    assertThat(inserted.createdClient()).isEqualTo("exc_App");
    assertThat(inserted.sandboxName()).isEqualTo("prod");
    assertThat(inserted.sandboxId()).isEqualTo("id-of-prod");
  }

  @Test
  void anUpdateHasANewVersionAndKeepsWhoCreatedIt() {
    Stored<Flow> inserted = flows.insert(caller, Id.random(), flow("before"));
    time.advanceMillis(1_000);
    Caller other = new Caller(caller.org(), "prod", "id-of-prod", "Bob@AdobeID", "ui");
    Stored<Flow> updated = flows.update(other, inserted, flow("after")).orElseThrow();
    assertThat(updated.etag()).isNotEqualTo(inserted.etag());
    assertThat(updated.value().name()).isEqualTo("after");
    assertThat(updated.createdBy()).isEqualTo("Ann@AdobeID");
    assertThat(updated.updatedBy()).isEqualTo("Bob@AdobeID");
    assertThat(updated.createdAt()).isEqualTo(inserted.createdAt());
    assertThat(updated.updatedAt()).isEqualTo(inserted.createdAt() + 1_000);
    assertThat(flows.find(caller, inserted.id())).contains(updated);
  }

  @Test
  void anUpdateFromAnOldVersionChangesNothing() {
    Stored<Flow> first = flows.insert(caller, Id.random(), flow("first"));
    Stored<Flow> second = flows.update(caller, first, flow("second")).orElseThrow();
    assertThat(flows.update(caller, first, flow("late"))).isEmpty();
    assertThat(flows.find(caller, first.id())).contains(second);
  }

  @Test
  void anUpdateOfADeletedDocumentDoesNotBringItBack() {
    Stored<Flow> gone = flows.insert(caller, Id.random(), flow("gone"));
    assertThat(flows.delete(caller, gone.id())).isTrue();
    assertThat(flows.update(caller, gone, flow("back"))).isEmpty();
    assertThat(flows.find(caller, gone.id())).isEmpty();
    assertThat(flows.delete(caller, gone.id())).isFalse();
  }

  @Test
  void ofManyUpdatesFromOneVersionExactlyOneWins() throws Exception {
    Stored<Flow> current = flows.insert(caller, Id.random(), flow("round 0"));
    for (int round = 1; round <= ROUNDS; round++) {
      Stored<Flow> seen = current;
      AtomicInteger number = new AtomicInteger();
      String name = "round " + round + " thread ";
      List<Optional<Stored<Flow>>> results =
          together(
              THREADS, () -> flows.update(caller, seen, flow(name + number.incrementAndGet())));
      assertThat(results).filteredOn(Optional::isPresent).hasSize(1);
      Stored<Flow> winner = results.stream().flatMap(Optional::stream).findFirst().orElseThrow();
      current = flows.find(caller, seen.id()).orElseThrow();
      assertThat(current).isEqualTo(winner);
    }
  }

  @Test
  void anAmendmentKeepsTheVersionAndWhoTouchedItLast() {
    Stored<Flow> inserted = flows.insert(caller, Id.random(), flow("flow"));
    Stored<Flow> amended =
        flows
            .amend(caller, inserted.id(), f -> f.withLastRun(Json.object().put("id", "run")))
            .orElseThrow();
    assertThat(amended.etag()).isEqualTo(inserted.etag());
    assertThat(amended.updatedBy()).isEqualTo(inserted.updatedBy());
    assertThat(amended.value().lastRunDetails()).isEqualTo(Json.object().put("id", "run"));
  }

  @Test
  void noneOfManyAmendmentsIsLost() throws Exception {
    Stored<Flow> inserted = flows.insert(caller, Id.random(), flow("flow"));
    together(
        16,
        () ->
            flows.amend(
                caller,
                inserted.id(),
                f ->
                    f.withLastRun(
                        Json.object().put("n", f.lastRunDetails() == null ? 1 : count(f) + 1))));
    assertThat(count(flows.find(caller, inserted.id()).orElseThrow().value())).isEqualTo(16);
  }

  private static int count(Flow flow) {
    return Json.tree(flow).at("/lastRunDetails/n").asInt();
  }

  @Test
  void anUpdateDoesNotUndoAnAmendmentThatItHasNotSeen() {
    Stored<Flow> seen = flows.insert(caller, Id.random(), flow("flow"));
    flows.amend(caller, seen.id(), f -> f.withLastRun(Json.object().put("id", "run")));
    assertThat(flows.update(caller, seen, flow("patched"))).isEmpty();
    Stored<Flow> again = flows.find(caller, seen.id()).orElseThrow();
    assertThat(again.value().lastRunDetails()).isNotNull();
    assertThat(flows.update(caller, again, flow("patched"))).isPresent();
  }

  @Test
  void nobodySeesOrChangesWhatIsInAnotherSandboxOrOrganisation() {
    Stored<Flow> mine = flows.insert(caller, Id.random(), flow("mine"));
    for (Caller other :
        List.of(caller(caller.org(), "dev"), caller("other@AdobeOrg", caller.sandbox()))) {
      assertThat(flows.find(other, mine.id())).isEmpty();
      assertThat(flows.update(other, mine, flow("taken"))).isEmpty();
      assertThat(flows.amend(other, mine.id(), f -> flow("amended"))).isEmpty();
      assertThat(flows.delete(other, mine.id())).isFalse();
      assertThat(flows.list(other, Query.where("name", "mine")).items()).isEmpty();
      assertThat(flows.list(other, Query.where("id", mine.id().value())).items()).isEmpty();
      assertThat(flows.count(other, Query.where("name", "mine"))).isZero();
    }
    assertThat(flows.find(caller, mine.id())).contains(mine);
  }

  @Test
  void theSameIdMayStandInTwoSandboxes() {
    Id<Flow> id = Id.random();
    Caller dev = caller(caller.org(), "dev");
    flows.insert(caller, id, flow("of prod"));
    flows.insert(dev, id, flow("of dev"));
    flows.delete(dev, id);
    assertThat(flows.find(caller, id).orElseThrow().value().name()).isEqualTo("of prod");
  }
}
