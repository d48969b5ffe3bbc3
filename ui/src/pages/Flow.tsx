import { Button } from '@react-spectrum/s2/Button';
import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { Navigate, useParams } from 'react-router';
import { FLOW_SERVICE, type Call } from '../api/client';
import { useList, useSend } from '../api/queries';
import type { FlowRun } from '../api/types';
import { PageBones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { bytes, count, duration } from '../pieces/format';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { RunProgress } from '../pieces/RunProgress';
import { schedule } from '../pieces/schedule';
import { isGoing, Status } from '../pieces/Status';
import { When } from '../pieces/Times';
import { useDraft } from '../setup/draft';

const COLUMNS: TableColumn<FlowRun>[] = [
  { key: 'started', name: 'Started', minWidth: 170, sort: 'createdAt', cell: (run) => <When at={run.metrics.durationSummary.startedAtUTC ?? run.createdAt} />, text: (run) => run.id },
  { key: 'status', name: 'Status', width: 150, cell: (run) => <Status of={run.metrics.statusSummary.status} /> },
  { key: 'read', name: 'Read', align: 'end', cell: (run) => count(run.metrics.recordSummary.inputRecordCount) },
  { key: 'written', name: 'Written', align: 'end', cell: (run) => count(run.metrics.recordSummary.outputRecordCount) },
  { key: 'rejected', name: 'Rejected', align: 'end', cell: (run) => count(run.metrics.recordSummary.failedRecordCount) },
  { key: 'size', name: 'Size', align: 'end', cell: (run) => bytes(run.metrics.sizeSummary.outputBytes) },
  {
    key: 'took',
    name: 'Took',
    align: 'end',
    cell: ({ metrics: { durationSummary: time } }) => (time.startedAtUTC && time.completedAtUTC ? duration(time.completedAtUTC - time.startedAtUTC) : '–'),
  },
];

/** A flow and its runs. */
export default function Flow() {
  const { flow: id = '' } = useParams();
  const all = useDraft(id);
  const runs = useList<FlowRun>('runs', { property: [`flowId==${id}`], orderby: '-createdAt' }, { every: 2000 });
  const act = useSend();
  const { flow } = all;
  if (all.error) return <Problem error={all.error} />;
  if (all.isPending || !flow) return <PageBones />;
  if (flow.state === 'draft') return <Navigate to={`/flows/${id}/set-up`} replace />;
  const toggle: Call = { method: 'POST', path: `${FLOW_SERVICE}/flows/${id}/action?op=${flow.state === 'enabled' ? 'disable' : 'enable'}` };
  const run: Call = { method: 'POST', path: `${FLOW_SERVICE}/runs`, body: { flowId: id } };
  const current = runs.items.find((one) => isGoing(one.metrics.statusSummary.status));
  return (
    <>
      <PageHeader
        title={flow.name ?? id}
        trail={[['Flows', '/flows']]}
        mark={<Status of={flow.state} />}
        description={`${schedule(flow.scheduleParams)}, from ${all.account?.name ?? all.sourceName} to ${all.dataSet?.name ?? 'a dataset'}.${flow.description ? ` ${flow.description}` : ''}`}
        actions={
          <>
            <CopyAsApiCall calls={[{ method: 'GET', path: `${FLOW_SERVICE}/runs?property=flowId==${id}` }, run, toggle]} label="API" />
            <Button variant="secondary" isPending={act.isPending} onPress={() => act.mutate(toggle)}>
              {flow.state === 'enabled' ? 'Disable' : 'Enable'}
            </Button>
            {flow.scheduleParams?.frequency === 'once' && flow.state === 'enabled' && (
              <Button variant="secondary" isDisabled={current !== undefined} onPress={() => act.mutate(run)}>
                Run now
              </Button>
            )}
            <LinkButton variant="accent" href={`/datasets/${all.dataSetId}`}>
              See the data
            </LinkButton>
          </>
        }
      />
      <div className="stack">
        {act.error && <Problem error={act.error} />}
        {current && (
          <div className="card">
            <RunProgress run={current} />
          </div>
        )}
        <DataTable label="Runs" columns={COLUMNS} items={runs.items} state={runs} empty={<Empty title="No run yet">The first one begins when it is due.</Empty>} />
      </div>
    </>
  );
}
