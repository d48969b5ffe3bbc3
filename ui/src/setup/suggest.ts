import type { Column } from '../api/types';
import { columnType, words, type Field } from './fields';

/** What columns are called at sources, and where the standard schemas keep such things. */
const USUAL: Record<string, string[]> = {
  '_id': ['vid', 'id', 'object id', 'record id', 'company id', 'deal id', 'contact id'],
  '_repo.createDate': ['added at', 'created at', 'createdate', 'create date', 'created date'],
  '_repo.modifyDate': ['updated at', 'lastmodifieddate', 'last modified date', 'modified at'],
  'person.name.firstName': ['firstname', 'first name', 'given name'],
  'person.name.lastName': ['lastname', 'last name', 'surname', 'family name'],
  'person.name.courtesyTitle': ['salutation', 'title', 'courtesy title'],
  'person.birthDate': ['date of birth', 'birthday', 'birth date'],
  'person.gender': ['gender'],
  'personalEmail.address': ['email', 'e mail', 'email address'],
  'homePhone.number': ['phone', 'phone number', 'home phone'],
  'mobilePhone.number': ['mobilephone', 'mobile phone', 'mobile', 'cell phone'],
  'faxPhone.number': ['fax', 'fax number'],
  'homeAddress.street1': ['address', 'street', 'street address'],
  'homeAddress.city': ['city', 'town'],
  'homeAddress.postalCode': ['zip', 'zip code', 'postal code', 'postcode'],
  'homeAddress.state': ['state', 'region', 'province'],
  'homeAddress.country': ['country'],
  'workEmail.address': ['work email'],
  'workPhone.number': ['work phone', 'business phone'],
  'person.preferredLanguage': ['language', 'preferred language'],
};

const COMPATIBLE: Record<string, string[]> = {
  text: ['text', 'number', 'integer', 'boolean', 'date', 'date-time'],
  number: ['number', 'integer'],
  integer: ['integer', 'number'],
  boolean: ['boolean'],
  date: ['date', 'date-time'],
  'date-time': ['date-time', 'date'],
};

/** Deep in a standard schema the same word means many things. */
const DEEPEST_GUESS = 2;

const fits = (field: Field, column: Column) => COMPATIBLE[field.type]?.includes(columnType(column)) ?? false;

/** Whether a field is one of the organisation's own, such as _acme.email. */
const isOwn = ({ path }: Field) => /^_(?!repo\.|schema\.)[^.]+\.[^.]+$/.test(path);

const lastWords = (path: string) => words(path.split('.').pop() ?? '').join('');

/**
 * The field that each column most likely belongs in, each field at most once: a field of one's own of that
 * very name; then by what columns are usually called; then by equal words at the end of the path.
 */
export function suggest(columns: Column[], fields: Field[]): Map<string, string> {
  const chosen = new Map<string, string>();
  const taken = new Set<string>();
  const take = (column: Column, path: string | undefined) => {
    if (path === undefined || taken.has(path) || chosen.has(column.name)) return;
    chosen.set(column.name, path);
    taken.add(path);
  };
  const usable = fields.filter((field) => COMPATIBLE[field.type]);
  const own = new Map(usable.filter(isOwn).map((field) => [lastWords(field.path), field]));
  for (const column of columns) {
    const field = own.get(words(column.name).join(''));
    if (field && fits(field, column)) take(column, field.path);
  }
  const byPath = new Map(usable.map((field) => [field.path, field]));
  for (const [path, names] of Object.entries(USUAL)) {
    const field = byPath.get(path);
    for (const name of field ? names : []) {
      const column = columns.find((one) => !chosen.has(one.name) && words(one.name).join(' ') === name && fits(field as Field, one));
      if (column) {
        take(column, path);
        break;
      }
    }
  }
  const byWords = new Map<string, Field>();
  for (const field of usable.filter(({ path }) => path.split('.').length <= DEEPEST_GUESS)) {
    if (!byWords.has(lastWords(field.path))) byWords.set(lastWords(field.path), field);
  }
  for (const column of columns) {
    const field = byWords.get(words(column.name).join(''));
    if (field && fits(field, column)) take(column, field.path);
  }
  return chosen;
}

/** The column that identifies a record, as far as its name tells. */
export const identifies = (column: Column) => (USUAL['_id'] ?? []).includes(words(column.name).join(' '));
