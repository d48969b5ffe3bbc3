import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConnectionSpec, FlowSpec, Page } from '../src/api/types';
import { trialCalls } from '../src/setup/trial';

const spec = { id: 'spec', name: 'source', version: '1.0', attributes: { connectorName: 'Source' }, authSpec: [{ name: 'Token', type: 'Token', spec: { properties: { accessToken: { type: 'string', default: 'pat-1' } } } }] } as unknown as ConnectionSpec;
const flowSpecs = { items: [{ id: 'flow-spec', sourceConnectionSpecIds: ['spec'] }] } as unknown as Page<FlowSpec>;

test('the calls of the one click are told before it, each naming what those before it answer', async () => {
  const calls = await trialCalls(spec, flowSpecs);
  const posts = calls.filter(({ method }) => method === 'POST');
  assert.deepEqual(posts.map(({ path }) => path.split('/').pop()), ['connections', 'schemas', 'dataSets', 'mappingSets', 'sourceConnections', 'targetConnections', 'flows']);
  const flow = posts.at(-1)?.body as Record<string, unknown>;
  assert.deepEqual(flow.sourceConnectionIds, ['<source connection>']);
  assert.deepEqual(flow.targetConnectionIds, ['<target connection>']);
  assert.deepEqual(flow.flowSpec, { id: 'flow-spec', version: '1.0' });
  assert.deepEqual(flow.transformations, [{ name: 'Mapping', params: { mappingId: '<mapping set>', mappingVersion: 0 } }]);
  assert.ok(JSON.stringify(posts[5]?.body).includes('"dataSetId":"<dataset>"'));
});
