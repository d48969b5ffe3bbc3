import { useGet } from '../api/queries';
import type { FlowRun, RunLog } from '../api/types';
import { isRunning } from './run';

export const logOf = (run: FlowRun) => `/tributary/runs/${run.id}/log`;

/** What a run wrote down; asked for again as long as it goes on. */
export const useLog = (run: FlowRun) => useGet<RunLog>(logOf(run), { every: isRunning(run) ? 1000 : false });
