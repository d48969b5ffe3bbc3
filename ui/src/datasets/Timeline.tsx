import { Link } from 'react-router';
import { CATALOG, query, type Call } from '../api/client';
import { useFlows, useGet } from '../api/queries';
import type { Batch, ById } from '../api/types';
import { Bones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { Empty } from '../pieces/Empty';
import { bytes, count, counted } from '../pieces/format';
import { Problem } from '../pieces/Problem';
import { Ago, When } from '../pieces/Times';

const MOST = 100;

/** A step in the history of a table. */
interface Snapshot {
  id: string;
  createdAt: number;
  operation: 'run' | 'undo' | 'compaction' | (string & {});
  runId?: string;
  batchId?: string;
  by?: string;
  addedRows: number;
  removedRows: number;
  addedBytes: number;
  totalRows: number;
}

const snapshotsOf = (id: string): Call => ({ method: 'GET', path: `/tributary/dataSets/${id}/snapshots${query({ limit: MOST })}` });
const batchesOf = (id: string): Call => ({ method: 'GET', path: `${CATALOG}/batches${query({ dataSet: id, orderBy: 'desc:created', limit: MOST })}` });

const TITLES: Record<string, string> = { run: 'A run landed', undo: 'A run was undone', compaction: 'Files were put together' };

/** The steps of a table's history, the newest first: each is whole or not at all. */
export function Timeline({ id }: { id: string }) {
  const call = snapshotsOf(id);
  const snapshots = useGet<{ items: Snapshot[] }>(call.path, { every: 10_000 });
  const batches = useGet<ById<Batch>>(batchesOf(id).path);
  if (snapshots.error) return <Problem error={snapshots.error} retry={() => void snapshots.refetch()} />;
  if (snapshots.isPending) return <Bones lines={6} height={56} />;
  const { items } = snapshots.data;
  if (items.length === 0) return <Empty title="Nothing has landed yet">Each run that lands here is a step in the history of the table, and stands here with what it brought.</Empty>;
  const undone = new Set(items.filter(({ operation }) => operation === 'undo').map(({ runId }) => runId));
  return (
    <section className="stack">
      <div className="schema-head">
        <p className="quiet">{items.length === MOST ? `The newest ${MOST} steps` : counted(items.length, 'step')}, the newest first. A run is undone on its own page.</p>
        <CopyAsApiCall calls={[call, batchesOf(id)]} label="API" />
      </div>
      <ol className="timeline">
        {items.map((snapshot) => (
          <Step key={snapshot.id} snapshot={snapshot} flowId={snapshot.batchId ? batches.data?.[snapshot.batchId]?.tags?.flowId?.[0] : undefined} isUndone={snapshot.operation === 'run' && undone.has(snapshot.runId)} />
        ))}
      </ol>
    </section>
  );
}

function Step({ snapshot, flowId, isUndone }: { snapshot: Snapshot; flowId: string | undefined; isUndone: boolean }) {
  const flow = useFlows().items.find((one) => one.id === flowId);
  const { addedRows: added, removedRows: removed } = snapshot;
  return (
    <li className={isUndone || snapshot.operation === 'undo' ? 'timeline-undone' : undefined}>
      <div className="timeline-head">
        <strong>{TITLES[snapshot.operation] ?? 'Somebody else wrote'}</strong>
        {isUndone && <span className="tag">Undone since</span>}
        <span className="quiet">
          <Ago at={snapshot.createdAt} />
        </span>
      </div>
      <p className="figure">
        {[added > 0 && `${counted(added, 'row')} came`, removed > 0 && `${counted(removed, 'row')} went`, snapshot.addedBytes > 0 && `${bytes(snapshot.addedBytes)} written`].filter(Boolean).join(', ') || 'No row changed'}
        <span className="quiet">; {count(snapshot.totalRows)} since then</span>
      </p>
      <p className="timeline-facts">
        <When at={snapshot.createdAt} />
        {flow && snapshot.runId && (
          <>
            {' · '}
            <Link to={`/flows/${flow.id}/runs/${snapshot.runId}`}>the run</Link> of <Link to={`/flows/${flow.id}`}>{flow.name ?? flow.id}</Link>
          </>
        )}
        {snapshot.by && ` · by ${snapshot.by}`} · snapshot <code>{snapshot.id}</code>
      </p>
    </li>
  );
}
