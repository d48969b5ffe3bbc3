import { Radio, RadioGroup } from '@react-spectrum/s2/RadioGroup';
import { TextField } from '@react-spectrum/s2/TextField';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { editable, keptSecrets, sent, shown } from '../accounts/credentials';
import { ApiError, FLOW_SERVICE, send, type Call } from '../api/client';
import { sourceName, useOne, useSources } from '../api/queries';
import { useHere } from '../api/session';
import type { Connection, ConnectionSpec, Page } from '../api/types';
import { PageBones } from '../pieces/Bones';
import { Conflict } from '../pieces/Conflict';
import { EditFrame } from '../pieces/EditFrame';
import { missing, spoken, type Values } from '../pieces/forms';
import { Problem } from '../pieces/Problem';
import { SchemaForm } from '../pieces/SchemaForm';
import { useSteps } from '../setup/draft';

/** An account's name and credentials. What is typed is tried at the source before it replaces anything. */
export default function AccountEdit() {
  const { account: id = '' } = useParams();
  const account = useOne<Connection>(`${FLOW_SERVICE}/connections/${id}`);
  const sources = useSources();
  if (account.error ?? sources.error) return <Problem error={account.error ?? sources.error} />;
  const spec = sources.data?.find((one) => one.id === account.data?.connectionSpec.id);
  if (!account.data || !spec) return <PageBones />;
  return <Form opened={account.data} spec={spec} />;
}

function Form({ opened, spec }: { opened: Connection; spec: ConnectionSpec }) {
  const { caller } = useHere();
  const navigate = useNavigate();
  const kinds = spec.authSpec ?? [];
  const [base, setBase] = useState(opened);
  const [name, setName] = useState(opened.name ?? '');
  const [description, setDescription] = useState(opened.description ?? '');
  const [kind, setKind] = useState(opened.auth?.specName ?? kinds[0]?.name ?? '');
  const [typed, setTyped] = useState<Record<string, Values>>({});
  const [asked, setAsked] = useState(false);
  const [theirs, setTheirs] = useState<Connection>();
  const auth = kinds.find((one) => one.name === kind);
  const kept = keptSecrets(base, auth);
  const schema = editable(auth?.spec ?? {}, kept);
  const values = typed[kind] ?? (kind === base.auth?.specName ? shown(base, kept) : {});
  const absent = missing(schema, values);
  const path = `${FLOW_SERVICE}/connections/${base.id}`;
  const patch: Call = {
    method: 'PATCH',
    path,
    etag: theirs?.etag ?? base.etag,
    body: [
      { op: 'add', path: '/name', value: name.trim() },
      { op: 'add', path: '/description', value: description.trim() },
      { op: 'add', path: '/auth', value: { specName: kind, params: sent(base, kept, values) } },
    ],
  };
  const save = useSteps(
    async (call) => {
      try {
        await call(patch);
        return true;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 412) throw error;
        setTheirs((await send<Page<Connection>>(caller, { method: 'GET', path })).items[0]);
        return false;
      }
    },
    (saved) => saved && void navigate(`/accounts/${base.id}`),
  );
  const take = (other: Connection) => {
    setBase(other);
    setName(other.name ?? '');
    setDescription(other.description ?? '');
    setTyped({});
    setTheirs(undefined);
  };
  const changed = (theirs ? [['Name', theirs.name ?? '', name], ['Description', theirs.description ?? '', description]] : []) as [string, string, string][];
  return (
    <EditFrame
      title={`Edit ${base.name ?? 'the account'}`}
      trail={[
        ['Accounts', '/accounts'],
        [base.name ?? base.id, `/accounts/${base.id}`],
      ]}
      back={`/accounts/${base.id}`}
      error={save.error}
      refused={`${sourceName(spec)} did not let us in; nothing is changed`}
      calls={[{ ...patch, body: [...(patch.body as { path: string }[]).filter((one) => one.path !== '/auth'), { op: 'add', path: '/auth', value: { specName: kind, params: Object.fromEntries(Object.keys(values).concat(kept).map((field) => [field, '…'])) } }] }]}
      note={save.isPending ? `Trying the credentials at ${sourceName(spec)}…` : 'The credentials are tried at once. If the source refuses them, nothing is changed.'}
      save={{
        onPress: () => {
          setAsked(true);
          if (absent.length === 0 && name.trim() !== '') save.mutate();
        },
        isPending: save.isPending,
        isDisabled: theirs !== undefined,
      }}
    >
      {theirs && (
        <Conflict
          noun="account"
          by={theirs.updatedBy}
          at={theirs.updatedAt}
          differences={changed.filter(([, now, yours]) => now !== yours).map(([field, now, yours]) => ({ name: field, theirs: now, yours }))}
          onTheirs={() => take(theirs)}
          onYours={() => save.mutate()}
          isPending={save.isPending}
        />
      )}
      <div className="form">
        <TextField label="Account name" isRequired value={name} onChange={setName} isInvalid={asked && name.trim() === ''} errorMessage="The account needs a name." UNSAFE_style={{ width: '100%' }} />
        <TextField label="Description" value={description} onChange={setDescription} UNSAFE_style={{ width: '100%' }} />
      </div>
      <fieldset className="group">
        <legend>Credentials</legend>
        {kinds.length > 1 && (
          <RadioGroup label="Sign in with" value={kind} onChange={setKind}>
            {kinds.map((one) => (
              <Radio key={one.name} value={one.name}>
                {one.name}
              </Radio>
            ))}
          </RadioGroup>
        )}
        <SchemaForm key={kind} schema={schema} values={values} onChange={(next) => setTyped({ ...typed, [kind]: next })} wrong={asked ? Object.fromEntries(absent.map((field) => [field, `${spoken(field)} is needed.`])) : {}} />
      </fieldset>
    </EditFrame>
  );
}
