import { ActionButton } from '@react-spectrum/s2/ActionButton';
import { Button } from '@react-spectrum/s2/Button';
import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl';
import { useRef, useState } from 'react';
import type { Call } from '../api/client';
import { useGet, useSend } from '../api/queries';
import { Bones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { count, counted, duration } from '../pieces/format';
import { Problem } from '../pieces/Problem';
import { Rows } from '../pieces/Rows';
import { barsOf, beginnings, isNumeric, placeOfProblem, type SqlResult, type SqlTable } from './sql';

const QUERY = '/tributary/query';
const LIMIT = 1000;
const LONGEST = 65_536;

/** Asks a dataset, and those beside it, in SQL. */
export function QueryBox({ table, paths }: { table: string; paths: string[] }) {
  const [sql, setSql] = useState(() => sessionStorage.getItem(keyOf(table)) ?? beginnings(table, paths)[0]?.[1] ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  const asked = useSend<SqlResult>([]);
  const call: Call = { method: 'POST', path: QUERY, body: { sql, limit: LIMIT } };
  const write = (text: string) => {
    setSql(text);
    sessionStorage.setItem(keyOf(table), text);
  };
  const ask = (text = sql) => {
    if (text.trim() === '') return;
    asked.mutate({ ...call, body: { sql: text, limit: LIMIT } });
  };
  const place = asked.error ? placeOfProblem((asked.variables?.body as { sql: string }).sql, asked.error.message) : undefined;
  const show = () => {
    area.current?.focus();
    if (place !== undefined) area.current?.setSelectionRange(place, Math.max(place + 1, place + (/^[\w.]+/.exec(sql.slice(place))?.[0].length ?? 1)));
  };
  return (
    <section className="stack">
      <div className="query-ask">
        <div className="stack-near">
          <div className="schema-tools" role="group" aria-label="Beginnings">
            {beginnings(table, paths).map(([name, text]) => (
              <ActionButton
                key={name}
                size="S"
                onPress={() => {
                  write(text);
                  ask(text);
                }}
              >
                {name}
              </ActionButton>
            ))}
          </div>
          <textarea
            ref={area}
            className="query-text"
            aria-label="SQL"
            aria-invalid={asked.error !== null}
            spellCheck={false}
            autoCapitalize="off"
            maxLength={LONGEST}
            rows={Math.min(16, Math.max(6, sql.split('\n').length + 1))}
            value={sql}
            onChange={(event) => write(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask();
            }}
          />
          <div className="form-row">
            <Button variant="accent" isPending={asked.isPending} isDisabled={sql.trim() === ''} onPress={() => ask()}>
              Ask
            </Button>
            <CopyAsApiCall calls={[call, { method: 'GET', path: `${QUERY}/tables` }]} label="API" />
            <span className="quiet">Ctrl and Enter ask, too. DuckDB’s SQL; it only reads. At most {count(LIMIT)} rows are shown, and it is ended after some seconds.</span>
          </div>
        </div>
        <Tables
          insert={(text) => {
            const [from, to] = [area.current?.selectionStart ?? sql.length, area.current?.selectionEnd ?? sql.length];
            write(sql.slice(0, from) + text + sql.slice(to));
            area.current?.focus();
          }}
        />
      </div>
      {asked.error && (
        <Problem title="It was not answered" error={asked.error}>
          {place !== undefined && (
            <ActionButton size="S" onPress={show}>
              Show the place
            </ActionButton>
          )}
        </Problem>
      )}
      {asked.isPending && <Bones lines={6} height={28} />}
      {asked.data && !asked.isPending && <Answer result={asked.data} />}
    </section>
  );
}

const keyOf = (table: string) => `tributary.sql.${window.location.pathname.split('/')[1]}.${table}`;

/** What can be named, to be put into the statement. */
function Tables({ insert }: { insert: (text: string) => void }) {
  const tables = useGet<{ items: SqlTable[] }>(`${QUERY}/tables`, { fresh: 60_000 });
  if (tables.error) return <Problem title="The tables are not known" error={tables.error} />;
  if (tables.isPending) return <Bones lines={5} />;
  return (
    <div className="query-tables" role="region" aria-label="Tables" tabIndex={0}>
      {tables.data.items.map((table) => (
        <details key={table.name}>
          <summary>{table.name}</summary>
          <ul>
            <li>
              <button onClick={() => insert(table.name)}>Name the table</button>
            </li>
            {table.columns.map(({ name, type }) => (
              <li key={name}>
                <button onClick={() => insert(name)}>
                  {name} <small>{type.length > 28 ? `${type.slice(0, 27)}…` : type}</small>
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

function Answer({ result }: { result: SqlResult }) {
  const bars = barsOf(result);
  const [shown, setShown] = useState<'table' | 'chart'>('table');
  const names = new Map<string, number>();
  // Two columns may have the same name: each is its place.
  const columns = result.columns.map(({ name, type }, index) => {
    names.set(name, (names.get(name) ?? 0) + 1);
    return { path: String(index), title: name, type: isNumeric(type) ? 'number' : type.length > 24 ? `${type.slice(0, 23)}…` : type.toLowerCase() };
  });
  const rows = result.rows.map((row) => Object.fromEntries(row.map((value, index) => [String(index), value])));
  return (
    <div className="stack-near" role="status">
      <div className="schema-head">
        <p>
          <strong>{counted(result.rowCount, 'row')}</strong> <span className="quiet">in {duration(result.milliseconds)}{result.truncated && '; there are more, which the limit cut off'}</span>
        </p>
        {bars && (
          <SegmentedControl aria-label="Shown as" selectedKey={shown} onSelectionChange={(key) => setShown(key as 'table' | 'chart')}>
            <SegmentedControlItem id="table">Table</SegmentedControlItem>
            <SegmentedControlItem id="chart">Chart</SegmentedControlItem>
          </SegmentedControl>
        )}
      </div>
      {bars && shown === 'chart' ? <Bars {...bars} /> : rows.length > 0 && <Rows label="Answer" rows={rows} columns={columns} height="60vh" />}
    </div>
  );
}

/** One bar for each row. */
function Bars({ of, by, bars }: NonNullable<ReturnType<typeof barsOf>>) {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  return (
    <figure className="query-bars">
      <figcaption className="quiet">
        {of} by {by}
      </figcaption>
      <ul>
        {bars.map(({ label, value }, index) => (
          <li key={index}>
            <span title={label}>{label}</span>
            <span className="query-bar" style={{ inlineSize: `${(value / most) * 100}%` }} />
            <span className="figure">{count(Math.round(value * 100) / 100)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
