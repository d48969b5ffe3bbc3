package io.tributary.control;

import static io.tributary.control.FlowRules.exactlyOne;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.dataset.Dataset;
import io.tributary.model.Batch;
import io.tributary.model.Caller;
import io.tributary.model.DataSet;
import io.tributary.model.ErrorCode;
import io.tributary.model.Flow;
import io.tributary.model.FlowRun;
import io.tributary.model.Id;
import io.tributary.model.Job;
import io.tributary.model.Json;
import io.tributary.model.RecordError;
import io.tributary.model.RunMetrics;
import io.tributary.model.SourceConnection;
import io.tributary.model.State;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.model.Window;
import io.tributary.store.Database;
import io.tributary.store.Jobs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The side of runs that the data plane sees: taking a job, telling how it goes, ending it. */
public final class Work {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final double NOTHING_MAY_FAIL = 0;

  private final RunMeters meters;
  private final Database database;
  private final Jobs jobs;
  private final Flows flows;
  private final Runs runs;
  private final Batches batches;
  private final DataSets dataSets;
  private final FlowMapping mapping;
  private final Clock clock;
  private final String owner;

  /**
   * @param home names the home whose process this is; no other process works for it at the same
   *     time
   */
  public Work(
      MeterRegistry meters,
      Database database,
      Jobs jobs,
      Flows flows,
      Runs runs,
      Batches batches,
      DataSets dataSets,
      FlowMapping mapping,
      Clock clock,
      String home) {
    this.meters = new RunMeters(meters);
    this.database = database;
    this.jobs = jobs;
    this.flows = flows;
    this.runs = runs;
    this.batches = batches;
    this.dataSets = dataSets;
    this.mapping = mapping;
    this.clock = clock;
    this.owner = home + "/" + UUID.randomUUID();
    jobs.releaseAll(home + "/");
  }

  /** Takes the next job that is due. */
  public Optional<Job> take() {
    return jobs.lease(owner, LEASE);
  }

  /** Whether the job is still ours. */
  public boolean renew(Job job) {
    return jobs.renew(job, owner, LEASE);
  }

  /** How long until the next job is due, at most the given time. */
  public Duration untilNext(Duration most) {
    long due = jobs.nextDueAt().orElse(Long.MAX_VALUE);
    long wait = Math.max(0, due - clock.millis());
    return wait < most.toMillis() ? Duration.ofMillis(wait) : most;
  }

  /** The run of a job; empty if its flow is gone or may not run any more. */
  public Optional<Stored<FlowRun>> begin(Job job) {
    Optional<Stored<Flow>> flow = flow(job);
    if (flow.isEmpty()
        || (job.run() == null && !State.ENABLED.equals(flow.get().value().state()))) {
      jobs.finish(job, null);
      return Optional.empty();
    }
    return Optional.of(runs.of(job, flow.get()));
  }

  private Optional<Stored<Flow>> flow(Job job) {
    try {
      return Optional.of(flows.get(job.caller(), job.flow()));
    } catch (TributaryException e) {
      return Optional.empty();
    }
  }

  /** Fixes the window when the run begins, so that every later attempt reads the same. */
  private Stored<FlowRun> started(Job job, Stored<Flow> flow, Stored<FlowRun> run) {
    return run.value().begun()
        ? run
        : runs.amend(job.caller(), run.id(), value -> started(job, flow, value));
  }

  private FlowRun started(Job job, Stored<Flow> flow, FlowRun run) {
    Instant now = clock.instant();
    ObjectNode params = run.params() == null ? Json.object() : run.params().deepCopy();
    Window window = RunRequest.window(params, now);
    Instant from =
        params.hasNonNull("windowStartTime") ? window.from() : readUntil(job, flow).orElse(null);
    if (from != null) {
      params.put("windowStartTime", from.toEpochMilli());
    }
    params.put("windowEndTime", window.to().toEpochMilli());
    if (!params.hasNonNull("startTime")) {
      params.put("startTime", now.toEpochMilli());
    }
    RunMetrics metrics = run.metrics();
    RunMetrics begun =
        new RunMetrics(
            new RunMetrics.DurationSummary(now.toEpochMilli(), null),
            metrics.sizeSummary(),
            metrics.recordSummary(),
            metrics.fileSummary(),
            new RunMetrics.StatusSummary("inProgress", List.of()));
    return run.with(begun, List.of()).withParams(params);
  }

  private Optional<Instant> readUntil(Job job, Stored<Flow> flow) {
    Id<DataSet> dataSet = mapping.dataSet(job.caller(), flow.value());
    Optional<Instant> until = dataSets.open(job.caller(), dataSet).readUntil(flow.id().value());
    if (until.isEmpty() && !flows.scheduleOf(flow.value()).backfill()) {
      return Optional.of(Instant.ofEpochMilli(flow.createdAt()));
    }
    return until;
  }

  /** Everything that the run needs. */
  public RunTask open(Job job, Stored<FlowRun> asked) {
    Caller caller = job.caller();
    Stored<Flow> flow = flows.get(caller, job.flow());
    Stored<FlowRun> run = started(job, flow, asked);
    FlowMapping.Parts parts = mapping.parts(caller, flow.value());
    String object = Objects.requireNonNull(parts.source().value().object());
    JsonNode options = flow.value().options() == null ? Json.object() : flow.value().options();
    Window window =
        RunRequest.window(Objects.requireNonNull(run.value().params()), clock.instant());
    return new RunTask(
        job,
        caller,
        run.id().value(),
        parts.connection(),
        parts.connectionId() + "/" + object,
        object,
        parts.columns(),
        parts.mappingSet(),
        parts.fields(),
        parts.dataSet(),
        parts.source().id(),
        parts.target().id(),
        batches.begin(caller, run, parts.dataSet()),
        window,
        job.plan() == null || job.plan().isEmpty() ? null : job.plan(),
        options.path("partialIngestionPercent").asDouble(NOTHING_MAY_FAIL));
  }

  /**
   * Up to when the flow will have read its source once the run has landed; null if its window
   * leaves a gap.
   */
  public @Nullable Instant readUntil(RunTask task) {
    Stored<Flow> flow = flows.get(task.caller(), task.job().flow());
    return mark(task.window(), readUntil(task.job(), flow).orElse(null));
  }

  /** The table that the run lands in. */
  public Dataset dataset(RunTask task) {
    return dataSets.open(task.caller(), task.dataSet());
  }

  /**
   * Up to when the source will have been read without a gap: a window that begins later than that
   * does not move it.
   */
  static @Nullable Instant mark(Window window, @Nullable Instant before) {
    if (window.from() == null && before == null) {
      return window.to();
    }
    if (before == null || (window.from() != null && window.from().isAfter(before))) {
      return null;
    }
    return window.to().isAfter(before) ? window.to() : before;
  }

  /** Keeps the plan, so that whoever resumes the run reads the same splits. */
  public void planned(RunTask task, String plan) {
    if (!jobs.begin(task.job(), Id.of(task.run()), plan)) {
      throw new TributaryException(
          ErrorCode.TAKEN_OVER, "The run " + task.run() + " was taken over before it was planned.");
    }
  }

  /** Shows how far the run is. */
  public void progress(RunTask task, RunMetrics metrics) {
    runs.amend(
        task.caller(),
        Id.of(task.run()),
        run -> Activities.shown(run, task, metrics, clock.millis()));
  }

  /** Ends a run whose rows have landed. */
  public void succeed(RunTask task, RunMetrics metrics) {
    endBatch(task.caller(), task.batch(), task.dataSet(), metrics);
    end(task.job(), Id.of(task.run()), run -> Activities.shown(run, task, metrics, clock.millis()));
  }

  /** Ends a run of which nothing has landed. */
  public void fail(RunTask task, RunMetrics metrics) {
    endBatch(task.caller(), task.batch(), task.dataSet(), metrics);
    end(task.job(), Id.of(task.run()), run -> Activities.shown(run, task, metrics, clock.millis()));
  }

  /** Ends a run that could not even be opened. */
  public void fail(Job job, Id<FlowRun> id, RecordError error) {
    Stored<FlowRun> known = runs.get(job.caller(), id);
    RunMetrics metrics = known.value().metrics().failed(error, clock.millis());
    batches
        .find(job.caller(), Batches.of(known))
        .ifPresent(
            batch -> endBatch(job.caller(), batch.id(), Id.of(batch.value().dataSetId()), metrics));
    Optional<Id<SourceConnection>> source = source(job);
    end(job, id, run -> Activities.failed(run, id, metrics, clock.millis(), source));
  }

  private void endBatch(Caller caller, Id<Batch> batch, Id<DataSet> dataSet, RunMetrics metrics) {
    batches.end(caller, batch, metrics);
    dataSets.noteBatch(caller, dataSet, batch.value(), metrics.status());
  }

  private Optional<Id<SourceConnection>> source(Job job) {
    return flow(job)
        .map(flow -> exactlyOne(flow.value().sourceConnectionIds(), "sourceConnectionIds"));
  }

  /**
   * The run, its flow and its job change together: whoever sees the run ended sees what follows
   * from it, and who no longer holds the job says nothing of the run.
   */
  private void end(Job job, Id<FlowRun> id, UnaryOperator<FlowRun> change) {
    FlowRun ended =
        database.atomically(
            () -> {
              FlowRun run = runs.amend(job.caller(), id, change).value();
              Optional<Stored<Flow>> flow = flow(job);
              flow.ifPresent(known -> flows.noteRun(job.caller(), job.flow(), details(id, run)));
              if (!jobs.finish(
                  job, flow.map(known -> nextDueAt(job, known.value())).orElse(null))) {
                throw new TributaryException(
                    ErrorCode.TAKEN_OVER, "The run " + id + " was taken over by another worker.");
              }
              return run;
            });
    meters.ended(ended.metrics());
  }

  private static ObjectNode details(Id<FlowRun> id, FlowRun run) {
    return Json.object()
        .put("id", id.value())
        .put("state", run.metrics().status())
        .put("startedAtUTC", run.metrics().durationSummary().startedAtUTC())
        .put("completedAtUTC", run.metrics().durationSummary().completedAtUTC());
  }

  private @Nullable Long nextDueAt(Job job, Flow flow) {
    return job.isSchedule() && State.ENABLED.equals(flow.state())
        ? flows.scheduleOf(flow).next(clock.instant()).map(Instant::toEpochMilli).orElse(null)
        : null;
  }
}
