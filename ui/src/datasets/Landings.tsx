import { Link } from 'react-router';
import { CATALOG, query, type Call } from '../api/client';
import { useFlows, useGet } from '../api/queries';
import type { Batch, ById } from '../api/types';
import { Bones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { Empty } from '../pieces/Empty';
import { bytes, counted, duration } from '../pieces/format';
import { Problem } from '../pieces/Problem';
import { Status } from '../pieces/Status';
import { Ago, When } from '../pieces/Times';

/** Catalog shows no more at once. */
export const MOST = 100;

/** The calls that ask for what runs brought, the newest first. */
export const batchesOf = (id: string): Call => ({ method: 'GET', path: `${CATALOG}/batches${query({ dataSet: id, orderBy: 'desc:created', limit: MOST })}` });

/** What came when: one entry for each run that ended here. */
export function Landings({ id }: { id: string }) {
  const call = batchesOf(id);
  const batches = useGet<ById<Batch>>(call.path, { every: 10_000 });
  const flows = useFlows();
  if (batches.error) return <Problem error={batches.error} retry={() => void batches.refetch()} />;
  if (batches.isPending) return <Bones lines={6} height={56} />;
  const all = Object.entries(batches.data);
  if (all.length === 0) return <Empty title="Nothing has landed yet">Each run of a flow into this dataset will stand here, with what it brought.</Empty>;
  const nameOf = (flow: string | undefined) => flows.items.find((one) => one.id === flow)?.name;
  return (
    <section className="stack">
      <div className="schema-head">
        <p className="quiet">{all.length === MOST ? `The newest ${MOST} runs that landed here or failed to` : `${counted(all.length, 'run')} landed here or failed to, the newest first`}</p>
        <CopyAsApiCall calls={call} label="API" />
      </div>
      <ol className="timeline">
        {all.map(([batch, one]) => (
          <Landing key={batch} id={batch} batch={one} flow={nameOf(one.tags?.flowId?.[0])} />
        ))}
      </ol>
    </section>
  );
}

function Landing({ id, batch, flow }: { id: string; batch: Batch; flow: string | undefined }) {
  const at = batch.completed ?? batch.created;
  const took = batch.started && batch.completed ? `in ${duration(batch.completed - batch.started)}` : '';
  const rejected = batch.failedRecordCount ?? 0;
  const flowId = batch.tags?.flowId?.[0];
  const run = batch.tags?.flowRunId?.[0];
  return (
    <li className={batch.status === 'failed' ? 'timeline-failed' : undefined}>
      <div className="timeline-head">
        <strong className="figure">{counted(batch.recordCount ?? 0, 'record')}</strong>
        <Status of={batch.status} />
        <span className="quiet">
          <Ago at={at} />
        </span>
      </div>
      <p className="quiet">
        {[bytes(batch.size), took, rejected > 0 ? `${counted(rejected, 'record')} rejected` : ''].filter(Boolean).join(', ')}
        {flowId && (
          <>
            , {run && <Link to={`/flows/${flowId}/runs/${run}`}>a run</Link>} of {flow ? <Link to={`/flows/${flowId}`}>{flow}</Link> : 'a flow that has been deleted'}
          </>
        )}
      </p>
      {batch.errors?.[0] && <p className="timeline-error">{batch.errors[0].description ?? batch.errors[0].code}</p>}
      <p className="timeline-facts">
        <When at={at} /> · batch <code>{id}</code>
      </p>
    </li>
  );
}
