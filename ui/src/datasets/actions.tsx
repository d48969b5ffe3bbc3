import { CATALOG, FLOW_SERVICE, query, SCHEMA_REGISTRY } from '../api/client';
import { useGet, useList } from '../api/queries';
import type { ById, DataSet, Flow, SchemaListed, TargetConnection } from '../api/types';
import { DeleteDialog } from '../pieces/DeleteDialog';

/** The flows that land in a dataset; undefined while that is not known. */
export function useFlowsInto(dataSet: string) {
  const targets = useList<TargetConnection>('targetConnections', { property: [`params.dataSetId==${dataSet}`], limit: 1000 });
  const ids = targets.items.map(({ id }) => id);
  const flows = useList<Flow>('flows', { property: [`targetConnectionIds[]==${ids.join(',')}`], limit: 1000 }, { enabled: ids.length > 0 });
  const isKnown = !targets.isPending && (ids.length === 0 || !flows.isPending);
  return { targets: ids, flows: isKnown ? flows.items : undefined, error: targets.error ?? flows.error };
}

/** Asks before a dataset goes, with its rows; its name has to be typed. */
export function DeleteDataSet({ dataSet, onClose, onDeleted }: { dataSet: Pick<DataSet, 'name'> & { id: string }; onClose: () => void; onDeleted?: () => void }) {
  const into = useFlowsInto(dataSet.id);
  return (
    <DeleteDialog
      noun="dataset"
      name={dataSet.name}
      obstacles={into.flows?.map((flow) => ({ label: flow.name ?? flow.id, href: flow.state === 'draft' ? `/flows/${flow.id}/set-up` : `/flows/${flow.id}` }))}
      error={into.error}
      calls={[{ method: 'DELETE', path: `${CATALOG}/dataSets/${dataSet.id}` }, ...into.targets.map((id) => ({ method: 'DELETE', path: `${FLOW_SERVICE}/targetConnections/${id}` }) as const)]}
      isTyped
      onClose={onClose}
      {...(onDeleted ? { onDeleted } : {})}
    >
      Its table, all rows, the rejected records and every file go at once and for good. There is no way back.
    </DeleteDialog>
  );
}

/** Asks before a schema goes, and names the datasets that have its columns. */
export function DeleteSchema({ schema, onClose, onDeleted }: { schema: SchemaListed; onClose: () => void; onDeleted?: () => void }) {
  const users = useGet<ById<DataSet>>(`${CATALOG}/dataSets${query({ 'schemaRef.id': schema.$id, limit: 100 })}`);
  return (
    <DeleteDialog
      noun="schema"
      name={schema.title}
      obstacles={users.data && Object.entries(users.data).map(([id, { name }]) => ({ label: name, href: `/datasets/${id}` }))}
      error={users.error}
      calls={[{ method: 'DELETE', path: `${SCHEMA_REGISTRY}/tenant/schemas/${encodeURIComponent(schema['meta:altId'])}` }]}
      onClose={onClose}
      {...(onDeleted ? { onDeleted } : {})}
    >
      No dataset has its columns. The standard parts that it is made of stay.
    </DeleteDialog>
  );
}
