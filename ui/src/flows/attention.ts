import type { Flow } from '../api/types';
import { counted } from '../pieces/format';
import { periodOf } from '../pieces/schedule';

/** Why somebody should look at a flow; the heaviest reason comes first. */
export interface Attention {
  weight: 0 | 1 | 2 | 3;
  reason: string;
}

const GRACE = 600_000;

/** What is the matter with a flow, by its last run and by what was rejected of late. */
export function attention(flow: Flow, rejected: number, now: number): Attention {
  const last = flow.lastRunDetails;
  if (last?.state === 'failed') return { weight: 3, reason: 'The last run failed' };
  const period = periodOf(flow.scheduleParams);
  const since = last?.startedAtUTC ?? last?.completedAtUTC;
  const isOverdue = flow.state === 'enabled' && period !== undefined && since !== undefined && last?.state !== 'inProgress' && now - since > period * 2 + GRACE;
  if (isOverdue) return { weight: 2, reason: 'It should have run again by now' };
  if (rejected > 0) return { weight: 1, reason: `${counted(rejected, 'record')} rejected` };
  return { weight: 0, reason: '' };
}
