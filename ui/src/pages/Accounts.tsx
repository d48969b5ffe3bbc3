import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { DeleteAccount } from '../accounts/actions';
import { FLOW_SERVICE, query } from '../api/client';
import { sourceName, useAccounts, useList, useSources } from '../api/queries';
import { useMay } from '../api/session';
import type { Connection } from '../api/types';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { Only, Search, Toolbar, useFilters, useSearched } from '../pieces/filters';
import { More } from '../pieces/More';
import { NoneFound } from '../pieces/NoneFound';
import { PageHeader } from '../pieces/PageHeader';
import { Status } from '../pieces/Status';
import { Ago } from '../pieces/Times';

/** The accounts at sources, with the state that each is in. */
export default function Accounts() {
  const navigate = useNavigate();
  const [orderby, setOrderby] = useState('-createdAt');
  const [deleted, setDeleted] = useState<Connection>();
  const filters = useFilters();
  const may = useMay('manage');
  const sources = useSources();
  const all = useAccounts();
  const source = filters.get('source');
  const list = { orderby, ...(source ? { property: [`connectionSpec.id==${source}`] } : {}) };
  const accounts = useList<Connection>('connections', list);
  const items = useSearched(accounts.items, (account) => `${account.name ?? ''} ${account.description ?? ''} ${account.id}`, filters, accounts);
  const named = (id: string) => {
    const spec = sources.data?.find((one) => one.id === id);
    return spec ? sourceName(spec) : id;
  };
  const used = [...new Set(all.items.map((account) => account.connectionSpec.id))].map((id): [string, string] => [id, named(id)]);
  const columns: TableColumn<Connection>[] = [
    { key: 'name', name: 'Name', width: '2fr', minWidth: 180, sort: 'name', cell: (account) => account.name ?? account.id, text: (account) => account.name ?? account.id },
    { key: 'source', name: 'Source', room: 'some', cell: (account) => named(account.connectionSpec.id) },
    { key: 'sign-in', name: 'Signs in with', room: 'much', cell: (account) => account.auth?.specName ?? '–' },
    { key: 'state', name: 'State', width: 120, cell: (account) => <Status of={account.state} /> },
    { key: 'created', name: 'Created', room: 'some', width: 140, sort: 'createdAt', cell: (account) => <Ago at={account.createdAt} /> },
    {
      key: 'more',
      name: 'Actions',
      isNameless: true,
      width: 72,
      minWidth: 72,
      align: 'end',
      cell: (account) => (
        <More
          label={`Actions for ${account.name ?? account.id}`}
          entries={[
            ['Check', () => void navigate(`/accounts/${account.id}`)],
            may && ['Edit', () => void navigate(`/accounts/${account.id}/edit`)],
            may && ['Delete', () => setDeleted(account)],
          ]}
        />
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Accounts"
        description="The credentials with which Tributary reads from sources. They are kept encrypted, and shown to nobody."
        actions={<CopyAsApiCall calls={{ method: 'GET', path: `${FLOW_SERVICE}/connections${query(list)}` }} label="API" />}
      />
      {(accounts.items.length > 0 || filters.isAny) && (
        <Toolbar>
          <Search filters={filters} noun="accounts" />
          <Only filters={filters} name="source" label="Source" options={used} />
        </Toolbar>
      )}
      <DataTable
        label="Accounts"
        columns={columns}
        items={items}
        state={accounts}
        href={(account) => `/accounts/${account.id}`}
        orderby={orderby}
        onOrderby={setOrderby}
        empty={
          filters.isAny ? (
            <NoneFound filters={filters} />
          ) : (
            <Empty title="No accounts yet" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
              An account is made while a source is set up, and can serve many flows.
            </Empty>
          )
        }
      />
      <DialogContainer onDismiss={() => setDeleted(undefined)}>{deleted && <DeleteAccount account={deleted} onClose={() => setDeleted(undefined)} />}</DialogContainer>
    </>
  );
}
