package io.tributary.run;

import io.tributary.control.RunLogs;
import io.tributary.control.RunTask;
import io.tributary.control.Work;
import io.tributary.dataset.Commit;
import io.tributary.dataset.Dataset;
import io.tributary.mapping.Mapping;
import io.tributary.model.ErrorCode;
import io.tributary.model.Fault;
import io.tributary.model.FlowRun;
import io.tributary.model.Job;
import io.tributary.model.Json;
import io.tributary.model.RecordError;
import io.tributary.model.RunMetrics;
import io.tributary.model.Stored;
import io.tributary.model.Tally;
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
  private final RunLogs logs;
  private final Sources sources;
  private final Engine engine;
  private final Clock clock;
  private volatile boolean stopping;

  public FlowRunner(Work work, RunLogs logs, Sources sources, Engine engine, Clock clock) {
    this.work = work;
    this.logs = logs;
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
    Notes notes = new Notes(logs, job.caller(), run.id());
    notes.info(run.value().begun() ? "The run is taken up again." : "The run begins.");
    RunTask task;
    try {
      task = work.open(job, run);
    } catch (RuntimeException e) {
      if (!isLeftToOthers(run.id().value(), notes, e)) {
        LOG.warn("run {} cannot begin", run.id(), e);
        notes.error(String.valueOf(e.getMessage()));
        work.fail(
            job, run.id(), RecordError.of(ErrorCode.COPY_FAILED, String.valueOf(e.getMessage())));
      }
      return;
    }
    Progress progress = new Progress(work, task, run.value(), clock);
    Dataset dataset = work.dataset(task);
    begin(job, task, dataset, progress, notes)
        .ifPresent(commit -> execute(task, dataset, commit, progress, notes));
  }

  /** Empty if rows of the schema do not fit the table; the run has failed then. */
  private Optional<Commit> begin(
      Job job, RunTask task, Dataset dataset, Progress progress, Notes notes) {
    String flow = task.job().flow().value();
    try {
      return Optional.of(
          dataset.begin(flow, task.run(), job.epoch(), task.origin(), task.fields()));
    } catch (TributaryException e) {
      if (!isLeftToOthers(task.run(), notes, e)) {
        LOG.warn("run {} cannot land", task.run(), e);
        notes.error(e.text());
        work.fail(task, progress.failed(Tally.ZERO, RecordError.of(e.code(), e.text())));
      }
      return Optional.empty();
    }
  }

  private void execute(
      RunTask task, Dataset dataset, Commit commit, Progress progress, Notes notes) {
    try {
      if (!commit.isPublished()) {
        Instant readUntil = work.readUntil(task); // After begin: an undoing since then is noticed.
        progress.resume(commit.tally());
        read(task, dataset, commit, progress, notes);
        progress.requireComplete(commit);
        commit.reasons().forEach(reason -> notes.warning(reason.message()));
        notes.info("Every record is accounted for: " + sums(commit.tally()) + ".");
        if (!progress.isAcceptable(commit.tally())) {
          RunMetrics metrics = progress.tooManyRejected(commit);
          commit.abandon();
          notes.error(metrics.statusSummary().errors().get(0).message());
          work.fail(task, metrics);
          return;
        }
        commit.publish(readUntil);
      }
      notes.info("Landed: readers of the table see all of it, at once.");
      work.succeed(task, progress.landed(commit, dataset));
      LOG.info(
          "run {} landed {} of {} records",
          task.run(),
          commit.tally().written(),
          commit.tally().read());
    } catch (RuntimeException e) {
      if (!isLeftToOthers(task.run(), notes, e)) {
        notes.error(String.valueOf(e.getMessage()));
        fail(task, commit, progress, e);
      }
    }
  }

  /**
   * Whether the failure only means that somebody else, or this service after its next start, goes
   * on.
   */
  private boolean isLeftToOthers(String run, Notes notes, RuntimeException failure) {
    boolean takenOver = failure instanceof TributaryException e && e.code() == ErrorCode.TAKEN_OVER;
    if (stopping || takenOver) {
      LOG.info("run {} is left to go on from its last checkpoint: {}", run, failure.getMessage());
      notes.warning("The attempt ends here; the run goes on from its last checkpoint.");
    }
    return stopping || takenOver;
  }

  private void fail(RunTask task, Commit commit, Progress progress, RuntimeException cause) {
    LOG.warn("run {} failed", task.run(), cause);
    boolean source = cause instanceof TributaryException e && e.code().fault() == Fault.EXTERNAL;
    ErrorCode code = source ? ErrorCode.COPY_FAILED : ErrorCode.PROMOTION_FAILED;
    RunMetrics metrics =
        progress.failed(commit.tally(), RecordError.of(code, String.valueOf(cause.getMessage())));
    try {
      commit.abandon();
    } catch (RuntimeException e) {
      // The failure itself matters more; what is left lies on a branch that no reader sees.
      LOG.error("run {} left its branch behind", task.run(), e);
    }
    work.fail(task, metrics);
  }

  private void read(RunTask task, Dataset dataset, Commit commit, Progress progress, Notes notes) {
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
    notes.info("Reads " + task.object() + ", " + span(task.window()) + ".");
    List<Split> splits = plan(task, source, selection, window, notes);
    Set<Dataset.Version> landed =
        window.from() == null ? Set.of() : dataset.versions(task.origin(), window.from());
    SplitReader reader =
        new SplitReader(task, source, selection, narrow, commit, landed, progress, notes, clock);
    engine.execute(splits, reader::read);
  }

  private static String span(Window window) {
    return window.from() == null
        ? "everything up to " + window.to()
        : "what changed from " + window.from() + " to " + window.to();
  }

  private static String sums(Tally tally) {
    return tally.read()
        + " read, "
        + tally.written()
        + " written, "
        + tally.rejected()
        + " rejected, "
        + tally.filtered()
        + " filtered";
  }

  private static Window settled(Window window, Source source) {
    return window.from() == null
        ? window
        : new Window(window.from().minus(source.settling()), window.to());
  }

  private List<Split> plan(
      RunTask task, Source source, Selection selection, Window window, Notes notes) {
    if (task.plan() != null) {
      notes.info("It goes on where the attempt before it was safe.");
      return List.of(Json.read(task.plan(), Split[].class));
    }
    List<Split> splits = source.plan(task.connection(), selection, window);
    work.planned(task, Json.write(splits));
    notes.planned(splits);
    return splits;
  }
}
