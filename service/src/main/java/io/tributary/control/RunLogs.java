package io.tributary.control;

import io.tributary.model.Caller;
import io.tributary.model.FlowRun;
import io.tributary.model.Id;
import io.tributary.model.RunLog;
import io.tributary.store.Documents;
import java.time.Clock;
import java.util.function.UnaryOperator;

/** The logs of runs: one for each, kept as long as the run is. */
public final class RunLogs {
  private final Documents<RunLog> documents;
  private final Runs runs;
  private final Clock clock;

  public RunLogs(Documents<RunLog> documents, Runs runs, Clock clock) {
    this.documents = documents;
    this.runs = runs;
    this.clock = clock;
  }

  /** The log of a run; empty before the run has begun. */
  public RunLog get(Caller caller, Id<FlowRun> run) {
    runs.get(caller, run);
    return documents.find(caller, id(run)).map(found -> found.value()).orElseGet(RunLog::empty);
  }

  /** Adds a line. */
  public void note(Caller caller, Id<FlowRun> run, String level, String message) {
    RunLog.Line line = new RunLog.Line(clock.millis(), level, message);
    change(caller, run, log -> log.with(line));
  }

  /** Keeps how many records the source said there are. */
  public void expect(Caller caller, Id<FlowRun> run, long records) {
    change(caller, run, log -> log.expecting(records));
  }

  private void change(Caller caller, Id<FlowRun> run, UnaryOperator<RunLog> change) {
    if (documents.amend(caller, id(run), change).isEmpty()) {
      documents.insert(caller, id(run), change.apply(RunLog.empty()));
    }
  }

  private static Id<RunLog> id(Id<FlowRun> run) {
    return Id.of(run.value());
  }
}
