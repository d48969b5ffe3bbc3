import type { AuthSpec, Connection, JsonSchema } from '../api/types';
import { filled, type Values } from '../pieces/forms';

/*
 * The API shows secrets masked, and takes the mask back for "as it is". Masks never stand in a field:
 * one that is left empty keeps its secret.
 */

const isSecret = (field: JsonSchema) => field.format === 'password';

/** The names of the secrets that are kept for this way of signing in. */
export function keptSecrets(account: Connection, spec: AuthSpec | undefined): string[] {
  if (account.auth?.specName !== spec?.name) return [];
  const params = account.auth?.params ?? {};
  return Object.entries(spec?.spec.properties ?? {}).flatMap(([name, field]) => (isSecret(field) && params[name] !== undefined ? [name] : []));
}

/** The form's schema, in which kept secrets may be left empty. */
export function editable(schema: JsonSchema, kept: string[]): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, kept.includes(name) ? { ...field, description: 'Kept encrypted. Type another one to replace it.' } : field]);
  return { ...schema, properties: Object.fromEntries(properties), required: (schema.required ?? []).filter((name) => !kept.includes(name)) };
}

/** What can be shown of the credentials that are kept. */
export function shown(account: Connection, kept: string[]): Values {
  return Object.fromEntries(Object.entries(account.auth?.params ?? {}).filter(([name]) => !kept.includes(name)));
}

/** What is sent: the fields as typed, and for each secret that was left alone its mask. */
export function sent(account: Connection, kept: string[], typed: Values): Values {
  const given = filled(typed);
  const masks = kept.filter((name) => !(name in given)).map((name) => [name, account.auth?.params?.[name]]);
  return { ...Object.fromEntries(masks), ...given };
}
