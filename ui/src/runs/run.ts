import type { FlowRun } from '../api/types';
import { isGoing } from '../pieces/Status';

/** What became of the records of a run. Each that was read is exactly one of written, rejected, filtered. */
export interface Tally {
  read: number;
  written: number;
  rejected: number;
  filtered: number;
  /** Values that became empty, beside the records. */
  warnings: number;
}

export function tally(run: FlowRun): Tally {
  const { inputRecordCount, outputRecordCount, failedRecordCount, skippedRecordCount, warningRecordCount } = run.metrics.recordSummary;
  return { read: inputRecordCount, written: outputRecordCount, rejected: failedRecordCount, filtered: skippedRecordCount, warnings: warningRecordCount };
}

export const isRunning = (run: FlowRun) => isGoing(run.metrics.statusSummary.status);
export const hasFailed = (run: FlowRun) => run.metrics.statusSummary.status === 'failed';

/** The batch in which the run's rows, and its rejected records, are found again. */
export const batchOf = (run: FlowRun) => run.activities.flatMap((activity) => activity.targetInfo ?? []).find(({ reference }) => reference?.type === 'Batch')?.reference?.ids[0];

/** In milliseconds; undefined while it has not begun. */
export function took({ metrics: { durationSummary: time } }: FlowRun, now?: number): number | undefined {
  const end = time.completedAtUTC ?? now;
  return time.startedAtUTC === undefined || end === undefined ? undefined : end - time.startedAtUTC;
}

/** Records read in a second; undefined where nothing can be said yet. */
export function rate(run: FlowRun, now: number): number | undefined {
  const passed = took(run, now);
  return passed === undefined || passed < 1000 || run.metrics.recordSummary.inputRecordCount === 0 ? undefined : (run.metrics.recordSummary.inputRecordCount / passed) * 1000;
}

/** How many milliseconds are left if the run reads so many records; undefined where that is no guide. */
export function left(run: FlowRun, expected: number | undefined, now: number): number | undefined {
  const speed = rate(run, now);
  const ahead = (expected ?? 0) - run.metrics.recordSummary.inputRecordCount;
  return speed === undefined || ahead <= 0 ? undefined : (ahead / speed) * 1000;
}
