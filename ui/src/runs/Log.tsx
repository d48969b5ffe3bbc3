import type { FlowRun } from '../api/types';
import { Bones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { clock, counted, exactly } from '../pieces/format';
import { Problem } from '../pieces/Problem';
import { isRunning } from './run';
import { logOf, useLog } from './useLog';

/** What the run did, line by line. */
export function Log({ run }: { run: FlowRun }) {
  const log = useLog(run);
  const lines = log.data?.items ?? [];
  return (
    <section className="stack-close" aria-labelledby="log">
      <div className="section-head">
        <h2 id="log">Log</h2>
        {lines.length > 0 && <span className="quiet">{counted(lines.length, 'line')}{(log.data?.omitted ?? 0) > 0 && `, ${counted(log.data?.omitted ?? 0, 'line')} between them left out`}</span>}
        <span className="spring" />
        <CopyAsApiCall calls={{ method: 'GET', path: logOf(run) }} label="API" />
      </div>
      {log.error && <Problem error={log.error} retry={() => void log.refetch()} />}
      {log.isPending && <Bones lines={4} height={20} />}
      {log.data && lines.length === 0 && <p className="quiet">{isRunning(run) ? 'Nothing yet. It is written when the run begins.' : 'This run wrote none.'}</p>}
      {lines.length > 0 && (
        <ol className="log rows" tabIndex={0} aria-label="Lines of the log">
          {lines.map((line, index) => (
            <li key={index} className={`log-${line.level}`}>
              <time dateTime={new Date(line.at).toISOString()} title={exactly(line.at)}>
                {clock(line.at)}
              </time>
              {line.level !== 'info' && <strong>{line.level === 'error' ? 'Error' : 'Warning'}</strong>}
              <span>{line.message}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
