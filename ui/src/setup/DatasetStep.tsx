import { Picker, PickerItem, Text } from '@react-spectrum/s2/Picker';
import { NumberField } from '@react-spectrum/s2/NumberField';
import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl';
import { Switch } from '@react-spectrum/s2/Switch';
import { TextField } from '@react-spectrum/s2/TextField';
import { useState } from 'react';
import { CATALOG, FLOW_SERVICE, SCHEMA_REGISTRY, type Call } from '../api/client';
import { useDataSets, useGet } from '../api/queries';
import { useHere } from '../api/session';
import type { SchemaListed, TableView } from '../api/types';
import { Bones } from '../pieces/Bones';
import { Choice, Choices } from '../pieces/Choices';
import { letGo, patchFlow, useSteps, withTransformation, type Draft, type Step } from './draft';
import { tableLabel } from './fields';
import { createSchema, schemaFromColumns, schemaFromParts, STANDARD } from './newSchema';
import { SetupFrame } from './SetupFrame';
import { explorePath } from './Tree';

const LAKE = { id: 'c604ff05-7f1a-43c0-8e18-33bf874cb11c', version: '1.0' };
export const FULL = 'application/vnd.adobe.xed-full+json;version=1';

type Shape = 'columns' | 'person' | 'existing';

/** What is chosen in this step, as the form holds it. */
interface Wish {
  kind: 'new' | 'existing';
  dataSet: string | undefined;
  name: string;
  shape: Shape;
  schema: string | undefined;
  partial: boolean;
  percent: number;
  diagnostics: boolean;
}

function firstWish(draft: Draft): Wish {
  const options = draft.flow?.options;
  const people = /contact|people|person|lead|customer|user/i.test(draft.table ?? '');
  return {
    kind: draft.dataSetId ? 'existing' : 'new',
    dataSet: draft.dataSetId,
    name: draft.flow?.name ?? '',
    shape: people ? 'person' : 'columns',
    schema: undefined,
    partial: options?.partialIngestionPercent !== undefined,
    percent: options?.partialIngestionPercent ?? 5,
    diagnostics: options?.errorDiagnosticsEnabled ?? true,
  };
}

/** Step three: where the records land, and how many bad ones are borne. */
export function DatasetStep({ draft, reached, href, onDone }: { draft: Draft; reached: Step; href: (step: Step) => string; onDone: () => void }) {
  const { caller, session } = useHere();
  const [wish, setWish] = useState(() => firstWish(draft));
  const change = (changes: Partial<Wish>) => setWish((before) => ({ ...before, ...changes }));
  const dataSets = useDataSets();
  const columns = useGet<TableView>(explorePath(draft.source?.baseConnectionId ?? '', { objectType: 'table', object: draft.table }), { fresh: 60_000 });
  const title = wish.name.trim();
  const newSchema = () => (wish.shape === 'person' ? schemaFromParts(title, STANDARD.person.parts) : schemaFromColumns(title, session.tenant, columns.data?.schema.columns ?? []));
  const schemaCall = (): Call => ({ method: 'POST', path: `${SCHEMA_REGISTRY}/tenant/schemas`, body: newSchema() });
  const dataSetCall = (schema: string): Call => ({
    method: 'POST',
    path: `${CATALOG}/dataSets`,
    body: { name: title, schemaRef: { id: schema, contentType: FULL }, enableErrorDiagnostics: wish.diagnostics },
  });
  const targetCall = (dataSet: string, schema: string): Call => ({
    method: 'POST',
    path: `${FLOW_SERVICE}/targetConnections`,
    body: { name: title, connectionSpec: LAKE, data: { schema: { id: schema, version: FULL } }, params: { dataSetId: dataSet } },
  });
  const createDataSet = async (call: <A>(call: Call) => Promise<A>, schema: string) => {
    try {
      return (await call<string[]>(dataSetCall(schema)))[0]?.split('/').pop() ?? '';
    } catch (error) {
      if (wish.shape !== 'existing') await letGo(caller, `${SCHEMA_REGISTRY}/tenant/schemas/${encodeURIComponent(schema)}`);
      throw error;
    }
  };
  const options = {
    errorDiagnosticsEnabled: wish.diagnostics,
    ...(wish.partial ? { partialIngestionPercent: wish.percent } : {}),
  };
  const done = (replaced: string | undefined) => {
    if (replaced) void letGo(caller, `${FLOW_SERVICE}/targetConnections/${replaced}`);
    onDone();
  };
  const goOn = useSteps(async (call) => {
    const flow = draft.flow;
    if (!flow) return undefined;
    if (wish.kind === 'existing' && wish.dataSet === draft.dataSetId) {
      await patchFlow(call, flow.id, { options });
      return undefined;
    }
    const made = wish.kind === 'new' && wish.shape !== 'existing' ? await createSchema(call, newSchema()) : undefined;
    const schema = made?.$id ?? (wish.kind === 'existing' ? (dataSets.data?.find(({ id }) => id === wish.dataSet)?.schemaRef?.id ?? '') : (wish.schema ?? ''));
    const dataSet = wish.kind === 'existing' ? (wish.dataSet ?? '') : await createDataSet(call, schema);
    const { id: target } = await call<{ id: string }>(targetCall(dataSet, schema));
    await patchFlow(call, flow.id, { targetConnectionIds: [target], options, transformations: withTransformation(flow, 'Mapping', undefined) });
    return draft.target?.id;
  }, done);
  const complete =
    wish.kind === 'existing'
      ? wish.dataSet !== undefined
      : wish.name.trim() !== '' && (wish.shape === 'person' || (wish.shape === 'columns' ? columns.data !== undefined : wish.schema !== undefined));
  return (
    <SetupFrame
      source={draft.sourceName}
      step="dataset"
      reached={reached}
      href={href}
      title="Where should it land?"
      text="A dataset is an open table with a schema. It can be filled by several flows, and read by any engine."
      back={href('data')}
      error={columns.error ?? dataSets.error ?? goOn.error}
      note="Kept as a draft"
      calls={wish.kind === 'existing' ? [targetCall(wish.dataSet ?? '', '<the schema’s $id>')] : [...(wish.shape === 'existing' ? [] : [schemaCall()]), dataSetCall(wish.schema ?? '<the schema’s $id>'), targetCall('<the id of the dataset>', wish.schema ?? '<the schema’s $id>')]}
      next={{ onPress: () => goOn.mutate(), isPending: goOn.isPending, isDisabled: !complete }}
    >
      <SegmentedControl aria-label="Dataset" selectedKey={wish.kind} onSelectionChange={(key) => change({ kind: key as Wish['kind'] })}>
        <SegmentedControlItem id="new">New</SegmentedControlItem>
        <SegmentedControlItem id="existing">Existing</SegmentedControlItem>
      </SegmentedControl>
      {wish.kind === 'existing' ? (
        <Picker
          label="Dataset"
          items={dataSets.data ?? []}
          selectedKey={wish.dataSet ?? null}
          onSelectionChange={(key) => change({ dataSet: String(key) })}
          UNSAFE_style={{ width: 'min(420px, 100%)' }}
          description="The mapping of the next step fills its schema."
        >
          {(dataSet) => (
            <PickerItem id={dataSet.id} textValue={dataSet.name}>
              <Text slot="label">{dataSet.name}</Text>
              <Text slot="description">{dataSet.tags?.['adobe/pqs/table']?.[0] ?? dataSet.id}</Text>
            </PickerItem>
          )}
        </Picker>
      ) : (
        <NewDataset wish={wish} change={change} table={draft.table ?? ''} columns={columns.data?.schema.columns.length} />
      )}
      <BadRecords wish={wish} change={change} />
    </SetupFrame>
  );
}

function NewDataset({ wish, change, table, columns }: { wish: Wish; change: (changes: Partial<Wish>) => void; table: string; columns: number | undefined }) {
  const schemas = useGet<{ results: SchemaListed[] }>(`${SCHEMA_REGISTRY}/tenant/schemas`, { accept: 'application/vnd.adobe.xed-id+json' });
  return (
    <>
      <TextField label="Name" isRequired value={wish.name} onChange={(name) => change({ name })} UNSAFE_style={{ width: 'min(420px, 100%)' }} />
      <Choices label="Schema" value={wish.shape} onChange={(shape) => change({ shape: shape as Shape })}>
        <Choice value="person" title={STANDARD.person.title}>
          {STANDARD.person.text}
        </Choice>
        <Choice value="columns" title={`As the source has it${columns === undefined ? '' : `: ${columns} fields`}`}>
          One field for each column of {tableLabel(table)}, with its type. Nothing has to be mapped by hand.
        </Choice>
        <Choice value="existing" title="A schema that I have">
          One of those that this organisation composed already.
        </Choice>
      </Choices>
      {wish.shape === 'existing' &&
        (schemas.isPending ? (
          <Bones lines={1} height={32} />
        ) : (
          <Picker
            label="Schema"
            items={(schemas.data?.results ?? []).map((schema) => ({ ...schema, id: schema.$id }))}
            selectedKey={wish.schema ?? null}
            onSelectionChange={(key) => change({ schema: String(key) })}
            UNSAFE_style={{ width: 'min(420px, 100%)' }}
          >
            {(schema) => <PickerItem id={schema.id}>{schema.title}</PickerItem>}
          </Picker>
        ))}
    </>
  );
}

function BadRecords({ wish, change }: { wish: Wish; change: (changes: Partial<Wish>) => void }) {
  return (
    <fieldset className="group">
      <legend>If some records are bad</legend>
      <Switch isSelected={wish.partial} onChange={(partial) => change({ partial })}>
        Land the good ones all the same
      </Switch>
      <p className="quiet">
        {wish.partial ? `A run lands unless more than ${wish.percent} % of its records are rejected; then nothing of it does.` : 'A single rejected record makes the whole run fail, and nothing of it lands.'}
      </p>
      {wish.partial && (
        <NumberField
          label="Rejected records that are borne"
          value={wish.percent / 100}
          onChange={(share) => change({ percent: Math.round(share * 10_000) / 100 })}
          minValue={0.001}
          maxValue={1}
          step={0.001}
          formatOptions={{ style: 'percent', maximumFractionDigits: 1 }}
          UNSAFE_style={{ width: 200 }}
        />
      )}
      <Switch isSelected={wish.diagnostics} onChange={(diagnostics) => change({ diagnostics })}>
        Keep rejected records, with the reason
      </Switch>
    </fieldset>
  );
}
