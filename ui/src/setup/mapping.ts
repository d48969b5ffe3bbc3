import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { DATA_PREP, send, type ApiError, type Call } from '../api/client';
import { useHere } from '../api/session';
import type { Column, MappingPreview, MappingSet, Row, Verdict } from '../api/types';
import { columnType, type Field, type FieldType } from './fields';
import { identifies, suggest } from './suggest';

/** A line of the mapping as it is edited; one without a destination maps nothing yet. */
export interface Line {
  key: string;
  /** A column of the source, or a calculation. */
  source: string;
  destination: string;
}

export interface Draftable {
  columns: Column[];
  sample: Row[];
  fields: Field[];
}

export const isColumn = (columns: Column[], source: string) => columns.some((column) => column.name === source);

/** A column as expressions write it. */
export const reference = (column: string) => (/^[A-Za-z_$][\w$]*$/.test(column) ? column : `\${${column}}`);

let made = 0;
export const newLine = (source = '', destination = ''): Line => ({ key: `line-${(made += 1)}`, source, destination });

/** One line for every column, with what a stored set, or else a guess, says where it goes; calculations follow. */
export function linesOf({ columns, fields }: Draftable, set: MappingSet | undefined): Line[] {
  if (!set) return suggested(columns, fields);
  const rules = set.mappings.map((rule) => newLine(rule.source ?? rule.sourceAttribute ?? '', rule.destination ?? rule.destinationXdmPath ?? ''));
  const used = new Set(rules.map((rule) => rule.source));
  const rest = columns.filter((column) => !used.has(column.name)).map((column) => newLine(column.name));
  const order = new Map(columns.map((column, index) => [column.name, index]));
  return [...rules, ...rest].sort((a, b) => (order.get(a.source) ?? columns.length) - (order.get(b.source) ?? columns.length));
}

export function suggested(columns: Column[], fields: Field[]): Line[] {
  const guesses = suggest(columns, fields);
  const lines = columns.map((column) => newLine(column.name, guesses.get(column.name) ?? ''));
  const unidentified = fields.some(({ path }) => path === '_id') && !lines.some(({ destination }) => destination === '_id');
  const id = unidentified ? columns.find(identifies) : undefined;
  return id ? [newLine(id.name, '_id'), ...lines] : lines;
}

/** The set that the lines make. */
export function setOf(lines: Line[], columns: Column[], schema: string): MappingSet {
  return {
    version: 0,
    outputSchema: { schemaRef: { id: schema, contentType: 'application/vnd.adobe.xed-full+json;version=1' } },
    mappings: lines.filter(isRule).map(({ source, destination }) => ({
      sourceType: isColumn(columns, source) ? 'ATTRIBUTE' : 'EXPRESSION',
      source,
      destination,
    })),
  };
}

export const isRule = (line: Line) => line.source.trim() !== '' && line.destination !== '';

/** A value that follows another one only when that has been still for a while. */
export function useStill<T>(value: T, millis = 350): T {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), millis);
    return () => clearTimeout(timer);
  }, [value, millis]);
  return still;
}

/** What is wrong with a line, and on which side of it. Some values of the sample that do not fit are no more than a warning. */
export interface Wrong {
  side: 'source' | 'destination';
  text: string;
  isWarning?: boolean;
}

/** What is wrong with the lines by the sample: where values would be lost. */
export function losses(lines: Line[], preview: MappingPreview | undefined, rows: number): Map<string, Wrong> {
  const found = new Map<string, Wrong>();
  for (const line of lines.filter(isRule)) {
    const lost = preview?.errors.filter(({ destination }) => destination === line.destination) ?? [];
    const [first] = lost;
    if (!first) continue;
    // What is wrong whichever row is mapped is told once, and not of a row.
    if (first.record === undefined) found.set(line.key, { side: about(first.exception, line), isWarning: true, text: first.exception });
    else found.set(line.key, { side: 'destination', isWarning: true, text: `${lost.length} of ${rows} sample rows: ${first.exception}` });
  }
  return found;
}

/** Asks the service what it thinks of the lines. The answer is keyed by line. */
export function useVerdicts(lines: Line[], columns: Column[], schema: string) {
  const { caller } = useHere();
  const still = useStill(lines);
  const set = setOf(still, columns, schema);
  const call: Call = { method: 'POST', path: `${DATA_PREP}/mappingSets/validate`, body: set };
  const answer = useQuery<{ validationResponse: Verdict[] }, ApiError>({
    queryKey: [caller.sandbox, call.path, set],
    queryFn: ({ signal }) => send(caller, call, signal),
    enabled: set.mappings.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const wrong = new Map<string, Wrong>();
  if (!answer.isPlaceholderData) {
    const rules = still.filter(isRule);
    answer.data?.validationResponse.forEach((verdict, index) => {
      const [error] = verdict.errors;
      const line = rules[index];
      if (verdict.status !== 'FAILED' || !error || !line) return;
      wrong.set(line.key, { side: about(error.exception, line), text: error.exception });
    });
  }
  return { wrong, error: answer.error, isChecking: answer.isFetching || still !== lines };
}

/** A message that speaks of the destination belongs under it, any other under the source. */
function about(message: string, line: Line): Wrong['side'] {
  const ofDestination = /destination|target|schema|mapped (twice|more)/i.test(message) || message.includes(`'${line.destination}'`);
  return ofDestination ? 'destination' : 'source';
}

/** What the lines make of sample rows. */
export function usePreview(lines: Line[], { columns, sample }: Draftable, schema: string, rows: number, enabled: boolean) {
  const { caller } = useHere();
  const set = setOf(useStill(lines), columns, schema);
  // Every column is named in every row, so that one that is empty throughout is known too.
  const whole = sample.slice(0, rows).map((row) => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])));
  const body = { data: whole, mappingSet: set };
  return useQuery<MappingPreview, ApiError>({
    queryKey: [caller.sandbox, `${DATA_PREP}/mappingSets/preview`, set, rows],
    queryFn: ({ signal }) => send(caller, { method: 'POST', path: `${DATA_PREP}/mappingSets/preview`, body }, signal),
    enabled: enabled && set.mappings.length > 0 && sample.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** Whether a column's values stand in a field without a calculation; dates and numbers turn into text by themselves. */
export function fitsPlainly(column: FieldType, field: FieldType): boolean {
  const same = column === field || field === 'text';
  return same || (column === 'integer' && field === 'number') || (column === 'number' && field === 'integer') || (column === 'date' && field === 'date-time') || (column === 'date-time' && field === 'date');
}

export const typeOf = (columns: Column[], source: string): FieldType | undefined => {
  const column = columns.find(({ name }) => name === source);
  return column && columnType(column);
};

/** Lines that were not saved yet, kept in this browser for when one comes back to the same table and dataset. */
export const kept = {
  key: (...of: string[]) => `tributary.mapping.${of.join('.')}`,
  read(key: string): Line[] | undefined {
    try {
      const lines = JSON.parse(localStorage.getItem(key) ?? 'null') as Line[] | null;
      return lines?.map(({ source, destination }) => newLine(String(source), String(destination)));
    } catch {
      return undefined;
    }
  },
  write: (key: string, lines: Line[]) => localStorage.setItem(key, JSON.stringify(lines)),
  drop: (key: string) => localStorage.removeItem(key),
};
