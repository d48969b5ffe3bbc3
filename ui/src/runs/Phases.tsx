import type { Activity, FlowRun } from '../api/types';
import { Path } from '../pieces/Path';
import { bytes, count, duration } from '../pieces/format';
import { Status } from '../pieces/Status';
import { useNow } from '../pieces/Times';
import { isRunning, took } from './run';

const TEXTS: Record<string, string> = {
  copyActivity: 'Reads from the source, page by page',
  promotionActivity: 'Maps, checks and writes; at the end all of it lands at once',
};

/** The parts of a run, each with its figures and how long it took. */
export function Phases({ run }: { run: FlowRun }) {
  const now = useNow(isRunning(run) ? 1000 : 60_000);
  const { startedAtUTC: started } = run.metrics.durationSummary;
  const waited = (started ?? (isRunning(run) ? now : run.createdAt)) - run.createdAt;
  return (
    <div className="rows" tabIndex={0} role="region" aria-label="Phases">
      <table className="phases">
        <thead>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col">Status</th>
            <th scope="col" className="rows-figure">
              Records in
            </th>
            <th scope="col" className="rows-figure">
              Records out
            </th>
            <th scope="col" className="rows-figure">
              Bytes in
            </th>
            <th scope="col" className="rows-figure">
              Bytes out
            </th>
            <th scope="col" className="rows-figure">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              Waiting
              <small>For its turn</small>
            </th>
            <td>
              <Status of={started === undefined && isRunning(run) ? 'scheduled' : 'success'} />
            </td>
            <td colSpan={4} />
            <td className="rows-figure">{duration(Math.max(0, waited))}</td>
          </tr>
          {(run.activities.length > 0 ? run.activities : PLANNED).map((activity) => (
            <Phase key={activity.id} activity={activity} run={run} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Planned = Pick<Activity, 'id' | 'name'> & Partial<Activity>;

/** What stands there before the service tells of the parts. */
const PLANNED: Planned[] = [
  { id: 'copyActivity', name: 'Copy Activity' },
  { id: 'promotionActivity', name: 'Promotion Activity' },
];

function Phase({ activity, run, now }: { activity: Planned; run: FlowRun; now: number }) {
  const time = activity.durationSummary;
  const passed = time?.startedAtUTC === undefined ? took(run, now) : (time.completedAtUTC ?? now) - time.startedAtUTC;
  return (
    <tr>
      <th scope="row">
        <Path of={activity.name} />
        <small>{TEXTS[activity.id]}</small>
      </th>
      <td>
        <Status of={activity.statusSummary?.status ?? run.metrics.statusSummary.status} />
      </td>
      <td className="rows-figure">{count(activity.recordSummary?.inputRecordCount)}</td>
      <td className="rows-figure">{count(activity.recordSummary?.outputRecordCount)}</td>
      <td className="rows-figure">{bytes(activity.sizeSummary?.inputBytes)}</td>
      <td className="rows-figure">{bytes(activity.sizeSummary?.outputBytes)}</td>
      <td className="rows-figure">{duration(passed)}</td>
    </tr>
  );
}
