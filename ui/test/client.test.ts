import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headers, query } from '../src/api/client';
import { curl } from '../src/pieces/curl';
import { defaults, filled, missing, spoken } from '../src/pieces/forms';

test('a query repeats lists and leaves out what is not given', () => {
  assert.equal(query({ limit: 2, property: ['state==enabled', 'name=="a b"'], orderby: undefined }), '?limit=2&property=state%3D%3Denabled&property=name%3D%3D%22a+b%22');
  assert.equal(query({ limit: undefined }), '');
});

test('a call carries who calls, and a version only where it replaces one', () => {
  const sent = headers({ organisation: 'A@AdobeOrg', sandbox: 'prod' }, { method: 'PATCH', path: '/', body: [], etag: '"1"' });
  assert.deepEqual(sent, { 'x-gw-ims-org-id': 'A@AdobeOrg', 'x-sandbox-name': 'prod', 'x-api-key': 'tributary-ui', 'Content-Type': 'application/json', 'If-Match': '"1"' });
});

test('a call to copy shows no secret and survives a shell', () => {
  const text = curl({ method: 'POST', path: '/a?b=$c', body: { name: "it's", auth: { specName: 'Token', params: { accessToken: 'pat-secret' } } } });
  assert.ok(!text.includes('pat-secret'));
  assert.ok(text.includes("it'\\''s"));
  assert.ok(text.includes('/a?b=\\$c'));
});

test('forms know what is still missing', () => {
  const schema = { properties: { host: { type: 'string' }, port: { type: 'integer', default: 5432 } }, required: ['host', 'port'] };
  assert.deepEqual(missing(schema, defaults(schema)), ['host']);
  assert.deepEqual(filled({ host: '', port: Number.NaN, ssl: false }), { ssl: false });
  assert.equal(spoken('clientId'), 'Client ID');
  assert.equal(spoken('jdbcUrl'), 'JDBC URL');
});
