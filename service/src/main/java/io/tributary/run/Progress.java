package io.tributary.run;

import io.tributary.control.RunTask;
import io.tributary.control.Work;
import io.tributary.dataset.Commit;
import io.tributary.dataset.Dataset;
import io.tributary.model.ErrorCode;
import io.tributary.model.FlowRun;
import io.tributary.model.LandedFile;
import io.tributary.model.RecordError;
import io.tributary.model.RunMetrics;
import io.tributary.model.Tally;
import io.tributary.model.TributaryException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a run is, and how it ended, in the contract's figures. Thread-safe. */
final class Progress {
  private static final long SHOWN_EVERY_MILLIS = 500;

  private final Work work;
  private final RunTask task;
  private final Clock clock;
  private final long startedAt;
  private Tally seen = Tally.ZERO;
  private boolean begun;
  private long shownAt;

  Progress(Work work, RunTask task, FlowRun run, Clock clock) {
    this.work = work;
    this.task = task;
    this.clock = clock;
    Long started = run.metrics().durationSummary().startedAtUTC();
    this.startedAt = started == null ? clock.millis() : started;
  }

  /** Counts what has been read, committed or not, for those who watch. */
  synchronized void read(Tally part) {
    seen = seen.plus(part);
    long now = clock.millis();
    if (now - shownAt >= SHOWN_EVERY_MILLIS) {
      shownAt = now;
      work.progress(task, metrics(seen, 0, 0, null, "inProgress", List.of()));
    }
  }

  /** Begins to count where an earlier attempt left off. */
  synchronized void resume(Tally committed) {
    if (!begun) {
      begun = true;
      seen = committed;
    }
  }

  /** Success is claimed only if every record is accounted for. */
  void requireComplete(Commit commit) {
    if (!commit.tally().balances()) {
      throw new TributaryException(
          ErrorCode.INTERNAL_ERROR,
          "The sums do not match: " + commit.tally() + ". Nothing has landed.");
    }
  }

  boolean isAcceptable(Tally tally) {
    return tally.rejected() == 0 || tally.rejected() * 100.0 <= task.threshold() * tally.read();
  }

  synchronized RunMetrics tooManyRejected(Commit commit) {
    Tally tally = commit.tally();
    List<RecordError> errors = new ArrayList<>();
    errors.add(
        new RecordError(
            ErrorCode.ROWS_REJECTED.code(),
            tally.rejected()
                + " of "
                + tally.read()
                + " records were rejected, more than the "
                + task.threshold()
                + " % that partialIngestionPercent allows. Nothing has landed; the rejected records are kept.",
            null,
            tally.rejected()));
    errors.addAll(commit.reasons());
    return metrics(withoutRows(tally), 0, 0, clock.millis(), "failed", errors);
  }

  synchronized RunMetrics failed(Tally tally, RecordError error) {
    return metrics(withoutRows(tally), 0, 0, clock.millis(), "failed", List.of(error));
  }

  private static Tally withoutRows(Tally tally) {
    return new Tally(
        tally.read(), 0, tally.rejected(), tally.filtered(), tally.warnings(), tally.inputBytes());
  }

  synchronized RunMetrics landed(Commit commit, Dataset dataset) {
    List<LandedFile> files = dataset.filesOf(task.run());
    long bytes = files.stream().mapToLong(LandedFile::bytes).sum();
    return metrics(
        commit.tally(),
        files.size(),
        bytes,
        clock.millis(),
        "success",
        commit.reasons(),
        commit.replaced());
  }

  private RunMetrics metrics(
      Tally tally,
      long files,
      long bytes,
      @Nullable Long completedAt,
      String status,
      List<RecordError> errors) {
    return metrics(tally, files, bytes, completedAt, status, errors, 0);
  }

  private RunMetrics metrics(
      Tally tally,
      long files,
      long bytes,
      @Nullable Long completedAt,
      String status,
      List<RecordError> errors,
      long replaced) {
    return new RunMetrics(
        new RunMetrics.DurationSummary(startedAt, completedAt),
        new RunMetrics.SizeSummary(tally.inputBytes(), bytes),
        new RunMetrics.RecordSummary(
            tally.read(),
            tally.written(),
            tally.written() - replaced,
            replaced,
            tally.filtered(),
            tally.rejected(),
            0,
            tally.warnings()),
        new RunMetrics.FileSummary(0, files, 0, 0),
        new RunMetrics.StatusSummary(status, errors));
  }
}
