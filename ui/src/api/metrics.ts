import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OBSERVABILITY, send, type ApiError, type Call } from './client';
import { useList } from './queries';
import { useHere } from './session';
import type { FlowRun } from './types';

const NAMES = {
  written: 'timeseries.ingestion.dataset.recordsuccess.count',
  rejected: 'timeseries.ingestion.dataset.recordfailed.count',
  succeeded: 'timeseries.ingestion.dataset.batchsuccess.count',
} as const;

export type Metric = keyof typeof NAMES;
const METRICS = Object.keys(NAMES) as Metric[];

/** The figures of one piece of time. */
export type Slot = { at: number; failed: number } & Record<Metric, number>;

/** Pieces of time up to now, of UTC. */
export interface Range {
  granularity: 'hour' | 'day';
  slots: number;
}

const MILLIS = { hour: 3_600_000, day: 86_400_000 } as const;

/** When the first piece of time begins. */
const begin = ({ granularity, slots }: Range, now: number) => (Math.floor(now / MILLIS[granularity]) - slots + 1) * MILLIS[granularity];

interface Answer {
  metricResponses: { datapoints: { groupBy: Record<string, string>; dps: Record<string, number> }[] }[];
}

/** The call that asks for the figures of flows, or of all data sets. */
export function metricsCall({ granularity, slots }: Range, now: number, flows?: string[]): Call {
  const first = begin({ granularity, slots }, now);
  const filters = flows ? [{ name: 'flowId', value: flows.join('|'), groupBy: true }] : [];
  return {
    method: 'POST',
    path: OBSERVABILITY,
    body: {
      start: new Date(first).toISOString(),
      end: new Date(first + slots * MILLIS[granularity] - 1).toISOString(),
      granularity,
      metrics: METRICS.map((metric) => ({ name: NAMES[metric], filters, aggregator: 'sum', downsample: 'sum' })),
    },
  };
}

/** Every piece of time of the range, also those in which nothing ended; by flow where flows were named, else under "". */
export function slotsOf(answer: Answer, { granularity, slots }: Range, now: number): Map<string, Slot[]> {
  const first = begin({ granularity, slots }, now);
  const all = new Map<string, Slot[]>();
  answer.metricResponses.forEach(({ datapoints }, index) => {
    const metric = METRICS[index];
    for (const { groupBy, dps } of metric ? datapoints : []) {
      const key = groupBy.flowId ?? '';
      const row = all.get(key) ?? Array.from({ length: slots }, (_, slot): Slot => ({ at: first + slot * MILLIS[granularity], written: 0, rejected: 0, succeeded: 0, failed: 0 }));
      for (const [at, value] of Object.entries(dps)) {
        const slot = row.find((one) => one.at === Date.parse(at));
        if (slot && metric) slot[metric] = value;
      }
      all.set(key, row);
    }
  });
  return all;
}

const MOST_FLOWS = 100;

/** The calls for any number of flows; the API takes a hundred at a time. */
export function metricsCalls(range: Range, now: number, flows?: string[]): Call[] {
  if (!flows) return [metricsCall(range, now)];
  const parts = Array.from({ length: Math.ceil(flows.length / MOST_FLOWS) }, (_, part) => flows.slice(part * MOST_FLOWS, (part + 1) * MOST_FLOWS));
  return parts.map((part) => metricsCall(range, now, part));
}

/** The figures of the flows, or of everything; asked for again every so often, and when another thing has happened last. */
export function useMetrics(range: Range, now: number, flows?: string[], last?: string) {
  const { caller } = useHere();
  const calls = metricsCalls(range, now, flows);
  return useQuery<Answer[], ApiError, Map<string, Slot[]>>({
    queryKey: [caller.sandbox, OBSERVABILITY, calls.map(({ body }) => body), last],
    queryFn: ({ signal }) => Promise.all(calls.map((call) => send<Answer>(caller, call, signal))),
    select: (answers) => new Map(answers.flatMap((answer) => [...slotsOf(answer, range, now)])),
    enabled: calls.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

/**
 * The runs of the range that failed, of one flow or of all. The metrics are of batches, and a run that
 * fails before it writes has none.
 */
export function useFailures(range: Range, now: number, flow?: string) {
  const property = [`createdAt>=${begin(range, now)}`, 'metrics.statusSummary.status==failed', ...(flow ? [`flowId==${flow}`] : [])];
  return useList<FlowRun>('runs', { property, limit: 1000 }, { every: 15_000 }).items;
}

/** The figures with the failures of their time. */
export function withFailures(slots: Slot[], failures: FlowRun[], { granularity }: Range): Slot[] {
  const ends = failures.map((run) => run.metrics.durationSummary.completedAtUTC ?? run.createdAt);
  return slots.map((slot) => ({ ...slot, failed: ends.filter((end) => end >= slot.at && end < slot.at + MILLIS[granularity]).length }));
}

export const sumOf = (slots: Slot[], metric: Metric | 'failed') => slots.reduce((sum, slot) => sum + slot[metric], 0);
