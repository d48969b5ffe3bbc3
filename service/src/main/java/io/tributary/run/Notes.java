package io.tributary.run;

import io.tributary.control.RunLogs;
import io.tributary.model.Caller;
import io.tributary.model.FlowRun;
import io.tributary.model.Id;
import io.tributary.model.RunLog;
import io.tributary.source.Split;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one run writes into its log. A line that cannot be written is no reason for a run to fail.
 */
final class Notes {
  private static final Logger LOG = LoggerFactory.getLogger(Notes.class);

  private final RunLogs logs;
  private final Caller caller;
  private final Id<FlowRun> run;

  Notes(RunLogs logs, Caller caller, Id<FlowRun> run) {
    this.logs = logs;
    this.caller = caller;
    this.run = run;
  }

  void info(String message) {
    note(RunLog.INFO, message);
  }

  void warning(String message) {
    note(RunLog.WARNING, message);
  }

  void error(String message) {
    note(RunLog.ERROR, message);
  }

  private void note(String level, String message) {
    written(() -> logs.note(caller, run, level, message));
  }

  /** Tells the parts that a run is read in, and how much the source says there is. */
  void planned(List<Split> splits) {
    String parts = splits.size() == 1 ? "one part" : splits.size() + " parts";
    if (splits.stream().anyMatch(split -> split.records() == null)) {
      info("It is read in " + parts + ".");
      return;
    }
    long records =
        splits.stream().mapToLong(split -> Objects.requireNonNull(split.records())).sum();
    written(() -> logs.expect(caller, run, records));
    info("It is read in " + parts + "; the source tells of " + records + " records.");
  }

  private void written(Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException e) {
      LOG.warn("the log of run {} lacks a line", run, e);
    }
  }
}
