import { Button } from '@react-spectrum/s2/Button';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { TextField } from '@react-spectrum/s2/TextField';
import { useState } from 'react';
import { Frame } from '../administration/Frame';
import { greatest } from '../administration/greatest';
import { RoleChoice, RoleNames } from '../administration/Roles';
import { ShownOnce } from '../administration/Secret';
import type { User } from '../api/adminTypes';
import { ADMINISTRATION, type Call } from '../api/client';
import { usePages, useSend } from '../api/queries';
import { useHere } from '../api/session';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { DeleteDialog } from '../pieces/DeleteDialog';
import { FormDialog } from '../pieces/FormDialog';
import { More } from '../pieces/More';
import { Problem } from '../pieces/Problem';
import { Ago } from '../pieces/Times';

const PATH = `${ADMINISTRATION}/users`;

const inviteCall = (id: string): Call => ({ method: 'POST', path: `${PATH}/${encodeURIComponent(id)}/invite` });

type Opened = { add: true } | { edit: User } | { remove: User } | { link: string; user: string };

/** The people who may sign in, and what each may do. */
export default function Users() {
  const { session } = useHere();
  const [opened, setOpened] = useState<Opened>();
  const users = usePages<User>(PATH, { limit: 100, orderby: '-createdAt' });
  const invite = useSend<{ path: string }>([]);
  const close = () => setOpened(undefined);
  const ask = (id: string) => invite.mutate(inviteCall(id), { onSuccess: ({ path }) => setOpened({ link: new URL(path, window.location.origin).href, user: id }) });
  const columns: TableColumn<User>[] = [
    { key: 'email', name: 'Email', width: '2fr', minWidth: 180, cell: (user) => user.email, text: (user) => user.email },
    { key: 'name', name: 'Name', room: 'some', minWidth: 130, cell: (user) => user.name ?? '–' },
    { key: 'roles', name: 'Role', minWidth: 130, cell: (user) => <RoleNames of={user.roles} /> },
    { key: 'created', name: 'Added', room: 'some', width: 140, cell: (user) => <Ago at={user.createdAt} /> },
    {
      key: 'more',
      name: 'Actions',
      isNameless: true,
      width: 72,
      minWidth: 72,
      align: 'end',
      cell: (user) => (
        <More
          label={`Actions for ${user.email}`}
          entries={[
            ['Make a sign-in link', () => ask(user.id)],
            ['Edit', () => setOpened({ edit: user })],
            user.id !== session.user && ['Remove', () => setOpened({ remove: user })],
          ]}
        />
      ),
    },
  ];
  return (
    <Frame
      title="Users"
      description="People sign in by a link that works once: there are no passwords to lose."
      actions={
        <>
          <CopyAsApiCall calls={[{ method: 'GET', path: PATH }, ...users.items.slice(0, 1).map(({ id }) => inviteCall(id))]} label="API" />
          <Button variant="accent" onPress={() => setOpened({ add: true })}>
            Add a user
          </Button>
        </>
      }
    >
      {invite.error && <Problem error={invite.error} />}
      <DataTable label="Users" columns={columns} items={users.items} state={users} empty={<p className="quiet">There are no users. Whoever can read the home can still sign in.</p>} />
      <DialogContainer onDismiss={close}>
        {opened && 'add' in opened && <UserForm onClose={close} onAdded={ask} />}
        {opened && 'edit' in opened && <UserForm user={opened.edit} onClose={close} />}
        {opened && 'remove' in opened && (
          <DeleteDialog noun="user" name={opened.remove.email} verb="Remove" obstacles={[]} calls={[{ method: 'DELETE', path: `${PATH}/${encodeURIComponent(opened.remove.id)}` }]} onClose={close}>
            Sessions end at once. What this user made stays, and so do the lines of the audit log.
          </DeleteDialog>
        )}
        {opened && 'link' in opened && (
          <ShownOnce title={`Sign-in link for ${opened.user}`} secrets={[['Link', opened.link]]} onClose={close}>
            It works once, within half an hour. Hand it over in person or by a way that only {opened.user} reads.
          </ShownOnce>
        )}
      </DialogContainer>
    </Frame>
  );
}

function UserForm({ user, onClose, onAdded }: { user?: User; onClose: () => void; onAdded?: (id: string) => void }) {
  const [email, setEmail] = useState(user?.email ?? '');
  const [name, setName] = useState(user?.name ?? '');
  const [role, setRole] = useState(greatest(user?.roles ?? []));
  const save = useSend<{ id: string }>([PATH]);
  const fields = { ...(name.trim() === '' ? {} : { name: name.trim() }), roles: [role] };
  const call: Call = user
    ? { method: 'PATCH', path: `${PATH}/${encodeURIComponent(user.id)}`, etag: user.etag, body: Object.entries(fields).map(([field, value]) => ({ op: 'add', path: `/${field}`, value })) }
    : { method: 'POST', path: PATH, body: { email: email.trim(), ...fields } };
  const done = ({ id }: { id: string }) => {
    onClose();
    onAdded?.(id);
  };
  return (
    <FormDialog title={user ? `Edit ${user.email}` : 'Add a user'} label={user ? 'Save' : 'Add'} call={call} onPress={() => save.mutate(call, { onSuccess: done })} isPending={save.isPending} isDisabled={email.trim() === ''} error={save.error} onClose={onClose}>
      {!user && <TextField label="Email" type="email" isRequired value={email} onChange={setEmail} autoFocus UNSAFE_style={{ width: '100%' }} />}
      <TextField label="Name" value={name} onChange={setName} UNSAFE_style={{ width: '100%' }} />
      <RoleChoice value={role} onChange={setRole} />
    </FormDialog>
  );
}
