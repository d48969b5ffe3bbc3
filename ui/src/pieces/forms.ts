import type { JsonSchema } from '../api/types';

export type Values = Record<string, unknown>;

/** What a schema's fields begin with. */
export function defaults(schema: JsonSchema): Values {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const value = field.const ?? field.default;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What stands in a form, without what was left empty. */
export function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && !Number.isNaN(value)));
}

/** The required fields that are still empty. */
export function missing(schema: JsonSchema, values: Values): string[] {
  const given = filled(values);
  return (schema.required ?? []).filter((name) => !(name in given));
}

/** A name as people write it: "Client id" for clientId. */
export function spoken(name: string): string {
  const text = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .replace(/\b(url|api|id|sas|iam|ssl|tls|sql|http|jdbc|aws|sftp|ftp|ip|uri|json)\b/g, (word) => (word === 'id' ? 'ID' : word.toUpperCase()));
  return text.charAt(0).toUpperCase() + text.slice(1);
}
