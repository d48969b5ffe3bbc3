import { ProgressBar } from '@react-spectrum/s2/ProgressBar';
import type { FlowRun } from '../api/types';
import { bytes, count, duration } from './format';
import { left, rate, took } from '../runs/run';
import { useLog } from '../runs/useLog';
import { isGoing } from './Status';
import { useNow } from './Times';

const PHASES: Record<string, string> = {
  scheduled: 'Waiting for its turn',
  inProgress: 'Reading, mapping and writing',
  success: 'Landed',
  partialSuccess: 'Landed in part',
  failed: 'Failed; nothing of it landed',
};

/**
 * How far a run is: its phase, and what it has read so far, at which rate. When it may end is told by
 * what its source said there is, or else by an earlier run.
 */
export function RunProgress({ run, earlier }: { run: FlowRun; earlier?: FlowRun | undefined }) {
  const { recordSummary: records, sizeSummary: size, statusSummary } = run.metrics;
  const going = isGoing(statusSummary.status);
  const now = useNow(going ? 250 : 60_000);
  const passed = took(run, now);
  const speed = rate(run, now);
  const told = useLog(run).data?.expectedRecords;
  const expected = told ?? earlier?.metrics.recordSummary.inputRecordCount;
  const ahead = going ? left(run, expected, now) : undefined;
  const share = told !== undefined && told > 0 ? Math.min(1, records.inputRecordCount / told) : undefined;
  const facts: [string, string][] = [
    ['Records read', told !== undefined && going ? `${count(records.inputRecordCount)} of ${count(told)}` : count(records.inputRecordCount)],
    ['Read from the source', bytes(size.inputBytes)],
    ['Records per second', speed === undefined ? '–' : count(Math.round(speed))],
    [going ? 'Running for' : 'Took', duration(passed)],
    ...(ahead === undefined ? [] : [[told === undefined ? 'Ends in, going by the last run' : 'Ends in', `about ${duration(Math.max(1, Math.round(ahead / 1000)) * 1000)}`] as [string, string]]),
  ];
  return (
    <div className="run-progress">
      {going && <ProgressBar label={PHASES[statusSummary.status] ?? statusSummary.status} {...(share === undefined ? { isIndeterminate: true } : { value: share * 100 })} UNSAFE_style={{ width: '100%' }} />}
      <Figures facts={facts} />
    </div>
  );
}

/** A few figures side by side, each under what it counts. */
export function Figures({ facts }: { facts: [name: string, value: string][] }) {
  return (
    <dl className="figures">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="figure">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
