package io.tributary.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.model.RunMetrics;

/** Counts ended runs by their status, and what became of their records. */
final class RunMeters {
  private final MeterRegistry registry;

  RunMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void ended(RunMetrics run) {
    registry.counter("tributary.runs", "status", run.status()).increment();
    RunMetrics.RecordSummary records = run.recordSummary();
    add("read", records.inputRecordCount());
    add("written", records.outputRecordCount());
    add("rejected", records.failedRecordCount());
    add("filtered", records.skippedRecordCount());
  }

  private void add(String outcome, long records) {
    registry
        .counter("tributary.records", "outcome", outcome)
        .increment((double) Math.max(0, records));
  }
}
