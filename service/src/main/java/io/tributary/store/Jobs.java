package io.tributary.store;

import io.tributary.model.Caller;
import io.tributary.model.Flow;
import io.tributary.model.FlowRun;
import io.tributary.model.Id;
import io.tributary.model.Job;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Work that is due, held by leases. At most one job of a flow is held at a time; each new holder
 * gets a higher epoch, by which what an earlier one still does is told apart and refused.
 */
public final class Jobs {
  /** The technical user under whom runs act. */
  public static final String RUNNER = "tributary@techacct.adobe.com";

  /** Only PostgreSQL can answer it here: in SQLite one writer waits for the other. */
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final Jdbi jdbi;
  private final Clock clock;
  private volatile Runnable listener = () -> {};

  public Jobs(Database database, Clock clock) {
    this.database = database;
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  /** Adds a job, or moves one that waits to another time. */
  public void put(Caller caller, String id, Id<Flow> flow, @Nullable Id<FlowRun> run, long dueAt) {
    database.change(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into jobs (id, org, sandbox, sandbox_id, flow_id, run_id, plan, due_at, lease_owner,
                      lease_until, epoch)
                    values (:id, :org, :sandbox, :sandboxId, :flow, :run, null, :due, null, null, 0)
                    on conflict (id) do update set due_at = excluded.due_at
                    """)
                .bind("id", id)
                .bind("org", caller.org())
                .bind("sandbox", caller.sandbox())
                .bind("sandboxId", caller.sandboxId())
                .bind("flow", flow.value())
                .bind("run", run == null ? null : run.value())
                .bind("due", dueAt)
                .execute());
  }

  /** Tells who waits for work that there may be some; after the transaction that put it. */
  public void announce() {
    listener.run();
  }

  public void onAnnounce(Runnable called) {
    this.listener = called;
  }

  /** Takes the job that has been due longest and that nobody holds, if there is one. */
  public Optional<Job> lease(String owner, Duration lease) {
    long now = clock.millis();
    try {
      return database.change(
          handle ->
              handle
                  .createQuery(
                      """
                      update jobs set lease_owner = :owner, lease_until = :until, epoch = epoch + 1
                      where id = (select j.id from jobs j where j.due_at <= :now
                          and (j.lease_owner is null or j.lease_until < :now)
                          and not exists (select 1 from jobs k where k.flow_id = j.flow_id and k.id <> j.id
                            and k.lease_owner is not null)
                        order by j.due_at, j.id limit 1)
                        and (lease_owner is null or lease_until < :now)
                      returning *
                      """)
                  .bind("owner", owner)
                  .bind("until", now + lease.toMillis())
                  .bind("now", now)
                  .map((row, context) -> job(row))
                  .findOne());
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException cause
          && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
        // Two workers chose jobs of the same flow at once; the index let one of them win.
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether the job was still ours, and now is for longer. */
  public boolean renew(Job job, String owner, Duration lease) {
    return change(
        job,
        "lease_until = :value where id = :id and epoch = :epoch",
        clock.millis() + lease.toMillis(),
        owner);
  }

  /**
   * Notes which run a schedule has begun and what it reads, so that whoever resumes it does the
   * same.
   */
  public boolean begin(Job job, Id<FlowRun> run, String plan) {
    return database.change(
            handle ->
                handle.execute(
                    "update jobs set run_id = ?, plan = ? where id = ? and epoch = ?",
                    run.value(),
                    plan,
                    job.id(),
                    job.epoch()))
        == 1;
  }

  /**
   * Ends the job's run: the schedule waits for its next time, anything else is done.
   *
   * @return whether the job was still ours
   */
  public boolean finish(Job job, @Nullable Long nextDueAt) {
    return database.change(handle -> finish(handle, job, nextDueAt)) == 1;
  }

  private static int finish(Handle handle, Job job, @Nullable Long nextDueAt) {
    if (nextDueAt == null) {
      return handle.execute("delete from jobs where id = ? and epoch = ?", job.id(), job.epoch());
    }
    return handle.execute(
        """
        update jobs set run_id = null, plan = null, due_at = ?, lease_owner = null, lease_until = null
        where id = ? and epoch = ?
        """,
        nextDueAt,
        job.id(),
        job.epoch());
  }

  /**
   * Lets go of everything that an earlier process of this home held: it cannot be running any more.
   */
  public int releaseAll(String ownerPrefix) {
    return database.change(
        handle ->
            handle.execute(
                "update jobs set lease_owner = null, lease_until = null where substr(lease_owner, 1, ?) = ?",
                ownerPrefix.length(),
                ownerPrefix));
  }

  /** Removes what waits for a flow; a job that is held ends by itself. */
  public void cancel(Caller caller, Id<Flow> flow) {
    database.change(
        handle ->
            handle.execute(
                "delete from jobs where org = ? and sandbox = ? and flow_id = ? and lease_owner is null",
                caller.org(),
                caller.sandbox(),
                flow.value()));
  }

  /**
   * When the next job falls due, in milliseconds since the epoch; a job whose flow is being run
   * waits for the end of that, not for a time.
   */
  public Optional<Long> nextDueAt() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select min(j.due_at) from jobs j where j.lease_owner is null
                      and not exists (select 1 from jobs k where k.flow_id = j.flow_id and k.lease_owner is not null)
                    """)
                .mapTo(Long.class)
                .findOne());
  }

  private boolean change(Job job, String rest, long value, String owner) {
    return database.change(
            handle ->
                handle
                    .createUpdate("update jobs set " + rest + " and lease_owner = :owner")
                    .bind("value", value)
                    .bind("id", job.id())
                    .bind("epoch", job.epoch())
                    .bind("owner", owner)
                    .execute())
        == 1;
  }

  private static Job job(ResultSet row) throws SQLException {
    String run = row.getString("run_id");
    return new Job(
        row.getString("id"),
        new Caller(
            row.getString("org"),
            row.getString("sandbox"),
            row.getString("sandbox_id"),
            RUNNER,
            "tributary"),
        Id.of(row.getString("flow_id")),
        run == null ? null : Id.of(run),
        row.getString("plan"),
        row.getLong("due_at"),
        row.getLong("epoch"));
  }
}
