import { ApiError, SCHEMA_REGISTRY, type Call } from '../api/client';
import type { Column, JsonSchema, Schema } from '../api/types';
import { columnType, fieldName, label, type FieldType } from './fields';

const XDM = 'https://ns.adobe.com/xdm/context';

/** Ready compositions of standard parts. */
export const STANDARD = {
  person: {
    title: 'People, in standard fields',
    text: 'XDM Individual Profile with name, personal and work details. Many columns find their field by themselves.',
    parts: ['profile', 'profile-person-details', 'profile-personal-details', 'profile-work-details'].map((part) => `${XDM}/${part}`),
  },
} as const;

const PROPERTY: Partial<Record<FieldType, JsonSchema>> = {
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  'date-time': { type: 'string', format: 'date-time' },
};

/** The fields that a source's columns become, under names that are each used once. */
export function ownFields(columns: Column[]): Map<string, Column> {
  const fields = new Map<string, Column>();
  for (const column of columns) {
    const name = fieldName(column.name);
    let free = name;
    for (let number = 2; fields.has(free); number++) free = `${name}${number}`;
    fields.set(free, column);
  }
  return fields;
}

/** The body that creates a schema with one field for each column, under the organisation's own name. */
export function schemaFromColumns(title: string, tenant: string, columns: Column[]) {
  const properties: Record<string, JsonSchema> = {};
  for (const [name, column] of ownFields(columns)) {
    properties[name] = { title: label(column.name), description: `From ${column.name}.`, ...(PROPERTY[columnType(column)] ?? { type: 'string' }) };
  }
  return {
    type: 'object',
    title,
    allOf: [{ $ref: `${XDM}/profile` }, { type: 'object', properties: { [`_${tenant}`]: { type: 'object', properties } } }],
    'meta:class': `${XDM}/profile`,
  };
}

/** The body that creates a schema of standard parts. */
export function schemaFromParts(title: string, parts: readonly string[]) {
  return { type: 'object', title, allOf: parts.map((part) => ({ $ref: part })), 'meta:class': parts[0] };
}

const TITLE_TAKEN = 'XDM-1521-400';
const MOST_TRIES = 50;

/** Creates a schema; where its title is taken already, with a number behind it. */
export async function createSchema(send: <A>(call: Call) => Promise<A>, body: { title: string }): Promise<Schema> {
  for (let number = 1; ; number++) {
    const title = number === 1 ? body.title : `${body.title} ${number}`;
    try {
      return await send<Schema>({ method: 'POST', path: `${SCHEMA_REGISTRY}/tenant/schemas`, body: { ...body, title } });
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== TITLE_TAKEN || number === MOST_TRIES) throw error;
    }
  }
}
