import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { FLOW_SERVICE } from '../api/client';
import { sourceName, useList, useSources } from '../api/queries';
import type { Connection } from '../api/types';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { PageHeader } from '../pieces/PageHeader';
import { Status } from '../pieces/Status';
import { Ago } from '../pieces/Times';

/** The accounts at sources, with the state that each is in. */
export default function Accounts() {
  const [orderby, setOrderby] = useState('-createdAt');
  const [parameters] = useSearchParams();
  const source = parameters.get('source');
  const sources = useSources();
  const accounts = useList<Connection>('connections', { orderby, ...(source ? { property: [`connectionSpec.id==${source}`] } : {}) });
  const named = (id: string) => {
    const spec = sources.data?.find((one) => one.id === id);
    return spec ? sourceName(spec) : id;
  };
  const columns: TableColumn<Connection>[] = [
    { key: 'name', name: 'Name', width: '2fr', minWidth: 180, sort: 'name', cell: (account) => account.name ?? account.id, text: (account) => account.name ?? account.id },
    { key: 'source', name: 'Source', cell: (account) => named(account.connectionSpec.id) },
    { key: 'sign-in', name: 'Signs in with', cell: (account) => account.auth?.specName ?? '–' },
    { key: 'state', name: 'State', width: 140, cell: (account) => <Status of={account.state} /> },
    { key: 'created', name: 'Created', width: 160, sort: 'createdAt', cell: (account) => <Ago at={account.createdAt} /> },
  ];
  return (
    <>
      <PageHeader
        title="Accounts"
        description="The credentials with which Tributary reads from sources. They are kept encrypted, and shown to nobody."
        actions={<CopyAsApiCall calls={{ method: 'GET', path: `${FLOW_SERVICE}/connections?orderby=${orderby}` }} label="API" />}
      />
      <DataTable
        label="Accounts"
        columns={columns}
        items={accounts.items}
        state={accounts}
        href={(account) => `/accounts/${account.id}`}
        orderby={orderby}
        onOrderby={setOrderby}
        empty={
          <Empty title="No accounts yet" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
            An account is made while a source is set up, and can serve many flows.
          </Empty>
        }
      />
    </>
  );
}
