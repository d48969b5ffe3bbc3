import { FLOW_SERVICE, type Call } from '../api/client';
import { useList } from '../api/queries';
import type { Flow, FlowRun } from '../api/types';
import { DeleteDialog } from '../pieces/DeleteDialog';
import { isRunning } from '../runs/run';

export const toggleCall = (flow: Flow): Call => ({ method: 'POST', path: `${FLOW_SERVICE}/flows/${flow.id}/action?op=${flow.state === 'enabled' ? 'disable' : 'enable'}` });
export const runCall = (flow: Flow): Call => ({ method: 'POST', path: `${FLOW_SERVICE}/runs`, body: { flowId: flow.id } });

/** The API runs by hand only what has no schedule of its own. */
export const isRunnable = (flow: Flow) => flow.state === 'enabled' && (flow.scheduleParams?.frequency ?? 'once') === 'once';

/** The flow, and then what was made for it alone. */
function deleteCalls(flow: Flow): Call[] {
  const of = (resource: string, ids: string[] | undefined): Call[] => (ids ?? []).map((id) => ({ method: 'DELETE', path: `${FLOW_SERVICE}/${resource}/${id}` }));
  return [{ method: 'DELETE', path: `${FLOW_SERVICE}/flows/${flow.id}` }, ...of('sourceConnections', flow.sourceConnectionIds), ...of('targetConnections', flow.targetConnectionIds)];
}

/** Asks before a flow is deleted. */
export function DeleteFlow({ flow, onClose, onDeleted }: { flow: Flow; onClose: () => void; onDeleted?: () => void }) {
  const runs = useList<FlowRun>('runs', { property: [`flowId==${flow.id}`], limit: 1 });
  const [last] = runs.items;
  const others = useSharers(flow);
  const going = last !== undefined && isRunning(last);
  const calls = deleteCalls(flow).filter(({ path }) => !others.shared.some((id) => path.endsWith(id)));
  return (
    <DeleteDialog
      noun="flow"
      name={flow.name ?? flow.id}
      obstacles={runs.isPending || others.isPending ? undefined : going ? [{ label: 'A run that is still going on', href: `/flows/${flow.id}/runs/${last.id}` }] : []}
      error={runs.error ?? others.error}
      calls={calls}
      onClose={onClose}
      {...(onDeleted ? { onDeleted } : {})}
    >
      {flow.state === 'draft' ? 'Only the draft goes. ' : 'Nothing will be read any more. The dataset and all rows in it stay, and so do the account and the record of earlier runs. '}
      Its source and target connection go with it.
    </DeleteDialog>
  );
}

/** The source and target connections that other flows use as well. */
function useSharers(flow: Flow) {
  const ids = [...(flow.sourceConnectionIds ?? []), ...(flow.targetConnectionIds ?? [])];
  const bySource = useList<Flow>('flows', { property: [`sourceConnectionIds[]==${flow.sourceConnectionIds?.[0]}`], limit: 2 }, { enabled: flow.sourceConnectionIds?.[0] !== undefined });
  const byTarget = useList<Flow>('flows', { property: [`targetConnectionIds[]==${flow.targetConnectionIds?.[0]}`], limit: 2 }, { enabled: flow.targetConnectionIds?.[0] !== undefined });
  const others = [...bySource.items, ...byTarget.items].filter(({ id }) => id !== flow.id);
  return {
    shared: ids.filter((id) => others.some((other) => other.sourceConnectionIds?.includes(id) || other.targetConnectionIds?.includes(id))),
    isPending: bySource.isLoading || byTarget.isLoading,
    error: bySource.error ?? byTarget.error,
  };
}
