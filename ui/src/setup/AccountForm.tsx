import { Button } from '@react-spectrum/s2/Button';
import { Radio, RadioGroup } from '@react-spectrum/s2/RadioGroup';
import { TextField } from '@react-spectrum/s2/TextField';
import { useState } from 'react';
import { FLOW_SERVICE, type Call } from '../api/client';
import { sourceName, useSend } from '../api/queries';
import type { ConnectionSpec, JsonSchema } from '../api/types';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { Problem } from '../pieces/Problem';
import { defaults, filled, missing, spoken, type Values } from '../pieces/forms';
import { SchemaForm } from '../pieces/SchemaForm';

const NOTHING: JsonSchema = { type: 'object', properties: {} };

/** A new account at a source. It is kept only if the source accepts the credentials. */
export function AccountForm({ spec, onConnected }: { spec: ConnectionSpec; onConnected: (id: string) => void }) {
  const kinds = spec.authSpec ?? [];
  const [kind, setKind] = useState(kinds[0]?.name ?? '');
  const [name, setName] = useState(sourceName(spec));
  const [description, setDescription] = useState('');
  const [typed, setTyped] = useState<Record<string, Values>>({});
  const [asked, setAsked] = useState(false);
  const connect = useSend<{ id: string }>([`${FLOW_SERVICE}/connections`]);
  const schema = kinds.find((one) => one.name === kind)?.spec ?? NOTHING;
  const values = typed[kind] ?? defaults(schema);
  const absent = missing(schema, values);
  const wrong = asked ? Object.fromEntries(absent.map((field) => [field, `${spoken(field)} is needed.`])) : {};
  const call: Call = {
    method: 'POST',
    path: `${FLOW_SERVICE}/connections`,
    body: {
      name: name.trim(),
      ...(description.trim() === '' ? {} : { description: description.trim() }),
      connectionSpec: { id: spec.id, version: spec.version },
      ...(kind === '' ? {} : { auth: { specName: kind, params: filled(values) } }),
    },
  };
  const submit = () => {
    setAsked(true);
    if (absent.length === 0 && name.trim() !== '') connect.mutate(call, { onSuccess: ({ id }) => onConnected(id) });
  };
  return (
    <form
      className="form account-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      noValidate
    >
      <TextField
        label="Account name"
        description="How you will recognise it in lists."
        isRequired
        value={name}
        onChange={setName}
        isInvalid={asked && name.trim() === ''}
        errorMessage="The account needs a name."
        UNSAFE_style={{ width: '100%' }}
      />
      <TextField label="Description" value={description} onChange={setDescription} UNSAFE_style={{ width: '100%' }} />
      {kinds.length > 1 && (
        <RadioGroup label="Sign in with" value={kind} onChange={setKind}>
          {kinds.map((one) => (
            <Radio key={one.name} value={one.name}>
              {one.name}
            </Radio>
          ))}
        </RadioGroup>
      )}
      {schema.description && <p className="quiet">{schema.description}</p>}
      <SchemaForm key={kind} schema={schema} values={values} onChange={(changed) => setTyped({ ...typed, [kind]: changed })} wrong={wrong} />
      {connect.error && <Problem title={`${sourceName(spec)} did not let us in`} error={connect.error} />}
      <div className="form-foot">
        <Button variant="accent" type="submit" isPending={connect.isPending}>
          Connect
        </Button>
        <CopyAsApiCall calls={call} />
        <span className="quiet" role="status">
          {connect.isPending ? 'Trying the credentials at the source…' : 'The credentials are tried at once, then kept encrypted.'}
        </span>
      </div>
    </form>
  );
}
