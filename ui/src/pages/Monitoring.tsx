import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl';
import { Link, useSearchParams } from 'react-router';
import { FLOW_SERVICE, query } from '../api/client';
import { metricsCall, sumOf, useFailures, useMetrics, withFailures, type Slot } from '../api/metrics';
import { useFlows, useList } from '../api/queries';
import type { Flow, FlowRun } from '../api/types';
import { attention, type Attention } from '../flows/attention';
import { Bones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { bytes, count, counted, duration } from '../pieces/format';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { Figures } from '../pieces/RunProgress';
import { Spark } from '../pieces/Spark';
import { Status } from '../pieces/Status';
import { TimeBars } from '../pieces/TimeBars';
import { Ago, useNow } from '../pieces/Times';
import { rate, took } from '../runs/run';

const DAY = { granularity: 'hour', slots: 24 } as const;
const GOING = ['metrics.statusSummary.status==scheduled,inProgress'];

/** A flow with what the last day says of it. */
interface Watched extends Attention {
  id: string;
  flow: Flow;
  slots: Slot[];
}

/** The last 24 hours of all flows, those first that somebody should look at. */
export default function Monitoring() {
  const now = useNow();
  const flows = useFlows(10_000);
  const whole = useMetrics(DAY, now);
  const live = flows.items.filter(({ state }) => state !== 'draft');
  const each = useMetrics(
    DAY,
    now,
    live.map(({ id }) => id),
  );
  const failures = useFailures(DAY, now);
  const watched = live
    .map((flow): Watched => {
      const own = failures.filter(({ flowId }) => flowId === flow.id);
      const slots = withFailures(each.data?.get(flow.id) ?? [], own, DAY);
      return { id: flow.id, flow, slots, ...attention(flow, sumOf(slots, 'rejected'), now) };
    })
    .sort((a, b) => b.weight - a.weight || sumOf(b.slots, 'written') - sumOf(a.slots, 'written'));
  const slots = withFailures(whole.data?.get('') ?? [], failures, DAY);
  return (
    <>
      <PageHeader
        title="Monitoring"
        description="What flows did in the last 24 hours, whatever kind they are."
        actions={<CopyAsApiCall calls={[metricsCall(DAY, now), { method: 'GET', path: `${FLOW_SERVICE}/runs${query({ property: ['metrics.statusSummary.status==failed'] })}` }, { method: 'GET', path: `${FLOW_SERVICE}/runs${query({ property: GOING })}` }]} label="API" />}
      />
      <div className="stack run-page">
        {whole.error && <Problem error={whole.error} retry={() => void whole.refetch()} />}
        {whole.isPending && <Bones lines={8} height={24} />}
        {whole.data && (
          <section className="stack-close" aria-label="All flows together">
            <Figures
              facts={[
                ['Records written', count(sumOf(slots, 'written'))],
                ['Records rejected', count(sumOf(slots, 'rejected'))],
                ['Runs that landed', count(sumOf(slots, 'succeeded'))],
                ['Runs that failed', count(sumOf(slots, 'failed'))],
                ['Records per second, this hour', perSecond(slots, now)],
              ]}
            />
            <TimeBars slots={slots} granularity="hour" label="Records by hour" />
          </section>
        )}
        <Going flows={flows.items} />
        <Watch watched={watched} state={flows} />
      </div>
    </>
  );
}

/** What the running hour wrote in a second, on average. */
function perSecond(slots: Slot[], now: number): string {
  const last = slots.at(-1);
  const seconds = last ? (now - last.at) / 1000 : 0;
  return last && seconds > 1 ? (last.written / seconds).toLocaleString('en', { maximumFractionDigits: 1 }) : '–';
}

/** Runs that go on, with how far each is. */
function Going({ flows }: { flows: Flow[] }) {
  const runs = useList<FlowRun>('runs', { property: GOING }, { every: 2000 });
  const now = useNow(1000);
  const names = new Map(flows.map((flow) => [flow.id, flow.name]));
  if (runs.items.length === 0) return null;
  return (
    <section className="stack-close">
      <h2>Running now</h2>
      <ul className="lines">
        {runs.items.slice(0, 20).map((run) => {
          const speed = rate(run, now);
          return (
            <li key={run.id}>
              <Link to={`/flows/${run.flowId}/runs/${run.id}`}>{names.get(run.flowId) ?? run.flowId}</Link>
              <Status of={run.metrics.statusSummary.status} />
              <span className="figure lines-end">{counted(run.metrics.recordSummary.inputRecordCount, 'record')}</span>
              <span className="figure lines-end quiet">{bytes(run.metrics.sizeSummary.inputBytes)}</span>
              <span className="figure lines-end quiet">{speed === undefined ? '–' : `${count(Math.round(speed))} per second`}</span>
              <span className="figure lines-end quiet">{duration(took(run, now))}</span>
            </li>
          );
        })}
      </ul>
      {runs.items.length > 20 && <p className="quiet">and {count(runs.items.length - 20)} more</p>}
    </section>
  );
}

const COLUMNS: TableColumn<Watched>[] = [
  { key: 'name', name: 'Flow', width: '2fr', minWidth: 170, cell: ({ flow }) => flow.name ?? flow.id, text: ({ flow }) => flow.name ?? flow.id },
  {
    key: 'attention',
    name: 'To look at',
    width: '2fr',
    minWidth: 170,
    cell: ({ weight, reason }) => (reason ? <span className={weight > 1 ? 'attention-bad' : 'attention-notice'}>{reason}</span> : <span className="quiet">–</span>),
    text: ({ reason }) => reason || 'nothing',
  },
  { key: 'status', name: 'Last run', room: 'some', width: 140, cell: ({ flow }) => <Status of={flow.lastRunDetails?.state} /> },
  { key: 'ended', name: 'Ended', room: 'much', width: 140, cell: ({ flow }) => <Ago at={flow.lastRunDetails?.completedAtUTC} /> },
  { key: 'spark', name: '24 hours', room: 'some', width: 140, cell: ({ slots }) => <Spark slots={slots} />, text: ({ slots }) => `${count(sumOf(slots, 'written'))} written` },
  { key: 'written', name: 'Written', room: 'some', width: 110, align: 'end', cell: ({ slots }) => count(sumOf(slots, 'written')) },
  { key: 'rejected', name: 'Rejected', room: 'much', width: 110, align: 'end', cell: ({ slots }) => count(sumOf(slots, 'rejected')) },
  { key: 'failed', name: 'Failed', room: 'much', width: 90, align: 'end', cell: ({ slots }) => count(sumOf(slots, 'failed')) },
];

function Watch({ watched, state }: { watched: Watched[]; state: { isPending: boolean; error: unknown; refetch: () => unknown } }) {
  const [parameters, setParameters] = useSearchParams();
  const show = parameters.get('show') === 'attention' ? 'attention' : 'all';
  const needy = watched.filter(({ weight }) => weight > 0);
  return (
    <section className="stack-close">
      <div className="section-head">
        <h2>Flows</h2>
        <span className="quiet" role="status">
          {needy.length === 0 ? 'None needs attention.' : `${counted(needy.length, 'flow')} ${needy.length === 1 ? 'needs' : 'need'} attention.`}
        </span>
        <span className="spring" />
        <SegmentedControl aria-label="Show" selectedKey={show} onSelectionChange={(key) => setParameters(key === 'attention' ? { show: 'attention' } : {}, { replace: true })}>
          <SegmentedControlItem id="all">All</SegmentedControlItem>
          <SegmentedControlItem id="attention">To look at</SegmentedControlItem>
        </SegmentedControl>
      </div>
      <DataTable
        label="Flows"
        columns={COLUMNS}
        items={show === 'attention' ? needy : watched}
        state={state}
        href={({ id, flow, weight }) => (weight === 3 && flow.lastRunDetails?.id ? `/flows/${id}/runs/${flow.lastRunDetails.id}` : `/flows/${id}`)}
        empty={
          show === 'attention' ? (
            <Empty title="All is well">No flow failed, is late, or had records rejected in the last 24 hours.</Empty>
          ) : (
            <Empty title="No flows yet" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
              What they do is shown here.
            </Empty>
          )
        }
      />
    </section>
  );
}
