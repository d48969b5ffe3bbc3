import { FLOW_SERVICE } from '../api/client';
import { useList } from '../api/queries';
import type { Connection, Flow, SourceConnection } from '../api/types';
import { DeleteDialog } from '../pieces/DeleteDialog';

/** The flows that read with an account. */
export const useFlowsOf = (account: string) => useList<Flow>('flows', { property: [`inheritedAttributes.sourceConnections[].baseConnection.id==${account}`], limit: 1000 });

/** Asks before an account is deleted, and names the flows that would lose it. */
export function DeleteAccount({ account, onClose, onDeleted }: { account: Connection; onClose: () => void; onDeleted?: () => void }) {
  const flows = useFlowsOf(account.id);
  const sources = useList<SourceConnection>('sourceConnections', { property: [`baseConnectionId==${account.id}`], limit: 1000 });
  const isKnown = !flows.isPending && !sources.isPending;
  return (
    <DeleteDialog
      noun="account"
      name={account.name ?? account.id}
      obstacles={isKnown ? flows.items.map((flow) => ({ label: flow.name ?? flow.id, href: flow.state === 'draft' ? `/flows/${flow.id}/set-up` : `/flows/${flow.id}` })) : undefined}
      error={flows.error ?? sources.error}
      calls={[...sources.items.map(({ id }) => ({ method: 'DELETE', path: `${FLOW_SERVICE}/sourceConnections/${id}` }) as const), { method: 'DELETE', path: `${FLOW_SERVICE}/connections/${account.id}` }]}
      onClose={onClose}
      {...(onDeleted ? { onDeleted } : {})}
    >
      No flow uses it. Its credentials are erased here; at the source they stay valid until they are withdrawn there.
      {sources.items.length > 0 && ' What earlier flows left behind of it goes too.'}
    </DeleteDialog>
  );
}
