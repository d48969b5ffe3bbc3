import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FLOW_SERVICE, query } from '../api/client';
import { sourceName, useAccounts, useList, useSend, useSources } from '../api/queries';
import { useMay } from '../api/session';
import type { Flow } from '../api/types';
import { DeleteFlow, isRunnable, runCall, toggleCall } from '../flows/actions';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { Only, Search, Toolbar, useFilters, useSearched } from '../pieces/filters';
import { More } from '../pieces/More';
import { NoneFound } from '../pieces/NoneFound';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { schedule } from '../pieces/schedule';
import { Status } from '../pieces/Status';
import { Ago } from '../pieces/Times';

const STATES: [string, string][] = [
  ['enabled', 'Enabled'],
  ['disabled', 'Disabled'],
  ['draft', 'Draft'],
];
const ENDS: [string, string][] = [
  ['success', 'Success'],
  ['failed', 'Failed'],
  ['inProgress', 'Running'],
];

const place = (flow: Flow) => (flow.state === 'draft' ? `/flows/${flow.id}/set-up` : `/flows/${flow.id}`);

/** Every flow, with how its last run ended. */
export default function Flows() {
  const [orderby, setOrderby] = useState('-createdAt');
  const [deleted, setDeleted] = useState<Flow>();
  const filters = useFilters();
  const act = useSend();
  const may = useMay('manage');
  const sources = useUsedSources();
  const property = propertyOf(filters.get);
  const list = { orderby, ...(property.length > 0 ? { property } : {}) };
  const flows = useList<Flow>('flows', list, { every: 10_000 });
  const example = flows.items.find(({ state }) => state !== 'draft');
  const items = useSearched(flows.items, (flow) => `${flow.name ?? ''} ${flow.description ?? ''} ${flow.id}`, filters, flows);
  return (
    <>
      <PageHeader
        title="Flows"
        description="What is read, how it is mapped, where it lands, and when."
        actions={
          <>
            <CopyAsApiCall calls={[{ method: 'GET', path: `${FLOW_SERVICE}/flows${query(list)}` }, ...(example && may ? [toggleCall(example), runCall(example)] : [])]} label="API" />
            {may && (
              <LinkButton variant="accent" href="/sources">
                New flow
              </LinkButton>
            )}
          </>
        }
      />
      {(flows.items.length > 0 || filters.isAny) && (
        <Toolbar>
          <Search filters={filters} noun="flows" />
          <Only filters={filters} name="state" label="State" options={STATES} />
          <Only filters={filters} name="last" label="Last run" options={ENDS} />
          <Only filters={filters} name="source" label="Source" options={sources} />
        </Toolbar>
      )}
      {act.error && <Problem error={act.error} />}
      <DataTable
        label="Flows"
        columns={useColumns(act.mutate, setDeleted)}
        items={items}
        state={flows}
        orderby={orderby}
        href={place}
        onOrderby={setOrderby}
        empty={
          filters.isAny ? (
            <NoneFound filters={filters} />
          ) : (
            <Empty title="No flows yet" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
              A flow takes records from a source to a dataset, once or again and again.
            </Empty>
          )
        }
      />
      <DialogContainer onDismiss={() => setDeleted(undefined)}>{deleted && <DeleteFlow flow={deleted} onClose={() => setDeleted(undefined)} />}</DialogContainer>
    </>
  );
}

function useColumns(act: (call: ReturnType<typeof runCall>) => void, askToDelete: (flow: Flow) => void): TableColumn<Flow>[] {
  const navigate = useNavigate();
  const may = useMay('manage');
  return [
    { key: 'name', name: 'Name', width: '2fr', minWidth: 180, sort: 'name', cell: (flow) => flow.name ?? flow.id, text: (flow) => flow.name ?? flow.id },
    { key: 'state', name: 'State', room: 'some', width: 110, cell: (flow) => <Status of={flow.state} /> },
    { key: 'schedule', name: 'Runs', room: 'some', cell: (flow) => schedule(flow.scheduleParams) },
    { key: 'status', name: 'Last run', width: 130, cell: (flow) => <Status of={flow.lastRunDetails?.state} /> },
    { key: 'ended', name: 'Ended', room: 'some', width: 136, cell: (flow) => <Ago at={flow.lastRunDetails?.completedAtUTC} /> },
    { key: 'created', name: 'Created', room: 'much', width: 140, sort: 'createdAt', cell: (flow) => <Ago at={flow.createdAt} /> },
    {
      key: 'more',
      name: 'Actions',
      isNameless: true,
      width: 72,
      minWidth: 72,
      align: 'end',
      cell: (flow) => (
        <More
          label={`Actions for ${flow.name ?? flow.id}`}
          entries={[
            may && isRunnable(flow) && ['Run now', () => act(runCall(flow))],
            may && flow.state !== 'draft' && [flow.state === 'enabled' ? 'Disable' : 'Enable', () => act(toggleCall(flow))],
            may && ['Edit', () => void navigate(flow.state === 'draft' ? place(flow) : `/flows/${flow.id}/edit`)],
            may && ['Delete', () => askToDelete(flow)],
          ]}
        />
      ),
    },
  ];
}

/** The filters in the API's grammar. */
function propertyOf(get: (name: string) => string | undefined): string[] {
  const fields: [string, string][] = [
    ['state', 'state'],
    ['last', 'lastRunDetails.state'],
    ['source', 'inheritedAttributes.sourceConnections[].connectionSpec.id'],
  ];
  return fields.flatMap(([name, field]) => (get(name) ? [`${field}==${get(name)}`] : []));
}

/** The sources at which there are accounts. */
function useUsedSources(): [string, string][] {
  const sources = useSources();
  const accounts = useAccounts();
  const used = new Set(accounts.items.map((account) => account.connectionSpec.id));
  return (sources.data ?? []).filter(({ id }) => used.has(id)).map((spec) => [spec.id, sourceName(spec)]);
}
