import type { Column, JsonSchema } from '../api/types';

/** A leaf of a schema: what one column of the data set can be filled with. */
export interface Field {
  /** As mappings write it, such as person.name.firstName. */
  path: string;
  type: FieldType;
  required: boolean;
}

export type FieldType = 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'date-time' | 'list' | 'map' | 'object';

/** The type of a field, in a word. */
export function typeOf(schema: JsonSchema): FieldType {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type;
  if (type === 'array') return 'list';
  if (schema['meta:xdmType'] === 'map' || (type === 'object' && typeof schema.additionalProperties === 'object')) return 'map';
  if (type === 'integer' || type === 'number' || type === 'boolean') return type;
  if (type === 'object' || schema.properties) return 'object';
  if (schema.format === 'date' || schema.format === 'date-time') return schema.format;
  return 'text';
}

const DEEPEST = 9;

/** All leaves of a resolved schema, in its order. Lists and maps are leaves: a rule fills them whole. */
export function leaves(schema: JsonSchema, prefix = '', depth = 0): Field[] {
  if (depth > DEEPEST) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    const path = prefix + name;
    const type = typeOf(child);
    if (type === 'object' && child.properties) return leaves(child, `${path}.`, depth + 1);
    return [{ path, type, required: schema.required?.includes(name) ?? false }];
  });
}

/** The type of a column of a source, in the same words as those of fields. */
export function columnType(column: Column): FieldType {
  const format = column['meta:xdmType'] ?? column.xdm?.format;
  if (format === 'date-time' || format === 'date') return format;
  const type = column.xdm?.type ?? column.type;
  if (type === 'double' || type === 'number') return 'number';
  if (type === 'integer' || type === 'long' || type === 'int') return 'integer';
  if (type === 'boolean') return 'boolean';
  if (type === 'array') return 'list';
  return type === 'object' ? 'object' : 'text';
}

/** What a column is about: the words of its name, without those that say where it stands at the source. */
export function words(name: string): string[] {
  const all = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const core = all.filter((word) => !['properties', 'property', 'value', 'values', 'hs', 'xdm'].includes(word));
  return core.length > 0 ? core : all;
}

/** "First name" for Properties_First_Name_Value. */
export function label(name: string): string {
  const text = words(name).join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A field's name in a schema of one's own: firstName. */
export function fieldName(column: string): string {
  const [first = 'field', ...rest] = words(column);
  const name = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[a-z]/.test(name) ? name : `f${name}`;
}

/** The last part of a table's path, for people: "All Deals" for Hubspot.All_Deals. */
export function tableLabel(path: string): string {
  const last = path.split(/[./]/).filter(Boolean).pop() ?? path;
  return last.replace(/_/g, ' ');
}

/** The columns that can say what has changed, the likeliest first. */
export function changeColumns(columns: Column[]): Column[] {
  const likeliness = ({ name }: Column) =>
    /(^|_)(updated_?at|last_?modified(_?date)?|modified_?at|system_?modstamp)/i.test(name) ? 0 : /updat|modif|chang/i.test(name) ? 1 : /creat|added/i.test(name) ? 2 : 3;
  return columns.filter((column) => columnType(column) === 'date-time').sort((a, b) => likeliness(a) - likeliness(b));
}
