package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.Caller;
import io.tributary.model.Connection;
import io.tributary.model.Flow;
import io.tributary.model.Id;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Emptying a sandbox: everything of its own, and nothing of another one. */
abstract class ContentsContract extends StoreContract {
  @TempDir Path folder;

  private final Caller other = caller(caller.org(), "dev");
  private Documents<Flow> flows;
  private Secrets secrets;
  private Jobs jobs;
  private Contents contents;

  @BeforeEach
  void fill() {
    flows = new Documents<>(database(), Kind.FLOW, time);
    secrets = new Secrets(database(), Keys.open(folder.resolve("keyset.json")));
    jobs = new Jobs(database(), time);
    contents = new Contents(database(), time);
    for (Caller each : new Caller[] {caller, other}) {
      flows.insert(each, flowId(each), flow("A"));
      secrets.put(each, connectionId(each), Map.of("accessToken", "value"));
      jobs.put(each, flowId(each).value(), flowId(each), null, time.millis());
    }
  }

  private static Id<Flow> flowId(Caller caller) {
    return Id.of("flow-" + caller.org() + caller.sandbox());
  }

  private static Id<Connection> connectionId(Caller caller) {
    return Id.of("connection-" + caller.sandbox());
  }

  private long jobs(Caller of) {
    return database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from jobs where org = ? and sandbox = ?")
                    .bind(0, of.org())
                    .bind(1, of.sandbox())
                    .mapTo(Long.class)
                    .one());
  }

  @Test
  void removesWhatIsFiledThereAndNothingElse() {
    contents.clear(caller);
    assertThat(flows.find(caller, flowId(caller))).isEmpty();
    assertThat(secrets.get(caller, connectionId(caller))).isEmpty();
    assertThat(jobs(caller)).isZero();
    assertThat(flows.find(other, flowId(other))).isPresent();
    assertThat(secrets.get(other, connectionId(other))).isNotEmpty();
    assertThat(jobs(other)).isEqualTo(1);
  }

  @Test
  void isRefusedWhileARunIsUnderWayAndThenRemovesNothing() {
    while (jobs.lease("worker", Duration.ofMinutes(1)).isPresent()) {
      // Jobs of other tests are taken too, until all are.
    }
    assertThatThrownBy(() -> contents.clear(caller)).hasMessageContaining("A run is under way");
    assertThat(flows.find(caller, flowId(caller))).isPresent();
    assertThat(secrets.get(caller, connectionId(caller))).isNotEmpty();
    assertThat(jobs(caller)).isEqualTo(1);
    time.advanceMillis(Duration.ofMinutes(2).toMillis());
    contents.clear(caller);
    assertThat(jobs(caller)).isZero();
  }
}
