import { CATALOG, DATA_PREP, FLOW_SERVICE, query, SCHEMA_REGISTRY, type Call } from '../api/client';
import { sourceName } from '../api/queries';
import type { ConnectionSpec, FlowSpec, Item, Page, Schema, TableView } from '../api/types';
import { defaults } from '../pieces/forms';
import { leaves } from './fields';
import type { Send } from './draft';
import { newLine, setOf, suggested } from './mapping';
import { createSchema, schemaFromParts, STANDARD } from './newSchema';

const LAKE = { id: 'c604ff05-7f1a-43c0-8e18-33bf874cb11c', version: '1.0' };
const FULL = 'application/vnd.adobe.xed-full+json;version=1';

/**
 * Sets a source up whose form is filled in already, with the choices that the guided set-up would
 * suggest. Answers the flow's id.
 */
export async function setUpTrial(send: Send, spec: ConnectionSpec, at: (stage: number) => void): Promise<string> {
  const post = <A>(path: string, body: unknown) => send<A>({ method: 'POST', path, body });
  const ref = { id: spec.id, version: spec.version };
  const auth = spec.authSpec?.[0];
  at(0);
  const account = await post<{ id: string }>(`${FLOW_SERVICE}/connections`, {
    name: sourceName(spec),
    connectionSpec: ref,
    auth: { specName: auth?.name, params: defaults(auth?.spec ?? {}) },
  });
  at(1);
  const explore = `${FLOW_SERVICE}/connections/${account.id}/explore`;
  const items = await send<Item[]>({ method: 'GET', path: `${explore}?objectType=root` });
  const table = (items.find((item) => /contact|people|person/i.test(item.path)) ?? items[0])?.path ?? '';
  const view = await send<TableView>({ method: 'GET', path: explore + query({ objectType: 'table', object: table }) });
  at(2);
  const name = `${sourceName(spec)} contacts`;
  const schema = await createSchema(send, schemaFromParts(name, STANDARD.person.parts));
  const [reference = ''] = await post<string[]>(`${CATALOG}/dataSets`, { name, schemaRef: { id: schema.$id, contentType: FULL }, enableErrorDiagnostics: true });
  const dataSetId = reference.split('/').pop();
  at(3);
  const full = await send<Schema>({ method: 'GET', path: `${SCHEMA_REGISTRY}/tenant/schemas/${encodeURIComponent(schema.$id)}`, accept: 'application/vnd.adobe.xed-full+json; version=1' });
  const { columns } = view.schema;
  const lines = suggested(columns, leaves(full));
  const filledBy = (destination: string) => lines.find((line) => line.destination === destination)?.source;
  const [first, last] = [filledBy('person.name.firstName'), filledBy('person.name.lastName')];
  if (first && last) lines.push(newLine(`concat(${first}, " ", ${last})`, 'person.name.fullName'));
  const mapping = await post<{ id: string; version: number }>(`${DATA_PREP}/mappingSets`, setOf(lines, columns, schema.$id));
  at(4);
  const source = await post<{ id: string }>(`${FLOW_SERVICE}/sourceConnections`, { name, baseConnectionId: account.id, connectionSpec: ref, data: { format: 'tabular' }, params: { tableName: table } });
  const target = await post<{ id: string }>(`${FLOW_SERVICE}/targetConnections`, { name, connectionSpec: LAKE, data: { schema: { id: schema.$id, version: FULL } }, params: { dataSetId } });
  const flowSpecs = await send<Page<FlowSpec>>({ method: 'GET', path: `${FLOW_SERVICE}/flowSpecs?limit=1000` });
  const flow = await post<{ id: string }>(`${FLOW_SERVICE}/flows`, {
    name,
    flowSpec: { id: flowSpecs.items.find((one) => one.sourceConnectionSpecIds?.includes(spec.id))?.id, version: '1.0' },
    sourceConnectionIds: [source.id],
    targetConnectionIds: [target.id],
    transformations: [{ name: 'Mapping', params: { mappingId: mapping.id, mappingVersion: mapping.version } }],
    options: { errorDiagnosticsEnabled: true, partialIngestionPercent: 5 },
    scheduleParams: { startTime: Math.floor(Date.now() / 1000), frequency: 'once' },
  });
  return flow.id;
}

/** What an earlier call answers, as later ones name it. */
const ANSWERS: [RegExp, unknown][] = [
  [/\/connections$/, { id: '<account>' }],
  [/explore\?objectType=root/, [{ path: '<table>' }]],
  [/explore/, { schema: { columns: [] } }],
  [/tenant\/schemas$/, { $id: '<schema>' }],
  [/tenant\/schemas\//, { properties: {} }],
  [/\/dataSets$/, ['@/dataSets/<dataset>']],
  [/\/mappingSets$/, { id: '<mapping set>', version: 0 }],
  [/\/sourceConnections$/, { id: '<source connection>' }],
  [/\/targetConnections$/, { id: '<target connection>' }],
  [/\/flows$/, { id: '<flow>' }],
];

/** The calls that {@link setUpTrial} makes, in their order, before anything is called: what only their answers tell stands in angle brackets. */
export async function trialCalls(spec: ConnectionSpec, flowSpecs: Page<FlowSpec>): Promise<Call[]> {
  const calls: Call[] = [];
  await setUpTrial(
    async <A,>(call: Call) => {
      calls.push(/mappingSets$/.test(call.path) ? { ...call, body: { ...(call.body as object), mappings: [{ sourceAttribute: '<a column>', destinationXdmPath: '<a field>' }] } } : call);
      return (/flowSpecs/.test(call.path) ? flowSpecs : ANSWERS.find(([path]) => path.test(call.path))?.[1]) as A;
    },
    spec,
    () => undefined,
  );
  return calls;
}
