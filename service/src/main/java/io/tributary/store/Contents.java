package io.tributary.store;

import io.tributary.model.Caller;
import io.tributary.model.ErrorCode;
import io.tributary.model.TributaryException;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Everything that is filed in a sandbox, whatever noun it is of. */
public final class Contents {
  private static final List<String> TABLES = List.of("documents", "secrets");
  private static final String OF_SANDBOX = " where org = ? and sandbox = ?";

  private final Database database;
  private final Clock clock;

  public Contents(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Removes all of it; refused, and nothing removed, while a run is under way there. */
  public void clear(Caller caller) {
    database.change(
        handle -> {
          removeWork(handle, caller);
          for (String table : TABLES) {
            handle.execute("delete from " + table + OF_SANDBOX, caller.org(), caller.sandbox());
          }
          return true;
        });
  }

  /** Whoever takes a job meanwhile has taken it before this, or finds it gone. */
  private void removeWork(Handle handle, Caller caller) {
    handle.execute(
        "delete from jobs" + OF_SANDBOX + " and (lease_owner is null or lease_until < ?)",
        caller.org(),
        caller.sandbox(),
        clock.millis());
    long held =
        handle
            .createQuery("select count(*) from jobs where org = :org and sandbox = :sandbox")
            .bind("org", caller.org())
            .bind("sandbox", caller.sandbox())
            .mapTo(Long.class)
            .one();
    if (held > 0) {
      throw new TributaryException(
          ErrorCode.SANDBOX_BUSY,
          "A run is under way in the sandbox '"
              + caller.sandbox()
              + "'. Wait until it has ended, and try again.");
    }
  }
}
