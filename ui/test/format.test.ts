import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, bytes, count, counted, duration } from '../src/pieces/format';
import { nextRun, schedule, scheduleSentence } from '../src/pieces/schedule';

test('counts are grouped, and an unknown one is a dash', () => {
  assert.equal(count(1234567), '1,234,567');
  assert.equal(count(-1), '–');
  assert.equal(count(undefined), '–');
  assert.equal(counted(1, 'record'), '1 record');
  assert.equal(counted(2000, 'record'), '2,000 records');
});

test('bytes are given in the unit that keeps them short', () => {
  const cases: [number, string][] = [[0, '0 bytes'], [1, '1 byte'], [999, '999 bytes'], [1000, '1 kB'], [1_531_674, '1.5 MB'], [2e12, '2 TB']];
  for (const [value, text] of cases) assert.equal(bytes(value), text);
});

test('durations name their two greatest units', () => {
  const cases: [number, string][] = [[12, '12 ms'], [1234, '1.2 s'], [45_000, '45 s'], [200_000, '3 min 20 s'], [3_600_000, '1 h'], [7_500_000, '2 h 5 min'], [356_400_000, '4 d 3 h']];
  for (const [value, text] of cases) assert.equal(duration(value), text);
});

test('times are told from now, to the past and to the future', () => {
  const now = 1_800_000_000_000;
  const cases: [number, string][] = [[-1000, 'just now'], [-30_000, '30 seconds ago'], [-61_000, '1 minute ago'], [-7_200_000, '2 hours ago'], [-86_400_000, 'yesterday'], [-40 * 86_400_000, 'last month'], [7_200_000, 'in 2 hours']];
  for (const [distance, text] of cases) assert.equal(ago(now + distance, now), text);
});

test('a schedule is due at its start, then at whole intervals of it', () => {
  const hour = 3_600_000;
  const start = 1_800_000_000;
  const params = { startTime: start, frequency: 'hour', interval: 2 } as const;
  assert.equal(nextRun(params, start * 1000 - 1), start * 1000);
  assert.equal(nextRun(params, start * 1000 + 1), start * 1000 + 2 * hour);
  assert.equal(nextRun(params, start * 1000 + 5 * hour), start * 1000 + 6 * hour);
  assert.equal(nextRun({ startTime: start, frequency: 'once' }, start * 1000 + 1), undefined);
});

test('schedules are told in words', () => {
  assert.equal(schedule({ frequency: 'minute', interval: 15 }), 'Every 15 minutes');
  assert.equal(schedule({ frequency: 'day', interval: '1' }), 'Every day');
  assert.equal(schedule({ frequency: 'once' }), 'Once');
  assert.match(scheduleSentence({ startTime: 1, frequency: 'day', interval: 1 }, 2000), /^Runs first as soon as you finish, then every day, next on /);
});
