package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.model.Caller;
import io.tributary.model.Flow;
import io.tributary.model.FlowRun;
import io.tributary.model.Id;
import io.tributary.model.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases: one holder at a time, and nobody can do anything by an old one. */
abstract class JobsContract extends StoreContract {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final int THREADS = 16;

  private Jobs jobs;

  @BeforeEach
  void open() {
    jobs = new Jobs(database(), time);
    database().jdbi().useHandle(handle -> handle.execute("delete from jobs"));
  }

  private Id<Flow> schedule(String flow, long dueAt) {
    Id<Flow> id = Id.of(flow);
    jobs.put(caller, flow, id, null, dueAt);
    return id;
  }

  private Id<FlowRun> ask(Id<Flow> flow, String run) {
    Id<FlowRun> id = Id.of(run);
    jobs.put(caller, run, flow, id, time.millis());
    return id;
  }

  private Job lease(String owner) {
    return jobs.lease(owner, LEASE).orElseThrow();
  }

  @Test
  void whatHasBeenDueLongestIsTakenFirstAndWhatIsNotDueIsNotTaken() {
    schedule("later", time.millis() + 1);
    schedule("second", time.millis() - 1);
    schedule("first", time.millis() - 2);
    assertThat(lease("a").flow().value()).isEqualTo("first");
    assertThat(lease("a").flow().value()).isEqualTo("second");
    assertThat(jobs.lease("a", LEASE)).isEmpty();
    time.advanceMillis(1);
    assertThat(lease("a").flow().value()).isEqualTo("later");
  }

  @Test
  void aJobTellsWithinWhichWallsItRuns() {
    schedule("flow", time.millis());
    Job job = lease("a");
    assertThat(job.caller())
        .isEqualTo(new Caller(caller.org(), "prod", "id-of-prod", Jobs.RUNNER, "tributary"));
    assertThat(job.isSchedule()).isTrue();
    assertThat(job.run()).isNull();
  }

  @Test
  void ofManyWhoWantOneJobExactlyOneGetsIt() throws Exception {
    for (int round = 0; round < 10; round++) {
      schedule("flow " + round, time.millis());
      AtomicInteger owner = new AtomicInteger();
      List<Optional<Job>> results =
          together(THREADS, () -> jobs.lease("owner " + owner.incrementAndGet(), LEASE));
      assertThat(results).filteredOn(Optional::isPresent).hasSize(1);
    }
  }

  @Test
  void ofManyWhoWantJobsOfOneFlowExactlyOneGetsOne() throws Exception {
    for (int round = 0; round < 10; round++) {
      Id<Flow> flow = Id.of("flow " + round);
      for (int i = 0; i < THREADS; i++) {
        ask(flow, "run " + round + "." + i);
      }
      List<Optional<Job>> results = together(THREADS, () -> jobs.lease("owner", LEASE));
      assertThat(results).filteredOn(Optional::isPresent).hasSize(1);
    }
  }

  @Test
  void manyWorkersTakeEveryJobOnce() throws Exception {
    for (int i = 0; i < 40; i++) {
      schedule("flow " + i, time.millis());
    }
    List<List<String>> taken =
        together(
            8,
            () -> {
              List<String> mine = new ArrayList<>();
              while (jobs.nextDueAt().isPresent()) {
                jobs.lease("owner", LEASE).ifPresent(job -> mine.add(job.id()));
              }
              return mine;
            });
    assertThat(taken.stream().flatMap(List::stream)).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void theNextJobOfAFlowWaitsForTheEndOfTheOneThatRuns() {
    Id<Flow> flow = Id.of("flow");
    ask(flow, "run 1");
    ask(flow, "run 2");
    Job first = lease("a");
    assertThat(jobs.lease("b", LEASE)).isEmpty();
    assertThat(jobs.nextDueAt()).as("nothing to wake up for until then").isEmpty();
    jobs.finish(first, null);
    assertThat(lease("b").id()).isNotEqualTo(first.id());
  }

  @Test
  void eachHolderHasAHigherEpochAndAnExpiredLeaseIsTakenOver() {
    schedule("flow", time.millis());
    Job first = lease("a");
    time.advanceMillis(LEASE.toMillis());
    assertThat(jobs.lease("b", LEASE)).as("not expired yet").isEmpty();
    time.advanceMillis(1);
    Job second = lease("b");
    assertThat(second.epoch()).isGreaterThan(first.epoch());
    assertThat(jobs.renew(first, "a", LEASE)).isFalse();
    assertThat(jobs.renew(second, "b", LEASE)).isTrue();
  }

  @Test
  void aRenewedLeaseIsNotTakenOver() {
    schedule("flow", time.millis());
    Job job = lease("a");
    time.advanceMillis(LEASE.toMillis() - 1);
    assertThat(jobs.renew(job, "a", LEASE)).isTrue();
    time.advanceMillis(LEASE.toMillis() - 1);
    assertThat(jobs.lease("b", LEASE)).isEmpty();
  }

  @Test
  void whatAnOldHolderStillDoesChangesNothing() {
    schedule("flow", time.millis());
    Job old = lease("a");
    assertThat(jobs.begin(old, Id.of("run"), "the plan")).isTrue();
    time.advanceMillis(LEASE.toMillis() + 1);
    Job fresh = lease("b");
    assertThat(fresh.run()).isEqualTo(Id.of("run"));
    assertThat(fresh.plan()).isEqualTo("the plan");

    assertThat(jobs.begin(old, Id.of("other"), "other")).isFalse();
    assertThat(jobs.finish(old, time.millis())).isFalse();
    assertThat(jobs.finish(old, null)).isFalse();
    assertThat(jobs.lease("c", LEASE)).as("still held by b").isEmpty();
    assertThat(jobs.renew(fresh, "b", LEASE)).isTrue();
    assertThat(jobs.finish(fresh, null)).isTrue();
  }

  @Test
  void aFinishedScheduleWaitsForItsNextTimeWithoutRunOrPlan() {
    schedule("flow", time.millis());
    Job job = lease("a");
    jobs.begin(job, Id.of("run"), "plan");
    jobs.finish(job, time.millis() + 5);
    assertThat(jobs.nextDueAt()).contains(time.millis() + 5);
    assertThat(jobs.lease("a", LEASE)).isEmpty();
    time.advanceMillis(5);
    Job next = lease("a");
    assertThat(next.run()).isNull();
    assertThat(next.plan()).isNull();
    assertThat(next.epoch()).isGreaterThan(job.epoch());
  }

  @Test
  void aJobThatIsPutAgainMovesToItsNewTime() {
    schedule("flow", time.millis() + 1_000);
    schedule("flow", time.millis());
    assertThat(lease("a").id()).isEqualTo("flow");
  }

  @Test
  void whatAnEarlierProcessOfTheSameHomeHeldIsLetGo() {
    schedule("mine", time.millis() - 1);
    schedule("of another home", time.millis());
    lease("/data/a_b/1");
    lease("/data/axb/1");
    assertThat(jobs.releaseAll("/data/a_b/")).isEqualTo(1);
    assertThat(lease("/data/a_b/2").flow().value()).isEqualTo("mine");
    assertThat(jobs.lease("/data/a_b/2", LEASE)).isEmpty();
  }

  @Test
  void cancellingRemovesWhatWaitsAndLeavesWhatIsHeld() {
    Id<Flow> flow = Id.of("flow");
    ask(flow, "held");
    Job held = lease("a");
    ask(flow, "waiting");
    jobs.cancel(caller(caller.org(), "dev"), flow);
    jobs.cancel(caller, flow);
    assertThat(jobs.renew(held, "a", LEASE)).isTrue();
    jobs.finish(held, null);
    assertThat(jobs.nextDueAt()).isEmpty();
  }

  @Test
  void whoeverListensHearsEveryAnnouncement() {
    AtomicInteger heard = new AtomicInteger();
    jobs.onAnnounce(heard::incrementAndGet);
    jobs.announce();
    jobs.announce();
    assertThat(heard).hasValue(2);
  }
}
