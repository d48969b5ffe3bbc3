import type { ScheduleParams } from '../api/types';
import { when } from './format';

const NAMES = { minute: 'minutes', hour: 'hours', day: 'days', week: 'weeks' } as const;
const SECONDS = { minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const;

const seconds = (value: number | string | undefined) => {
  const given = Number(value ?? 0);
  return given > 1e11 ? given / 1000 : given;
};

/** "Once", "Every 15 minutes", "Every day". */
export function schedule(params: ScheduleParams | undefined): string {
  const frequency = params?.frequency;
  if (!frequency || frequency === 'once') return frequency ? 'Once' : 'Not scheduled';
  const interval = Number(params.interval ?? 1);
  return interval === 1 ? `Every ${frequency}` : `Every ${interval} ${NAMES[frequency]}`;
}

/** The time between two runs, in milliseconds; undefined for what has no schedule of its own. */
export function periodOf(params: ScheduleParams | undefined): number | undefined {
  const frequency = params?.frequency;
  return !frequency || frequency === 'once' ? undefined : SECONDS[frequency] * 1000 * Math.max(1, Number(params.interval ?? 1));
}

/** When it runs next, in milliseconds; undefined for what ran once. */
export function nextRun(params: ScheduleParams | undefined, now = Date.now()): number | undefined {
  const start = seconds(params?.startTime) * 1000;
  const frequency = params?.frequency;
  if (!frequency) return undefined;
  if (start > now) return start;
  const period = periodOf(params);
  if (period === undefined) return undefined;
  return start + Math.ceil((now - start) / period) * period;
}

/** A sentence that says when a flow runs, first and then. */
export function scheduleSentence(params: ScheduleParams, now = Date.now()): string {
  const start = seconds(params.startTime) * 1000;
  const first = start > now ? `on ${when(start)}` : 'as soon as you finish';
  if (params.frequency === 'once') return `Runs once, ${first}. You can run it again by hand whenever you like.`;
  const upcoming = start > now ? start : nextRun(params, now + 1000);
  const then = upcoming === undefined || start > now ? '' : `, next on ${when(upcoming)}`;
  return `Runs first ${first}, then ${schedule(params).toLowerCase()}${then}.`;
}
