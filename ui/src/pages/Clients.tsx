import { Button } from '@react-spectrum/s2/Button';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { TextField } from '@react-spectrum/s2/TextField';
import { useState } from 'react';
import { Frame } from '../administration/Frame';
import { greatest } from '../administration/greatest';
import { RoleChoice, RoleNames } from '../administration/Roles';
import { ShownOnce } from '../administration/Secret';
import type { ApiClient, Issued } from '../api/adminTypes';
import { ADMINISTRATION, type Call } from '../api/client';
import { usePages, useSend } from '../api/queries';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { DeleteDialog } from '../pieces/DeleteDialog';
import { Empty } from '../pieces/Empty';
import { FormDialog } from '../pieces/FormDialog';
import { More } from '../pieces/More';
import { Ago } from '../pieces/Times';

const PATH = `${ADMINISTRATION}/apiClients`;

type Opened = { add: true } | { edit: ApiClient } | { rotate: ApiClient } | { remove: ApiClient } | { issued: Issued };

/** The programs that may ask for tokens, and what each may do. */
export default function Clients() {
  const [opened, setOpened] = useState<Opened>();
  const clients = usePages<ApiClient>(PATH, { limit: 100, orderby: '-createdAt' });
  const close = () => setOpened(undefined);
  const columns: TableColumn<ApiClient>[] = [
    { key: 'name', name: 'Name', width: '2fr', minWidth: 160, cell: (client) => client.name ?? client.id, text: (client) => client.name ?? client.id },
    { key: 'id', name: 'Client id', room: 'some', width: '2fr', minWidth: 180, cell: (client) => <code>{client.id}</code> },
    { key: 'roles', name: 'Role', minWidth: 130, cell: (client) => <RoleNames of={client.roles} /> },
    { key: 'created', name: 'Added', room: 'much', width: 140, cell: (client) => <Ago at={client.createdAt} /> },
    {
      key: 'more',
      name: 'Actions',
      isNameless: true,
      width: 72,
      minWidth: 72,
      align: 'end',
      cell: (client) => (
        <More
          label={`Actions for ${client.name ?? client.id}`}
          entries={[
            ['Edit', () => setOpened({ edit: client })],
            ['New secret', () => setOpened({ rotate: client })],
            ['Remove', () => setOpened({ remove: client })],
          ]}
        />
      ),
    },
  ];
  return (
    <Frame
      title="API clients"
      description="Programs that call the API, each with a secret and a role of its own."
      actions={
        <>
          <CopyAsApiCall calls={{ method: 'GET', path: PATH }} label="API" />
          <Button variant="accent" onPress={() => setOpened({ add: true })}>
            Add a client
          </Button>
        </>
      }
    >
      <DataTable label="API clients" columns={columns} items={clients.items} state={clients} empty={<Empty title="No API clients">A program needs one to ask for tokens.</Empty>} />
      <DialogContainer onDismiss={close}>
        {opened && 'add' in opened && <ClientForm onClose={close} onIssued={(issued) => setOpened({ issued })} />}
        {opened && 'edit' in opened && <ClientForm client={opened.edit} onClose={close} />}
        {opened && 'rotate' in opened && <Rotate client={opened.rotate} onClose={close} onIssued={(issued) => setOpened({ issued })} />}
        {opened && 'remove' in opened && (
          <DeleteDialog noun="API client" name={opened.remove.name ?? opened.remove.id} verb="Remove" obstacles={[]} calls={[{ method: 'DELETE', path: `${PATH}/${opened.remove.id}` }]} isTyped onClose={close}>
            Its tokens end at once: programs that use it are refused from then on. What it made stays.
          </DeleteDialog>
        )}
        {opened && 'issued' in opened && (
          <ShownOnce
            title="The client’s secret"
            secrets={[
              ['Client id', opened.issued.clientId],
              ['Client secret', opened.issued.clientSecret],
            ]}
            onClose={close}
          >
            With both a program asks for tokens at <code>POST /ims/token/v3</code>, with the grant type <code>client_credentials</code>. The client id is also its API key.
          </ShownOnce>
        )}
      </DialogContainer>
    </Frame>
  );
}

function ClientForm({ client, onClose, onIssued }: { client?: ApiClient; onClose: () => void; onIssued?: (issued: Issued) => void }) {
  const [name, setName] = useState(client?.name ?? '');
  const [description, setDescription] = useState(client?.description ?? '');
  const [role, setRole] = useState(greatest(client?.roles ?? ['manage']));
  const save = useSend<Issued>([PATH]);
  const fields = { name: name.trim(), ...(description.trim() === '' ? {} : { description: description.trim() }), roles: [role] };
  const call: Call = client
    ? { method: 'PATCH', path: `${PATH}/${client.id}`, etag: client.etag, body: Object.entries(fields).map(([field, value]) => ({ op: 'add', path: `/${field}`, value })) }
    : { method: 'POST', path: PATH, body: fields };
  const done = (issued: Issued) => (onIssued ? onIssued(issued) : onClose());
  return (
    <FormDialog title={client ? `Edit ${client.name ?? client.id}` : 'Add an API client'} label={client ? 'Save' : 'Add'} call={call} onPress={() => save.mutate(call, { onSuccess: done })} isPending={save.isPending} isDisabled={name.trim() === ''} error={save.error} onClose={onClose}>
      <TextField label="Name" isRequired value={name} onChange={setName} autoFocus UNSAFE_style={{ width: '100%' }} />
      <TextField label="Description" value={description} onChange={setDescription} UNSAFE_style={{ width: '100%' }} />
      <RoleChoice value={role} onChange={setRole} />
    </FormDialog>
  );
}

function Rotate({ client, onClose, onIssued }: { client: ApiClient; onClose: () => void; onIssued: (issued: Issued) => void }) {
  const rotate = useSend<Issued>([PATH]);
  const call: Call = { method: 'POST', path: `${PATH}/${client.id}/rotate` };
  return (
    <FormDialog title={`A new secret for ${client.name ?? client.id}?`} label="Make a new secret" call={call} onPress={() => rotate.mutate(call, { onSuccess: onIssued })} isPending={rotate.isPending} error={rotate.error} onClose={onClose}>
      <p>The old secret and all tokens got with it end at once. Programs that use it are refused until they have the new one.</p>
    </FormDialog>
  );
}
