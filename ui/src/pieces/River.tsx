import { Link } from 'react-router';
import type { Connection, DataSet, Flow, FlowRun, TargetConnection } from '../api/types';
import { brief } from './format';

const ROW = 64;
const MOST = 8;
const WIDTH = 400;

/**
 * Everything that flows: accounts at the left, datasets at the right, each flow a stream as wide as
 * what it landed in the last day. A stream is its flow's link; its colour tells how the last run ended.
 */
export function River(props: { flows: Flow[]; accounts: Connection[]; dataSets: (DataSet & { id: string })[]; targets: TargetConnection[]; runs: FlowRun[] }) {
  const landed = new Map<string, number>();
  for (const run of props.runs) landed.set(run.flowId, (landed.get(run.flowId) ?? 0) + run.metrics.recordSummary.outputRecordCount);
  const targetOf = new Map(props.targets.map((target) => [target.id, target.params?.dataSetId]));
  const streams = props.flows
    .map((flow) => ({
      flow,
      from: flow.inheritedAttributes?.sourceConnections?.[0]?.baseConnection?.id ?? '',
      to: targetOf.get(flow.targetConnectionIds?.[0] ?? '') ?? '',
      records: landed.get(flow.id) ?? 0,
    }))
    .sort((a, b) => b.records - a.records);
  const left = distinct(streams.map(({ from }) => from)).slice(0, MOST);
  const right = distinct(streams.map(({ to }) => to)).slice(0, MOST);
  const shown = streams.filter(({ from, to }) => left.includes(from) && right.includes(to));
  const height = Math.max(left.length, right.length) * ROW;
  const y = (index: number, of: number) => (index + 0.5) * (height / of);
  const most = Math.max(1, ...shown.map(({ records }) => records));
  const sum = (ids: 'from' | 'to', id: string) => streams.filter((stream) => stream[ids] === id).reduce((all, { records }) => all + records, 0);
  return (
    <section className="river" aria-label="What flows where">
      <ul style={{ height }}>
        {left.map((id) => (
          <li key={id}>
            <Link to={`/accounts/${id}`}>{props.accounts.find((account) => account.id === id)?.name ?? 'An account that is gone'}</Link>
          </li>
        ))}
      </ul>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" style={{ height }} role="group" aria-label="Flows">
        {shown.map(({ flow, from, to, records }) => {
          const [a, b] = [y(left.indexOf(from), left.length), y(right.indexOf(to), right.length)];
          const state = flow.state === 'disabled' ? 'off' : flow.lastRunDetails?.state === 'failed' ? 'failed' : 'well';
          return (
            <Link key={flow.id} to={`/flows/${flow.id}`}>
              <path className="river-reach" d={`M0 ${a}C${WIDTH / 2} ${a} ${WIDTH / 2} ${b} ${WIDTH} ${b}`} />
              <path className={`river-stream river-${state}`} d={`M0 ${a}C${WIDTH / 2} ${a} ${WIDTH / 2} ${b} ${WIDTH} ${b}`} strokeWidth={2 + 14 * Math.sqrt(records / most)}>
                <title>{`${flow.name ?? flow.id}: ${brief(records)} records in 24 hours`}</title>
              </path>
            </Link>
          );
        })}
      </svg>
      <ul style={{ height }}>
        {right.map((id) => (
          <li key={id}>
            <Link to={`/datasets/${id}`}>{props.dataSets.find((dataSet) => dataSet.id === id)?.name ?? 'A dataset that is gone'}</Link>
            <small>{brief(sum('to', id))} in 24 h</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

const distinct = (ids: string[]) => [...new Set(ids)].filter(Boolean);
