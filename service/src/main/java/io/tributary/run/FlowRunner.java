package io.tributary.run;

import io.tributary.control.RunTask;
import io.tributary.control.Work;
import io.tributary.dataset.Commit;
import io.tributary.dataset.Dataset;
import io.tributary.mapping.Mapping;
import io.tributary.model.ErrorCode;
import io.tributary.model.Fault;
import io.tributary.model.FlowRun;
import io.tributary.model.Id;
import io.tributary.model.Job;
import io.tributary.model.Json;
import io.tributary.model.RecordError;
import io.tributary.model.RunMetrics;
import io.tributary.model.Stored;
import io.tributary.model.TributaryException;
import io.tributary.model.Window;
import io.tributary.source.Selection;
import io.tributary.source.Source;
import io.tributary.source.Sources;
import io.tributary.source.Split;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out runs: plan, then splits of (page, map, append), then commit, then metrics. */
public final class FlowRunner {
  private static final Logger LOG = LoggerFactory.getLogger(FlowRunner.class);

  private final Work work;
  private final Sources sources;
  private final Engine engine;
  private final Clock clock;
  private volatile boolean stopping;

  public FlowRunner(Work work, Sources sources, Engine engine, Clock clock) {
    this.work = work;
    this.sources = sources;
    this.engine = engine;
    this.clock = clock;
  }

  /** Lets runs that are under way end where they are; they are resumed at the next start. */
  public void stop() {
    stopping = true;
  }

  /**
   * Executes a job to its end, whatever that is. Only a stop, a crash or a takeover leaves it
   * unfinished.
   */
  public void run(Job job) {
    Stored<FlowRun> run = work.begin(job).orElse(null);
    if (run == null) {
      return;
    }
    RunTask task;
    try {
      task = work.open(job, run);
    } catch (RuntimeException e) {
      if (!isLeftToOthers(run.id().value(), e)) {
        LOG.warn("run {} cannot begin", run.id(), e);
        work.fail(
            job, run.id(), RecordError.of(ErrorCode.COPY_FAILED, String.valueOf(e.getMessage())));
      }
      return;
    }
    Progress progress = new Progress(work, task, run.value(), clock);
    Dataset dataset = work.dataset(task);
    begin(job, task, dataset).ifPresent(commit -> execute(task, dataset, commit, progress));
  }

  /** Empty if rows of the schema do not fit the table; the run has failed then. */
  private Optional<Commit> begin(Job job, RunTask task, Dataset dataset) {
    String flow = task.job().flow().value();
    try {
      return Optional.of(
          dataset.begin(flow, task.run(), job.epoch(), task.origin(), task.fields()));
    } catch (TributaryException e) {
      if (!isLeftToOthers(task.run(), e)) {
        LOG.warn("run {} cannot land", task.run(), e);
        work.fail(job, Id.of(task.run()), RecordError.of(e.code(), e.text()));
      }
      return Optional.empty();
    }
  }

  private void execute(RunTask task, Dataset dataset, Commit commit, Progress progress) {
    try {
      if (!commit.isPublished()) {
        Instant readUntil = work.readUntil(task); // After begin: an undoing since then is noticed.
        progress.resume(commit.tally());
        read(task, dataset, commit, progress);
        progress.requireComplete(commit);
        if (!progress.isAcceptable(commit.tally())) {
          commit.abandon();
          work.fail(task, progress.tooManyRejected(commit));
          return;
        }
        commit.publish(readUntil);
      }
      work.succeed(task, progress.landed(commit, dataset));
      LOG.info(
          "run {} landed {} of {} records",
          task.run(),
          commit.tally().written(),
          commit.tally().read());
    } catch (RuntimeException e) {
      if (!isLeftToOthers(task.run(), e)) {
        fail(task, commit, progress, e);
      }
    }
  }

  /**
   * Whether the failure only means that somebody else, or this service after its next start, goes
   * on.
   */
  private boolean isLeftToOthers(String run, RuntimeException failure) {
    boolean takenOver = failure instanceof TributaryException e && e.code() == ErrorCode.TAKEN_OVER;
    if (stopping || takenOver) {
      LOG.info("run {} is left to go on from its last checkpoint: {}", run, failure.getMessage());
    }
    return stopping || takenOver;
  }

  private void fail(RunTask task, Commit commit, Progress progress, RuntimeException cause) {
    LOG.warn("run {} failed", task.run(), cause);
    boolean source = cause instanceof TributaryException e && e.code().fault() == Fault.EXTERNAL;
    ErrorCode code = source ? ErrorCode.COPY_FAILED : ErrorCode.PROMOTION_FAILED;
    RunMetrics metrics =
        progress.failed(commit, RecordError.of(code, String.valueOf(cause.getMessage())));
    try {
      commit.abandon();
    } catch (RuntimeException e) {
      // The failure itself matters more; what is left lies on a branch that no reader sees.
      LOG.error("run {} left its branch behind", task.run(), e);
    }
    work.fail(task, metrics);
  }

  private void read(RunTask task, Dataset dataset, Commit commit, Progress progress) {
    Mapping mapping = Mapping.compile(task.mappingSet(), task.columns(), task.fields(), clock);
    Source source = sources.of(task.connection().specId());
    Selection selection =
        new Selection(
            task.object(),
            task.columns().stream()
                .filter(column -> mapping.sources().contains(column.name()))
                .toList());
    Mapping narrow = Mapping.compile(task.mappingSet(), selection.columns(), task.fields(), clock);
    Window window = settled(task.window(), source);
    List<Split> splits = plan(task, source, selection, window);
    Set<Dataset.Version> landed =
        window.from() == null ? Set.of() : dataset.versions(task.origin(), window.from());
    SplitReader reader =
        new SplitReader(task, source, selection, narrow, commit, landed, progress, clock);
    engine.execute(splits, reader::read);
  }

  private static Window settled(Window window, Source source) {
    return window.from() == null
        ? window
        : new Window(window.from().minus(source.settling()), window.to());
  }

  private List<Split> plan(RunTask task, Source source, Selection selection, Window window) {
    if (task.plan() != null) {
      return List.of(Json.read(task.plan(), Split[].class));
    }
    List<Split> splits = source.plan(task.connection(), selection, window);
    work.planned(task, Json.write(splits));
    return splits;
  }
}
