import { SearchField } from '@react-spectrum/s2/SearchField';
import { useState } from 'react';
import { FLOW_SERVICE, type Call } from '../api/client';
import { sourceName, useGet, useOne } from '../api/queries';
import { useHere } from '../api/session';
import type { Connection, ConnectionSpec, FlowSpec, Page, TableView } from '../api/types';
import { Bones } from '../pieces/Bones';
import { Empty } from '../pieces/Empty';
import { Problem } from '../pieces/Problem';
import { extent, Rows } from '../pieces/Rows';
import { letGo, patchFlow, useSteps, type Draft } from './draft';
import { columnType, tableLabel } from './fields';
import { SetupFrame } from './SetupFrame';
import { explorePath, Tree } from './Tree';

/** What a flow is called until somebody says otherwise. */
const flowName = (spec: ConnectionSpec, table: string | undefined) => `${sourceName(spec)} ${tableLabel(table ?? '').toLowerCase()}`;

/** Step two: what to read, with a sample of it. Going on makes the draft. */
export function DataStep(props: { spec: ConnectionSpec; accountId: string; back: string; draft?: Draft; href?: Parameters<typeof SetupFrame>[0]['href']; reached?: Parameters<typeof SetupFrame>[0]['reached']; onDone: (flow: string) => void }) {
  const { spec, accountId, draft } = props;
  const { caller } = useHere();
  const account = useOne<Connection>(`${FLOW_SERVICE}/connections/${accountId}`);
  const flowSpecs = useGet<Page<FlowSpec>>(`${FLOW_SERVICE}/flowSpecs?limit=1000`, { fresh: 3_600_000 });
  const [search, setSearch] = useState('');
  const [table, setTable] = useState(draft?.table);
  const flowSpec = flowSpecs.data?.items.find((one) => one.sourceConnectionSpecIds?.includes(spec.id));
  const source: Call = {
    method: 'POST',
    path: `${FLOW_SERVICE}/sourceConnections`,
    body: {
      name: `${account.data?.name ?? sourceName(spec)}: ${tableLabel(table ?? '')}`,
      baseConnectionId: accountId,
      connectionSpec: { id: spec.id, version: spec.version },
      data: { format: 'tabular' },
      params: { tableName: table },
    },
  };
  const flow = (sourceId: string): Call => ({
    method: 'POST',
    path: `${FLOW_SERVICE}/flows?mode=draft`,
    body: {
      name: flowName(spec, table),
      flowSpec: { id: flowSpec?.id, version: flowSpec?.version ?? '1.0' },
      sourceConnectionIds: [sourceId],
      options: { errorDiagnosticsEnabled: true, partialIngestionPercent: 5 },
    },
  });
  const goOn = useSteps(
    async (call): Promise<{ flow: string; replaced?: string }> => {
      if (draft?.flow && draft.table === table) return { flow: draft.flow.id };
      const { id: sourceId } = await call<{ id: string }>(source);
      if (!draft?.flow) return { flow: (await call<{ id: string }>(flow(sourceId))).id };
      // Another table: what was mapped from the first one no longer fits.
      const transformations = (draft.flow.transformations ?? []).filter(({ name }) => name !== 'Mapping' && name !== 'Copy');
      await patchFlow(call, draft.flow.id, { sourceConnectionIds: [sourceId], transformations, ...(draft.flow.name === flowName(spec, draft.table) ? { name: flowName(spec, table) } : {}) });
      return { flow: draft.flow.id, ...(draft.source ? { replaced: draft.source.id } : {}) };
    },
    (done) => {
      if (done.replaced) void letGo(caller, `${FLOW_SERVICE}/sourceConnections/${done.replaced}`);
      props.onDone(done.flow);
    },
  );
  return (
    <SetupFrame
      source={sourceName(spec)}
      step="data"
      reached={props.reached ?? 'data'}
      href={props.href ?? ((step) => (step === 'account' ? props.back : undefined))}
      title="What should be read?"
      text={
        <>
          From <strong>{account.data?.name ?? 'the account'}</strong>. Choose a table to see its first rows; nothing is stored yet.
        </>
      }
      back={props.back}
      error={account.error ?? flowSpecs.error ?? goOn.error}
      calls={[{ method: 'GET', path: explorePath(accountId, { objectType: 'root' }) }, ...(table ? [source, flow('<the id of the source connection>')] : [])]}
      next={{ onPress: () => goOn.mutate(), isPending: goOn.isPending, isDisabled: table === undefined || flowSpec === undefined }}
    >
      <div className="explore">
        <div className="explore-tree">
          <SearchField aria-label="Search tables" placeholder="Search" value={search} onChange={setSearch} UNSAFE_style={{ width: '100%' }} />
          <Tree account={accountId} chosen={table} choose={(item) => setTable(item.path)} search={search} />
        </div>
        <div className="explore-sample">{table === undefined ? <NothingChosen /> : <Sample key={table} account={accountId} table={table} />}</div>
      </div>
    </SetupFrame>
  );
}

function NothingChosen() {
  return (
    <Empty title="Choose a table">Its first rows will be read from the source and shown here, just to look at.</Empty>
  );
}

function Sample({ account, table }: { account: string; table: string }) {
  const view = useGet<TableView>(explorePath(account, { objectType: 'table', object: table, preview: true }), { fresh: 60_000 });
  if (view.error) return <Problem title="The source does not show this table" error={view.error} retry={() => void view.refetch()} />;
  if (view.isPending) return <Bones lines={10} height={28} />;
  const { columns } = view.data.schema;
  const rows = view.data.data ?? [];
  return (
    <>
      <p className="explore-about">
        <strong>{tableLabel(table)}</strong> <span className="quiet">{extent(rows.length, columns.length)} shown</span>
      </p>
      {rows.length === 0 ? (
        <Empty title="No rows">The table is there, with {columns.length} columns, but the source gives no rows of it.</Empty>
      ) : (
        <Rows label={`First rows of ${tableLabel(table)}`} rows={rows} columns={columns.map((column) => ({ path: column.name, type: columnType(column) }))} height={460} />
      )}
    </>
  );
}
