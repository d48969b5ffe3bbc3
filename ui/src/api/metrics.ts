import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OBSERVABILITY, send, type ApiError, type Call } from './client';
import { useHere } from './session';

const NAMES = {
  written: 'timeseries.ingestion.dataset.recordsuccess.count',
  rejected: 'timeseries.ingestion.dataset.recordfailed.count',
  succeeded: 'timeseries.ingestion.dataset.batchsuccess.count',
  failed: 'timeseries.ingestion.dataset.batchfailed.count',
} as const;

export type Metric = keyof typeof NAMES;
const METRICS = Object.keys(NAMES) as Metric[];

/** The figures of one piece of time. */
export type Slot = { at: number } & Record<Metric, number>;

/** Pieces of time up to now, of UTC. */
export interface Range {
  granularity: 'hour' | 'day';
  slots: number;
}

const MILLIS = { hour: 3_600_000, day: 86_400_000 } as const;

interface Answer {
  metricResponses: { datapoints: { groupBy: Record<string, string>; dps: Record<string, number> }[] }[];
}

/** The call that asks for the figures of flows, or of all data sets. */
export function metricsCall({ granularity, slots }: Range, now: number, flows?: string[]): Call {
  const last = Math.floor(now / MILLIS[granularity]) * MILLIS[granularity];
  const filters = flows ? [{ name: 'flowId', value: flows.join('|'), groupBy: true }] : [];
  return {
    method: 'POST',
    path: OBSERVABILITY,
    body: {
      start: new Date(last - (slots - 1) * MILLIS[granularity]).toISOString(),
      end: new Date(last + MILLIS[granularity] - 1).toISOString(),
      granularity,
      metrics: METRICS.map((metric) => ({ name: NAMES[metric], filters, aggregator: 'sum', downsample: 'sum' })),
    },
  };
}

/** Every piece of time of the range, also those in which nothing ended; by flow where flows were named, else under "". */
export function slotsOf(answer: Answer, { granularity, slots }: Range, now: number): Map<string, Slot[]> {
  const last = Math.floor(now / MILLIS[granularity]) * MILLIS[granularity];
  const all = new Map<string, Slot[]>();
  answer.metricResponses.forEach(({ datapoints }, index) => {
    const metric = METRICS[index];
    for (const { groupBy, dps } of metric ? datapoints : []) {
      const key = groupBy.flowId ?? '';
      const row = all.get(key) ?? Array.from({ length: slots }, (_, slot): Slot => ({ at: last - (slots - 1 - slot) * MILLIS[granularity], written: 0, rejected: 0, succeeded: 0, failed: 0 }));
      for (const [at, value] of Object.entries(dps)) {
        const slot = row.find((one) => one.at === Date.parse(at));
        if (slot && metric) slot[metric] = value;
      }
      all.set(key, row);
    }
  });
  return all;
}

/** Asked for again every so often; the figures of up to a hundred flows, or of everything. */
export function useMetrics(range: Range, now: number, flows?: string[]) {
  const { caller } = useHere();
  const call = metricsCall(range, now, flows);
  return useQuery<Answer, ApiError, Map<string, Slot[]>>({
    queryKey: [caller.sandbox, OBSERVABILITY, call.body],
    queryFn: ({ signal }) => send(caller, call, signal),
    select: (answer) => slotsOf(answer, range, now),
    enabled: flows === undefined || flows.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

export const sumOf = (slots: Slot[], metric: Metric) => slots.reduce((sum, slot) => sum + slot[metric], 0);
