import { Button } from '@react-spectrum/s2/Button';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { TextField } from '@react-spectrum/s2/TextField';
import { useState } from 'react';
import { Frame } from '../administration/Frame';
import { ShownOnce } from '../administration/Secret';
import type { Issued, Organisation } from '../api/adminTypes';
import { ADMINISTRATION, type Call } from '../api/client';
import { useGet, useSend } from '../api/queries';
import { useHere } from '../api/session';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { FormDialog } from '../pieces/FormDialog';

const PATH = `${ADMINISTRATION}/organisations`;

type Founded = Organisation & { apiClient: Issued };

/** Who shares this home, each with sandboxes, users and an audit log of its own. */
export default function Organisations() {
  const { session } = useHere();
  const [isAdding, setAdding] = useState(false);
  const [founded, setFounded] = useState<Founded>();
  const organisations = useGet<{ items: Organisation[] }>(PATH);
  const columns: TableColumn<Organisation>[] = [
    {
      key: 'name',
      name: 'Name',
      minWidth: 160,
      cell: (one) => (
        <>
          {one.name} {one.id === session.organisation && <span className="quiet">(yours)</span>}
        </>
      ),
      text: (one) => one.name,
    },
    { key: 'tenant', name: 'Tenant', minWidth: 120, cell: (one) => <code>{one.tenant}</code> },
    { key: 'id', name: 'Id', room: 'some', width: '2fr', minWidth: 220, cell: (one) => <code>{one.id}</code> },
  ];
  return (
    <Frame
      title="Organisations"
      description="Organisations share this home and see nothing of each other. The first one may found others."
      actions={
        <>
          <CopyAsApiCall calls={{ method: 'GET', path: PATH }} label="API" />
          <Button variant="accent" onPress={() => setAdding(true)}>
            Found an organisation
          </Button>
        </>
      }
    >
      <DataTable label="Organisations" columns={columns} items={organisations.data?.items ?? []} state={organisations} empty={<p className="quiet">There are none.</p>} />
      <DialogContainer onDismiss={() => (setAdding(false), setFounded(undefined))}>
        {isAdding && !founded && <OrganisationForm onClose={() => setAdding(false)} onFounded={(one) => (setAdding(false), setFounded(one))} />}
        {founded && (
          <ShownOnce
            title={`${founded.name} is founded`}
            secrets={[
              ['Organisation', founded.id],
              ['Client id', founded.apiClient.clientId],
              ['Client secret', founded.apiClient.clientSecret],
            ]}
            onClose={() => setFounded(undefined)}
          >
            This API client may do everything there. With it, whoever looks after the organisation adds its users.
          </ShownOnce>
        )}
      </DialogContainer>
    </Frame>
  );
}

function OrganisationForm({ onClose, onFounded }: { onClose: () => void; onFounded: (one: Founded) => void }) {
  const [name, setName] = useState('');
  const [tenant, setTenant] = useState('');
  const save = useSend<Founded>([PATH]);
  const call: Call = { method: 'POST', path: PATH, body: { name: name.trim(), ...(tenant.trim() === '' ? {} : { tenant: tenant.trim() }) } };
  return (
    <FormDialog title="Found an organisation" label="Found it" call={call} onPress={() => save.mutate(call, { onSuccess: onFounded })} isPending={save.isPending} isDisabled={name.trim() === ''} error={save.error} onClose={onClose}>
      <TextField label="Name" isRequired value={name} onChange={setName} autoFocus UNSAFE_style={{ width: '100%' }} />
      <TextField label="Tenant" description="The word that names its own fields and tables; it cannot be changed. Made from the name if it is left empty." value={tenant} onChange={setTenant} autoComplete="off" UNSAFE_style={{ width: '100%' }} />
    </FormDialog>
  );
}
