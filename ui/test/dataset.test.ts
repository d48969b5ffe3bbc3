import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Schema } from '../src/api/types';
import { engines, placeOf } from '../src/datasets/engines';
import { barsOf, beginnings, placeOfProblem } from '../src/datasets/sql';
import { filledFirst, labelsAt, sum, treeOf, visible, withLabels } from '../src/datasets/schemaTree';

const schema = {
  $id: 's',
  'meta:altId': 's',
  title: 'People',
  version: '1.0',
  required: ['_id'],
  'meta:descriptors': [{ '@type': 'xdm:descriptorIdentity', 'xdm:sourceProperty': '/email/address', 'xdm:namespace': 'Email', 'xdm:isPrimary': true }],
  properties: {
    'a/b': { type: 'string' },
    email: { type: 'object', properties: { address: { type: 'string', title: 'Address' } } },
    orders: { type: 'array', items: { type: 'object', properties: { at: { type: 'string', format: 'date-time' } } } },
    tags: { type: 'array', items: { type: 'string' } },
    _id: { type: 'string' },
  },
} satisfies Schema;

test('a schema is a tree of fields with types and marks', () => {
  const tree = treeOf(schema);
  const all = visible(tree, () => true);
  assert.deepEqual(
    all.map(({ path, type, depth }) => [path, type, depth]),
    [
      ['a/b', 'text', 0],
      ['email', 'object', 0],
      ['email.address', 'text', 1],
      ['orders', 'list of object', 0],
      ['orders.at', 'date and time', 1],
      ['tags', 'list of text', 0],
      ['_id', 'text', 0],
    ],
  );
  assert.deepEqual(all[2]?.identity, { namespace: 'Email', isPrimary: true });
  assert.equal(all[6]?.isRequired, true);
  assert.equal(sum(tree), 5);
});

test('labels are named by JSON pointers', () => {
  const all = visible(treeOf(schema), () => true);
  assert.equal(all[0]?.pointer, '/properties/a~1b');
  assert.equal(all[4]?.pointer, '/properties/orders/items/properties/at');
});

test('closed fields hide what is in them, a search shows what is above', () => {
  const tree = treeOf(schema);
  assert.equal(visible(tree, () => false).length, 5);
  assert.deepEqual(
    visible(tree, () => false, ({ path }) => path === 'orders.at').map(({ path }) => path),
    ['orders', 'orders.at'],
  );
  assert.equal(filledFirst(tree, new Set(['tags']))[0]?.path, 'tags');
});

test('labels of one field change, others stay', () => {
  const first = withLabels({ labels: ['C2'], optionalLabels: [] }, { id: 's' }, '/properties/a', ['I1']);
  const both = withLabels(first, { id: 's' }, '/properties/b', ['S1']);
  assert.deepEqual(labelsAt(both, '/properties/a'), ['I1']);
  assert.deepEqual(withLabels(both, { id: 's' }, '/properties/a', []).optionalLabels.map(({ option }) => option.schemaPath), ['/properties/b']);
  assert.deepEqual(withLabels(both, { id: 's' }, undefined, []).labels, []);
  assert.equal(both.labels[0], 'C2');
});

test('engines are told the true place of the table', () => {
  const place = placeOf('/srv/home/warehouse/acme/prod/people');
  assert.deepEqual(place, { folder: '/srv/home/warehouse/acme/prod/people', warehouse: '/srv/home/warehouse', database: '/srv/home/metadata.db', table: 'acme.prod.people' });
  for (const { texts } of engines(place)) assert.match(texts.map(([, text]) => text).join('\n'), /people/);
});

test('the place of a problem is found in the statement', () => {
  const sql = 'select _id,\n  persn.name\nfrom people';
  assert.equal(sql.slice(placeOfProblem(sql, 'Not found (line 2, column 3).')).startsWith('persn'), true);
  assert.equal(placeOfProblem(sql, 'Not found (line 1, column 8).'), 7);
  assert.equal(placeOfProblem(sql, 'No place'), undefined);
});

test('an answer with a name and a number can be bars', () => {
  const answer = (columns: [string, string][], rows: unknown[][]) => barsOf({ columns: columns.map(([name, type]) => ({ name, type })), rows, rowCount: rows.length, truncated: false, milliseconds: 1, dataSets: [] });
  const rows = [['León', 3], [null, '9007199254740993']];
  assert.deepEqual(answer([['city', 'VARCHAR'], ['rows', 'BIGINT']], rows)?.bars, [{ label: 'León', value: 3 }, { label: 'empty', value: 9007199254740992 }]);
  assert.equal(answer([['city', 'VARCHAR'], ['rows', 'BIGINT']], [['a', -1], ['b', 1]]), undefined);
  assert.equal(answer([['city', 'VARCHAR']], [['a'], ['b']]), undefined);
});

test('beginnings name the columns that have values', () => {
  const all = new Map(beginnings('people', ['_id', 'person.name.firstName', 'homeAddress.city', '_repo.createDate', 'odd name']));
  assert.match(all.get('First rows') ?? '', /_id, person\.name\.firstName, homeAddress\.city, _repo\.createDate, "odd name"\nfrom people/);
  assert.match(all.get('The most frequent') ?? '', /homeAddress\.city/);
  assert.match(all.get('By month') ?? '', /_repo\.createDate/);
});
