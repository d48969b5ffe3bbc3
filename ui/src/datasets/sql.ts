/** What POST /tributary/query answers. */
export interface SqlResult {
  columns: { name: string; type: string }[];
  rows: unknown[][];
  rowCount: number;
  truncated: boolean;
  milliseconds: number;
  dataSets: { id: string; name: string; table: string }[];
}

/** What can be asked for. */
export interface SqlTable {
  name: string;
  dataSetId: string;
  dataSetName: string;
  columns: { name: string; type: string }[];
}

/** The place that a refusal names, such as (line 2, column 3), as an index into the statement. */
export function placeOfProblem(sql: string, message: string): number | undefined {
  const found = /\(line (\d+), column (\d+)\)/.exec(message);
  if (!found) return undefined;
  const [line, column] = [Number(found[1]), Number(found[2])];
  const before = sql.split('\n').slice(0, line - 1);
  return Math.min(sql.length, before.join('\n').length + (before.length > 0 ? 1 : 0) + column - 1);
}

const NUMERIC = /^(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|U?(TINY|SMALL|BIG|HUGE)INT|UINTEGER|FLOAT|DOUBLE|DECIMAL)/;
const MOST_BARS = 60;

export const isNumeric = (type: string) => NUMERIC.test(type);

/** Bars that can be made of an answer: the first column that is no number names them, the first number is their length. */
export function barsOf(result: SqlResult): { of: string; by: string; bars: { label: string; value: number }[] } | undefined {
  const value = result.columns.findIndex(({ type }) => isNumeric(type));
  const numbers = result.columns.filter(({ type }) => isNumeric(type)).length;
  const name = result.columns.findIndex(({ type }, index) => index !== value && (!isNumeric(type) || numbers > 1) && !/^(STRUCT|MAP)|\[\]$/.test(type));
  if (value < 0 || name < 0 || result.rows.length < 2 || result.rows.length > MOST_BARS) return undefined;
  const bars = result.rows.map((row) => ({ label: row[name] === null || row[name] === '' ? 'empty' : String(row[name]), value: Number(row[value] ?? 0) }));
  if (bars.some((bar) => !Number.isFinite(bar.value) || bar.value < 0)) return undefined;
  return { of: result.columns[value]?.name ?? '', by: result.columns[name]?.name ?? '', bars };
}

const MOST_COLUMNS = 12;

/** A path as SQL writes it: quoted where it has to be. */
const named = (path: string) => path.split('.').map((step) => (/^[a-z_]\w*$/i.test(step) ? step : `"${step.replaceAll('"', '""')}"`)).join('.');

/** Questions that can be asked of any table, as a beginning. */
export function beginnings(table: string, paths: string[]): [name: string, sql: string][] {
  const grouped = paths.find((path) => /country|state|city|status|stage|type/i.test(path)) ?? paths.find((path) => !/(^|\.)_|date|time/i.test(path));
  const dated = paths.find((path) => /date|time/i.test(path));
  return [
    ['First rows', `select ${paths.length === 0 ? '*' : paths.slice(0, MOST_COLUMNS).map(named).join(', ')}\nfrom ${table}\nlimit 100`],
    ['How many', `select count(*) as rows\nfrom ${table}`],
    ...(grouped ? ([['The most frequent', `select ${named(grouped)} as "${grouped}", count(*) as rows\nfrom ${table}\ngroup by all\norder by rows desc\nlimit 20`]] as [string, string][]) : []),
    ...(dated ? ([['By month', `select strftime(try_cast(${named(dated)} as timestamp), '%Y-%m') as month, count(*) as rows\nfrom ${table}\ngroup by all\norder by month`]] as [string, string][]) : []),
    ['What is in each column', `summarize ${table}`],
  ];
}
