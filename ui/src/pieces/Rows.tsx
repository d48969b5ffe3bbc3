import type { Row } from '../api/types';
import { count } from './format';

/** A column of {@link Rows}; nested values are reached by a dotted path. */
export interface RowColumn {
  path: string;
  type?: string;
  title?: string;
  /** Whether it is a sentence, which needs more room. */
  isWide?: boolean;
}

const at = (row: Row, path: string): unknown => (path in row ? row[path] : path.split('.').reduce<unknown>((value, step) => (value as Row | undefined)?.[step], row));

const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The leaves of nested rows, in the order in which they first appear. */
export function columnsOf(rows: Row[]): RowColumn[] {
  const paths = new Set<string>();
  const collect = (value: Row, prefix: string) => {
    for (const [name, child] of Object.entries(value)) isObject(child) ? collect(child, `${prefix}${name}.`) : paths.add(prefix + name);
  };
  rows.forEach((row) => collect(row, ''));
  return [...paths].map((path) => ({ path }));
}

/** Sample rows as a table that scrolls in both directions under a head that stays. */
export function Rows({ label, rows, columns = columnsOf(rows), height }: { label: string; rows: Row[]; columns?: RowColumn[]; height?: number | string }) {
  return (
    <div className="rows" tabIndex={0} role="region" aria-label={label} style={{ maxHeight: height }}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="rows-number">
              <span className="unseen">Row</span>
            </th>
            {columns.map((column) => (
              <th key={column.path} scope="col" className={isNumeric(column, rows) ? 'rows-figure' : undefined}>
                {column.title ?? column.path}
                {column.type && <small>{column.type}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td className="rows-number">{index + 1}</td>
              {columns.map((column) => (
                <Value key={column.path} value={at(row, column.path)} isFigure={isNumeric(column, rows)} isWide={column.isWide ?? false} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isNumeric = (column: RowColumn, rows: Row[]) =>
  column.type === 'number' || column.type === 'integer' || (column.type === undefined && typeof rows.map((row) => at(row, column.path)).find((value) => value !== null && value !== undefined) === 'number');

function Value({ value, isFigure, isWide }: { value: unknown; isFigure: boolean; isWide: boolean }) {
  if (value === null || value === undefined || value === '') {
    return (
      <td className="rows-none">
        <span aria-label="empty">–</span>
      </td>
    );
  }
  const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return (
    <td className={isFigure ? 'rows-figure' : isWide ? 'rows-wide' : undefined} title={text.length > 40 ? text : undefined}>
      {text}
    </td>
  );
}

/** "100 rows, 53 columns". */
export const extent = (rows: number, columns: number) => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}, ${count(columns)} ${columns === 1 ? 'column' : 'columns'}`;
