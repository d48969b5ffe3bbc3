import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slotsOf, withFailures } from '../src/api/metrics';
import type { Connection, Flow, FlowRun } from '../src/api/types';
import { batchOf, left, rate, took } from '../src/runs/run';
import { editable, keptSecrets, sent, shown } from '../src/accounts/credentials';
import { attention } from '../src/flows/attention';
import { undoing } from '../src/runs/undoing';
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

test('the end is foretold by how many records there are, where that is more than was read', () => {
  const going = run(2000, 0);
  assert.equal(rate(going, 4000), 500);
  assert.equal(left(going, 10_000, 4000), 16_000);
  assert.equal(left(going, 2000, 4000), undefined);
  assert.equal(left(going, undefined, 4000), undefined);
  assert.equal(left(run(0, 0), 10, 4000), undefined);
});

test('the batch of a run is found among what its activities wrote', () => {
  const activities = [{ id: 'a', name: 'a', sourceInfo: [{ id: 's', type: 'SourceConnection' }] }, { id: 'b', name: 'b', targetInfo: [{ id: 't', type: 'TargetConnection', reference: { type: 'Batch', ids: ['01X'] } }] }];
  assert.equal(batchOf({ activities } as unknown as FlowRun), '01X');
  assert.equal(batchOf({ activities: [] as unknown } as FlowRun), undefined);
});

test('a failure leads to where it can be mended', () => {
  const places = { flow: 'f', account: 'a' };
  assert.equal(advice({ code: 'INGEST-1212-400', field: 'x.y' }, places)?.link?.[1], '/flows/f/mapping');
  assert.equal(advice({ code: 'INGEST-1212-400' }, places)?.link?.[1], '/flows/f/edit');
  assert.equal(advice({ code: 'CONNECTOR-1001-500' }, places)?.link?.[1], '/accounts/a');
  assert.equal(advice({ code: 'CONNECTOR-2001-500' }, places), undefined);
});

test('every day of a range is there, also those in which nothing ended; failures stand where they happened', () => {
  const now = Date.parse('2026-03-10T15:00:00Z');
  const range = { granularity: 'day', slots: 3 } as const;
  const answer = { metricResponses: [{ '2026-03-09T00:00:00Z': 7, '2025-01-01T00:00:00Z': 9 }, {}, {}].map((dps) => ({ datapoints: [{ groupBy: { flowId: 'f' }, dps }] })) };
  const slots = slotsOf(answer as Parameters<typeof slotsOf>[0], range, now).get('f') ?? [];
  const failed = run(0, 1, Date.parse('2026-03-10T00:00:01Z'));
  assert.deepEqual(
    withFailures(slots, [failed, failed], range).map(({ at, written, failed: count }) => [new Date(at).toISOString().slice(0, 10), written, count]),
    [['2026-03-08', 0, 0], ['2026-03-09', 7, 0], ['2026-03-10', 0, 2]],
  );
});

test('a flow asks for attention by its heaviest reason', () => {
  const now = 1_800_000_000_000;
  const hourly = (ago: number, state = 'success') => ({ state: 'enabled', scheduleParams: { frequency: 'hour', interval: 1 }, lastRunDetails: { id: 'r', state, startedAtUTC: now - ago } }) as Flow;
  assert.equal(attention(hourly(1000, 'failed'), 5, now).weight, 3);
  assert.equal(attention(hourly(8 * 3_600_000), 5, now).weight, 2);
  assert.equal(attention(hourly(8 * 3_600_000, 'inProgress'), 0, now).weight, 0);
  assert.equal(attention({ ...hourly(8 * 3_600_000), state: 'disabled' }, 0, now).weight, 0);
  assert.deepEqual(attention(hourly(1000), 5, now), { weight: 1, reason: '5 records rejected' });
  assert.equal(attention(hourly(1000), 0, now).weight, 0);
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

test('undoing says what goes and what comes back, and nothing of what there is none of', () => {
  assert.equal(undoing(60_000, 0), '60,000 new rows go.');
  assert.equal(undoing(1, 2), '1 new row goes, and 2 replaced rows are as before.');
  assert.equal(undoing(0, 1), '1 replaced row is as before.');
});
