import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slotsOf } from '../src/api/metrics';
import type { Connection, FlowRun } from '../src/api/types';
import { batchOf, left, rate, took } from '../src/runs/run';
import { editable, keptSecrets, sent, shown } from '../src/accounts/credentials';
import { advice } from '../src/runs/advice';

const run = (read: number, started?: number, completed?: number): FlowRun =>
  ({
    metrics: {
      durationSummary: { startedAtUTC: started, completedAtUTC: completed },
      recordSummary: { inputRecordCount: read },
      statusSummary: { status: completed ? 'success' : 'inProgress' },
    },
  }) as FlowRun;

test('a run takes as long as it goes on, and none before it begins', () => {
  assert.equal(took(run(0)), undefined);
  assert.equal(took(run(0, 1000)), undefined);
  assert.equal(took(run(0, 1000), 5000), 4000);
  assert.equal(took(run(0, 1000, 3500), 9000), 2500);
});

test('the end is foretold by an earlier run that read more, and by no other', () => {
  const going = run(2000, 0);
  assert.equal(rate(going, 4000), 500);
  assert.equal(left(going, run(10_000, 0, 1), 4000), 16_000);
  assert.equal(left(going, run(2000, 0, 1), 4000), undefined);
  assert.equal(left(going, undefined, 4000), undefined);
  assert.equal(left(run(0, 0), run(10, 0, 1), 4000), undefined);
});

test('the batch of a run is found among what its activities wrote', () => {
  const activities = [{ id: 'a', name: 'a', sourceInfo: [{ id: 's', type: 'SourceConnection' }] }, { id: 'b', name: 'b', targetInfo: [{ id: 't', type: 'TargetConnection', reference: { type: 'Batch', ids: ['01X'] } }] }];
  assert.equal(batchOf({ activities } as FlowRun), '01X');
  assert.equal(batchOf({} as FlowRun), undefined);
});

test('a failure leads to where it can be mended', () => {
  const places = { flow: 'f', account: 'a' };
  assert.equal(advice({ code: 'INGEST-1212-400', field: 'x.y' }, places)?.link?.[1], '/flows/f/mapping');
  assert.equal(advice({ code: 'INGEST-1212-400' }, places)?.link?.[1], '/flows/f/edit');
  assert.equal(advice({ code: 'CONNECTOR-1001-500' }, places)?.link?.[1], '/accounts/a');
  assert.equal(advice({ code: 'CONNECTOR-2001-500' }, places), undefined);
});

test('every day of a range is there, also those in which nothing ended', () => {
  const now = Date.parse('2026-03-10T15:00:00Z');
  const dps = { '2026-03-09T00:00:00Z': 7 };
  const answer = { metricResponses: [dps, {}, {}, { '2026-03-10T00:00:00Z': 2, '2025-01-01T00:00:00Z': 9 }].map((of) => ({ datapoints: [{ groupBy: { flowId: 'f' }, dps: of }] })) };
  const slots = slotsOf(answer as Parameters<typeof slotsOf>[0], { granularity: 'day', slots: 3 }, now).get('f');
  assert.deepEqual(
    slots?.map(({ at, written, failed }) => [new Date(at).toISOString().slice(0, 10), written, failed]),
    [['2026-03-08', 0, 0], ['2026-03-09', 7, 0], ['2026-03-10', 0, 2]],
  );
});

test('a secret that is left alone is sent back as it was shown, one that is typed replaces it', () => {
  const spec = { name: 'Token', type: 't', spec: { required: ['host', 'token'], properties: { host: {}, token: { format: 'password' } } } };
  const account = { auth: { specName: 'Token', params: { host: 'h', token: '**********' } } } as unknown as Connection;
  const kept = keptSecrets(account, spec);
  assert.deepEqual(kept, ['token']);
  assert.deepEqual(keptSecrets(account, { ...spec, name: 'Another' }), []);
  assert.deepEqual(editable(spec.spec, kept).required, ['host']);
  assert.deepEqual(shown(account, kept), { host: 'h' });
  assert.deepEqual(sent(account, kept, { host: 'i', token: '' }), { host: 'i', token: '**********' });
  assert.deepEqual(sent(account, kept, { host: 'h', token: 'new' }), { host: 'h', token: 'new' });
});
