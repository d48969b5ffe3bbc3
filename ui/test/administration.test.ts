import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf } from '../src/administration/changes';
import { greatest } from '../src/administration/greatest';

test('a line of the audit log tells the fields that differ, and no others', () => {
  const before = { name: 'A', auth: { params: { user: 'u', token: '•••' } }, roles: ['view'] };
  const after = { name: 'B', auth: { params: { user: 'u', token: '•••' } }, roles: ['view'], description: 'new' };
  assert.deepEqual(changesOf(before, after), [
    { path: 'description', before: undefined, after: 'new' },
    { path: 'name', before: 'A', after: 'B' },
  ]);
  assert.deepEqual(changesOf(null, { a: { b: [1] } }), [{ path: 'a.b', before: undefined, after: '[1]' }]);
  assert.deepEqual(changesOf({ a: null }, undefined), []);
});

test('of several roles the one that includes the others counts', () => {
  assert.equal(greatest(['view', 'administrator']), 'administrator');
  assert.equal(greatest(['manage', 'view']), 'manage');
  assert.equal(greatest([]), 'view');
});
