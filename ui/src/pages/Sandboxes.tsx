import { Button } from '@react-spectrum/s2/Button';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { TextField } from '@react-spectrum/s2/TextField';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Frame } from '../administration/Frame';
import type { Sandbox } from '../api/adminTypes';
import { CATALOG, FLOW_SERVICE, SANDBOXES, send, type Call } from '../api/client';
import { useGet, useSend } from '../api/queries';
import { useHere } from '../api/session';
import type { ById, DataSet } from '../api/types';
import { Choice, Choices } from '../pieces/Choices';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { DeleteDialog } from '../pieces/DeleteDialog';
import { counted } from '../pieces/format';
import { FormDialog } from '../pieces/FormDialog';
import { More } from '../pieces/More';
import { Status } from '../pieces/Status';
import { When } from '../pieces/Times';

type Opened = { add: true } | { rename: Sandbox } | { reset: Sandbox } | { remove: Sandbox };

/** The sealed-off parts of the organisation. */
export default function Sandboxes() {
  const [opened, setOpened] = useState<Opened>();
  const { sandbox: here } = useHere();
  const client = useQueryClient();
  const all = useGet<{ sandboxes: Sandbox[] }>(SANDBOXES);
  const close = () => setOpened(undefined);
  const changed = () => void client.invalidateQueries({ queryKey: ['session'] });
  const columns: TableColumn<Sandbox>[] = [
    { key: 'title', name: 'Title', width: '2fr', minWidth: 160, cell: (one) => one.title, text: (one) => one.title },
    { key: 'name', name: 'Name', minWidth: 120, cell: (one) => <code>{one.name}</code> },
    { key: 'type', name: 'Type', room: 'some', width: 130, cell: (one) => one.type },
    { key: 'state', name: 'State', room: 'some', width: 110, cell: (one) => <Status of={one.state} /> },
    { key: 'created', name: 'Created', room: 'much', width: 170, cell: (one) => <When at={Date.parse(`${one.createdDate.replace(' ', 'T')}Z`)} /> },
    {
      key: 'more',
      name: 'Actions',
      isNameless: true,
      width: 72,
      minWidth: 72,
      align: 'end',
      cell: (one) => (
        <More
          label={`Actions for ${one.title}`}
          entries={[
            one.name !== here && ['Go there', () => window.location.assign(`/@${one.name}/`)],
            ['Rename', () => setOpened({ rename: one })],
            ['Reset', () => setOpened({ reset: one })],
            !one.isDefault && ['Delete', () => setOpened({ remove: one })],
          ]}
        />
      ),
    },
  ];
  return (
    <Frame
      title="Sandboxes"
      description="Sealed-off parts of the organisation: each has its own accounts, flows, datasets and schemas."
      actions={
        <>
          <CopyAsApiCall calls={{ method: 'GET', path: SANDBOXES }} label="API" />
          <Button variant="accent" onPress={() => setOpened({ add: true })}>
            Create a sandbox
          </Button>
        </>
      }
    >
      <DataTable label="Sandboxes" columns={columns} items={all.data?.sandboxes ?? []} state={all} empty={<p className="quiet">There are none.</p>} />
      <DialogContainer onDismiss={close}>
        {opened && 'add' in opened && <SandboxForm onClose={close} onDone={changed} />}
        {opened && 'rename' in opened && <SandboxForm sandbox={opened.rename} onClose={close} onDone={changed} />}
        {opened && 'reset' in opened && <Emptying sandbox={opened.reset} verb="Reset" onClose={close} onDone={changed} />}
        {opened && 'remove' in opened && <Emptying sandbox={opened.remove} verb="Delete" onClose={close} onDone={() => (opened.remove.name === here ? window.location.assign('/') : changed())} />}
      </DialogContainer>
    </Frame>
  );
}

/** Says how much goes, and wants the name typed. */
function Emptying({ sandbox, verb, onClose, onDone }: { sandbox: Sandbox; verb: 'Reset' | 'Delete'; onClose: () => void; onDone: () => void }) {
  const contents = useContents(sandbox.name);
  const path = `${SANDBOXES}/${sandbox.name}`;
  const call: Call = verb === 'Reset' ? { method: 'PUT', path, body: { action: 'reset' } } : { method: 'DELETE', path };
  return (
    <DeleteDialog noun="sandbox" name={sandbox.name} verb={verb} obstacles={contents.isPending ? undefined : []} error={contents.error} calls={[call]} isTyped onClose={onClose} onDeleted={onDone}>
      {contents.text} go at once and for good, with every table and file. {verb === 'Reset' ? 'The sandbox stays, empty.' : 'The sandbox goes too.'} The audit log keeps its lines.
    </DeleteDialog>
  );
}

/** What lies in a sandbox, in words. */
function useContents(sandbox: string) {
  const { caller } = useHere();
  const there = { ...caller, sandbox };
  const counts = ['flows', 'connections'].map((resource) => `${FLOW_SERVICE}/${resource}?count=true`);
  const found = useQueries({
    queries: [...counts, `${CATALOG}/dataSets?limit=100`].map((path) => ({
      queryKey: [sandbox, path],
      queryFn: () => send<{ count: number } | ById<DataSet>>(there, { method: 'GET', path }),
    })),
  });
  const [flows, accounts] = found.slice(0, 2).map(({ data }) => Number((data as { count?: number } | undefined)?.count ?? 0));
  const dataSets = Object.keys(found[2]?.data ?? {}).length;
  return {
    isPending: found.some(({ isPending }) => isPending),
    error: found.find(({ error }) => error)?.error,
    text: `${counted(flows ?? 0, 'flow')}, ${counted(accounts ?? 0, 'account')} and ${dataSets === 100 ? '100 or more datasets' : counted(dataSets, 'dataset')}`,
  };
}

function SandboxForm({ sandbox, onClose, onDone }: { sandbox?: Sandbox; onClose: () => void; onDone: () => void }) {
  const [name, setName] = useState('');
  const [title, setTitle] = useState(sandbox?.title ?? '');
  const [type, setType] = useState('development');
  const save = useSend([SANDBOXES]);
  const call: Call = sandbox
    ? { method: 'PATCH', path: `${SANDBOXES}/${sandbox.name}`, body: { title: title.trim() } }
    : { method: 'POST', path: SANDBOXES, body: { name: name.trim(), title: title.trim(), type } };
  const done = () => {
    onClose();
    onDone();
  };
  return (
    <FormDialog
      title={sandbox ? `Rename ${sandbox.title}` : 'Create a sandbox'}
      label={sandbox ? 'Save' : 'Create'}
      call={call}
      onPress={() => save.mutate(call, { onSuccess: done })}
      isPending={save.isPending}
      isDisabled={title.trim() === '' || (!sandbox && name.trim() === '')}
      error={save.error}
      onClose={onClose}
    >
      <TextField label="Title" isRequired value={title} onChange={setTitle} autoFocus UNSAFE_style={{ width: '100%' }} />
      {!sandbox && (
        <>
          <TextField label="Name" description="In addresses and headers; it cannot be changed. Small letters, digits and dashes." isRequired value={name} onChange={setName} autoComplete="off" UNSAFE_style={{ width: '100%' }} />
          <Choices label="Type" value={type} onChange={setType}>
            <Choice value="development" title="Development">
              For trying things out.
            </Choice>
            <Choice value="production" title="Production">
              For what others rely on.
            </Choice>
          </Choices>
        </>
      )}
    </FormDialog>
  );
}
