import assert from 'node:assert/strict';
import { test } from 'node:test';

const sources = import.meta.glob<string>('../src/**/*.tsx', { query: '?raw', import: 'default', eager: true });

test('whatever changes something shows its call', () => {
  const changing = Object.entries(sources).filter(([, text]) => /\b(useSend|useMutation|useSteps)[<(]/.test(text));
  const silent = changing.filter(([, text]) => !/<CopyAsApiCall|\bcalls?=\{|\bcalls:/.test(text)).map(([file]) => file);
  assert.ok(changing.length >= 12, `only ${changing.length} files change something`);
  assert.deepEqual(silent, []);
});
