import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '../src/api/types';
import { changeColumns, leaves, tableLabel, words } from '../src/setup/fields';
import { linesOf, losses, newLine, reference, setOf, suggested } from '../src/setup/mapping';
import { schemaFromColumns } from '../src/setup/newSchema';

const column = (name: string, type = 'string', format?: string): Column => ({ name, type, xdm: { type: type === 'double' ? 'number' : type, ...(format ? { format } : {}) } });

const COLUMNS = [
  column('Vid', 'double'),
  column('Updated_At', 'string', 'date-time'),
  column('Added_At', 'string', 'date-time'),
  column('Properties_Firstname_Value'),
  column('Properties_Email_Value'),
  column('Properties_Loyalty_Points_Value', 'double'),
];

const PERSON = leaves({
  properties: {
    _id: { type: 'string' },
    _repo: { type: 'object', properties: { createDate: { type: 'string', format: 'date-time' }, modifyDate: { type: 'string', format: 'date-time' } } },
    person: { type: 'object', properties: { name: { type: 'object', properties: { firstName: { type: 'string' } } } } },
    personalEmail: { type: 'object', properties: { address: { type: 'string' }, primary: { type: 'boolean' } } },
    organizations: { type: 'array', items: { type: 'string' } },
  },
});

const pairs = (lines: { source: string; destination: string }[]) => Object.fromEntries(lines.filter(({ destination }) => destination !== '').map(({ source, destination }) => [destination, source]));

test('leaves are paths with types; lists are whole', () => {
  assert.deepEqual(PERSON.map(({ path, type }) => `${path}:${type}`), [
    '_id:text',
    '_repo.createDate:date-time',
    '_repo.modifyDate:date-time',
    'person.name.firstName:text',
    'personalEmail.address:text',
    'personalEmail.primary:boolean',
    'organizations:list',
  ]);
});

test('usual names find their standard field, and what is not usual stays open', () => {
  assert.deepEqual(pairs(suggested(COLUMNS, PERSON)), {
    _id: 'Vid',
    '_repo.createDate': 'Added_At',
    '_repo.modifyDate': 'Updated_At',
    'person.name.firstName': 'Properties_Firstname_Value',
    'personalEmail.address': 'Properties_Email_Value',
  });
});

test('a schema made from columns is filled by all of them, and identified as well', () => {
  const schema = schemaFromColumns('Mine', 'acme', COLUMNS);
  const own = leaves({ properties: { _id: { type: 'string' }, ...schema.allOf[1]?.properties } });
  assert.deepEqual(pairs(suggested(COLUMNS, own)), {
    _id: 'Vid',
    '_acme.vid': 'Vid',
    '_acme.updatedAt': 'Updated_At',
    '_acme.addedAt': 'Added_At',
    '_acme.firstname': 'Properties_Firstname_Value',
    '_acme.email': 'Properties_Email_Value',
    '_acme.loyaltyPoints': 'Properties_Loyalty_Points_Value',
  });
});

test('names that come out the same are told apart', () => {
  const schema = schemaFromColumns('Mine', 'acme', [column('E_Mail'), column('E-Mail'), column('2nd')]);
  assert.deepEqual(Object.keys(schema.allOf[1]?.properties?._acme?.properties ?? {}), ['eMail', 'eMail2', 'f2nd']);
});

test('a stored set comes back as lines in the order of the columns, calculations last', () => {
  const lines = linesOf(
    { columns: COLUMNS, fields: PERSON, sample: [] },
    { mappings: [{ source: 'upper(Vid)', destination: 'person.name.firstName' }, { sourceAttribute: 'Vid', destinationXdmPath: '_id' }] },
  );
  assert.deepEqual([lines[0]?.source, lines[0]?.destination, lines.at(-1)?.source], ['Vid', '_id', 'upper(Vid)']);
  assert.equal(lines.length, COLUMNS.length + 1);
});

test('a set names columns as attributes, all else as expressions, and leaves out what is open', () => {
  const set = setOf([newLine('Vid', '_id'), newLine('upper(Vid)', 'person.name.firstName'), newLine('Vid', '')], COLUMNS, 'https://s');
  assert.deepEqual(set.mappings, [
    { sourceType: 'ATTRIBUTE', source: 'Vid', destination: '_id' },
    { sourceType: 'EXPRESSION', source: 'upper(Vid)', destination: 'person.name.firstName' },
  ]);
});

test('values that the sample loses are told at their line', () => {
  const line = newLine('Added_At', '_id');
  const found = losses([line], { data: [], errors: [{ destination: '_id', exception: 'no number', record: 3 }] }, 20);
  assert.deepEqual(found.get(line.key), { side: 'destination', isWarning: true, text: '1 of 20 sample rows: no number' });
});

test('what is wrong with a line whichever row is mapped is not told of rows', () => {
  const line = newLine('concat(nam)', '_id');
  const exception = 'The source has no column nam. Did you mean name? (position 8)';
  assert.deepEqual(losses([line], { data: [], errors: [{ destination: '_id', exception }] }, 20).get(line.key), { side: 'source', isWarning: true, text: exception });
});

test('names are read for what they are about', () => {
  assert.deepEqual(words('Properties_Hs_Lead_Status_Value'), ['lead', 'status']);
  assert.deepEqual(words('Value'), ['value']);
  assert.equal(tableLabel('Hubspot.All_Deals'), 'All Deals');
  assert.equal(reference('First Name'), '${First Name}');
  assert.deepEqual(changeColumns(COLUMNS).map(({ name }) => name), ['Updated_At', 'Added_At']);
});
