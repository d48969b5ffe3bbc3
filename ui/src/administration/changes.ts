import type { Row } from '../api/types';

/** One field before and after a change; undefined where it was not there. */
export interface Change {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** The fields in which two documents differ, by dotted path. */
export function changesOf(before: Row | null | undefined, after: Row | null | undefined): Change[] {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .sort()
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }));
}

/** Leaves by path; lists are leaves. */
function flat(value: Row | null | undefined, prefix = '', found = new Map<string, string>()): Map<string, string> {
  for (const [name, child] of Object.entries(value ?? {})) {
    if (typeof child === 'object' && child !== null && !Array.isArray(child)) flat(child as Row, `${prefix}${name}.`, found);
    else if (child !== null && child !== undefined) found.set(prefix + name, typeof child === 'string' ? child : JSON.stringify(child));
  }
  return found;
}
