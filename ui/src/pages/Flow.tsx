import { Button } from '@react-spectrum/s2/Button';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { FLOW_SERVICE } from '../api/client';
import { metricsCall, sumOf, useFailures, useMetrics, withFailures } from '../api/metrics';
import { useList, useSend } from '../api/queries';
import { useMay } from '../api/session';
import type { Flow as FlowNoun, FlowRun } from '../api/types';
import { DeleteFlow, isRunnable, runCall, toggleCall } from '../flows/actions';
import { Bones, PageBones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { Facts } from '../pieces/Facts';
import { bytes, count, duration } from '../pieces/format';
import { More } from '../pieces/More';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { Figures, RunProgress } from '../pieces/RunProgress';
import { nextRun, schedule } from '../pieces/schedule';
import { Status } from '../pieces/Status';
import { TimeBars } from '../pieces/TimeBars';
import { Ago, useNow, When } from '../pieces/Times';
import { isRunning, took } from '../runs/run';
import { useDraft, type Draft } from '../setup/draft';

const COLUMNS: TableColumn<FlowRun>[] = [
  { key: 'started', name: 'Started', width: '1.5fr', minWidth: 170, sort: 'createdAt', cell: (run) => <When at={run.metrics.durationSummary.startedAtUTC ?? run.createdAt} />, text: (run) => run.id },
  { key: 'status', name: 'Status', width: 116, cell: (run) => <Status of={run.metrics.statusSummary.status} /> },
  { key: 'read', name: 'Read', room: 'some', align: 'end', cell: (run) => count(run.metrics.recordSummary.inputRecordCount) },
  { key: 'written', name: 'Written', align: 'end', cell: (run) => count(run.metrics.recordSummary.outputRecordCount) },
  { key: 'rejected', name: 'Rejected', room: 'some', align: 'end', cell: (run) => count(run.metrics.recordSummary.failedRecordCount) },
  { key: 'size', name: 'Size', room: 'much', align: 'end', cell: (run) => bytes(run.metrics.sizeSummary.outputBytes) },
  { key: 'took', name: 'Took', room: 'some', align: 'end', cell: (run) => duration(took(run)) },
];

/** A flow: what it does now, what it did, and its runs. */
export default function Flow() {
  const { flow: id = '' } = useParams();
  const all = useDraft(id);
  const [orderby, setOrderby] = useState('-createdAt');
  const runs = useList<FlowRun>('runs', { property: [`flowId==${id}`], orderby }, { every: 2000 });
  const { flow } = all;
  if (all.error) return <Problem error={all.error} />;
  if (all.isPending || !flow) return <PageBones />;
  if (flow.state === 'draft') return <Navigate to={`/flows/${id}/set-up`} replace />;
  const current = runs.items.find(isRunning);
  return (
    <>
      <Head flow={flow} all={all} isGoing={current !== undefined} />
      <div className="stack run-page">
        {current && (
          <section className="card">
            <RunProgress run={current} earlier={runs.items.find((run) => run.metrics.statusSummary.status === 'success')} />
            <Link to={`/flows/${id}/runs/${current.id}`}>Follow this run</Link>
          </section>
        )}
        <About flow={flow} all={all} />
        {(runs.isPending || runs.items.length > 0) && <History flow={id} last={runs.items.find((run) => !isRunning(run))?.id} />}
        <section className="stack-close">
          <h2>Runs</h2>
          <DataTable
            label="Runs"
            columns={COLUMNS}
            items={runs.items}
            state={runs}
            orderby={orderby}
            onOrderby={setOrderby}
            href={(run) => `/flows/${id}/runs/${run.id}`}
            empty={<Empty title="No run yet">The first one begins when it is due.</Empty>}
          />
        </section>
      </div>
    </>
  );
}

function Head({ flow, all, isGoing }: { flow: FlowNoun; all: Draft; isGoing: boolean }) {
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const act = useSend<{ id: string }>();
  const may = useMay('manage');
  const { id } = flow;
  const isEnabled = flow.state === 'enabled';
  return (
    <>
      <PageHeader
        title={flow.name ?? id}
        trail={[['Flows', '/flows']]}
        mark={<Status of={flow.state} />}
        description={flow.description || `${schedule(flow.scheduleParams)}, from ${all.account?.name ?? all.sourceName} to ${all.dataSet?.name ?? 'a dataset'}.`}
        actions={
          <>
            <CopyAsApiCall calls={[{ method: 'GET', path: `${FLOW_SERVICE}/flows/${id}` }, { method: 'GET', path: `${FLOW_SERVICE}/runs?property=flowId==${id}` }, ...(isRunnable(flow) ? [runCall(flow)] : []), toggleCall(flow)]} label="API" />
            <More
              label="More actions"
              entries={[
                may && ['Edit name and schedule', () => void navigate(`/flows/${id}/edit`)],
                may && ['Edit the mapping', () => void navigate(`/flows/${id}/mapping`)],
                may && [isEnabled ? 'Disable' : 'Enable', () => act.mutate(toggleCall(flow))],
                may && ['Delete', () => setDeleting(true)],
              ]}
            />
            {may && !isEnabled && (
              <Button variant="secondary" isPending={act.isPending} onPress={() => act.mutate(toggleCall(flow))}>
                Enable
              </Button>
            )}
            {may && isRunnable(flow) && (
              <Button variant="secondary" isDisabled={isGoing} isPending={act.isPending} onPress={() => act.mutate(runCall(flow))}>
                Run now
              </Button>
            )}
            <LinkButton variant="accent" href={`/datasets/${all.dataSetId}`}>
              See the data
            </LinkButton>
          </>
        }
      />
      {act.error && <Problem error={act.error} />}
      <DialogContainer onDismiss={() => setDeleting(false)}>{deleting && <DeleteFlow flow={flow} onClose={() => setDeleting(false)} onDeleted={() => void navigate('/flows')} />}</DialogContainer>
    </>
  );
}

/** From where to where, by what, and when. */
function About({ flow, all }: { flow: FlowNoun; all: Draft }) {
  const now = useNow();
  const next = flow.state === 'enabled' ? nextRun(flow.scheduleParams, now) : undefined;
  return (
    <Facts
      facts={[
        ['From', all.account ? <Link to={`/accounts/${all.account.id}`}>{all.account.name ?? all.account.id}</Link> : '–'],
        ['To', all.dataSetId ? <Link to={`/datasets/${all.dataSetId}`}>{all.dataSet?.name ?? all.dataSetId}</Link> : '–'],
        ['Table', <code>{all.table ?? '–'}</code>],
        ['Mapping', <Link to={`/flows/${flow.id}/mapping`}>{all.mappingSet ? `${count(all.mappingSet.mappings.length)} fields, version ${all.mappingSet.version}` : 'None'}</Link>],
        ['Runs', schedule(flow.scheduleParams)],
        ['Next run', next === undefined ? (flow.state === 'enabled' ? 'By hand' : 'None while it is disabled') : <Ago at={next} />],
        ['May be rejected', `up to ${flow.options?.partialIngestionPercent ?? 0} % of a run`],
        ['Changed', <Ago at={flow.updatedAt} />],
      ]}
    />
  );
}

const RANGES = { week: { granularity: 'day', slots: 7 }, month: { granularity: 'day', slots: 30 } } as const;

/** What it did in the last days. */
function History({ flow, last }: { flow: string; last: string | undefined }) {
  const [parameters, setParameters] = useSearchParams();
  const now = useNow();
  const key = parameters.get('days') === '30' ? 'month' : 'week';
  const metrics = useMetrics(RANGES[key], now, [flow], last);
  const failures = useFailures(RANGES[key], now, flow);
  const found = metrics.data?.get(flow);
  const slots = found && withFailures(found, failures, RANGES[key]);
  return (
    <section className="stack-close">
      <div className="section-head">
        <h2>History</h2>
        <span className="spring" />
        <CopyAsApiCall calls={metricsCall(RANGES[key], now, [flow])} />
        <SegmentedControl aria-label="Days" selectedKey={key} onSelectionChange={(chosen) => setParameters(chosen === 'month' ? { days: '30' } : {}, { replace: true })}>
          <SegmentedControlItem id="week">7 days</SegmentedControlItem>
          <SegmentedControlItem id="month">30 days</SegmentedControlItem>
        </SegmentedControl>
      </div>
      {metrics.error && <Problem error={metrics.error} />}
      {metrics.isPending && <Bones lines={6} height={24} />}
      {slots && (
        <>
          <Figures
            facts={[
              ['Records written', count(sumOf(slots, 'written'))],
              ['Records rejected', count(sumOf(slots, 'rejected'))],
              ['Runs that landed', count(sumOf(slots, 'succeeded'))],
              ['Runs that failed', count(sumOf(slots, 'failed'))],
            ]}
          />
          <TimeBars slots={slots} granularity="day" label="Records by day" />
        </>
      )}
    </section>
  );
}
