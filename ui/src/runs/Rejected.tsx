import { Button } from '@react-spectrum/s2/Button';
import { useState } from 'react';
import { DATA_ACCESS, headers, refused, type Call } from '../api/client';
import { useGet } from '../api/queries';
import { useHere } from '../api/session';
import type { FileList, RejectedRecord, Row } from '../api/types';
import { Bones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { count, counted } from '../pieces/format';
import { Problem } from '../pieces/Problem';
import { columnsOf, Rows } from '../pieces/Rows';

interface Listed {
  name: string;
  _links: { self: { href: string } };
}

/** The rejected records of a batch: the first hundred at once, and all of them as files. */
export function Rejected({ batch, total, field }: { batch: string; total: number; field: string | undefined }) {
  const path = `${DATA_ACCESS}/batches/${batch}/meta?path=row_errors_sample.json`;
  const sample = useGet<{ data: RejectedRecord[] }>(path);
  const all = sample.data?.data ?? [];
  const rows = field === undefined ? all : all.filter(({ _errors: errors }) => errors.some(({ column }) => column === field));
  return (
    <section className="stack-close" aria-labelledby="rejected">
      <div className="section-head">
        <h2 id="rejected">Rejected records</h2>
        <span className="quiet">
          {all.length < total ? `The first ${count(all.length)} of ${count(total)}` : counted(total, 'record')}
          {field !== undefined && (
            <>
              , of them {count(rows.length)} because of <code>{field}</code>
            </>
          )}
        </span>
        <span className="spring" />
        <Download batch={batch} />
        <CopyAsApiCall calls={[{ method: 'GET', path }, filesOf(batch)]} label="API" />
      </div>
      {sample.error && <Problem error={sample.error} retry={() => void sample.refetch()} />}
      {sample.isPending && <Bones lines={6} height={28} />}
      {rows.length > 0 && <Rows label="Rejected records" rows={rows.map(told)} columns={columnsOf(rows.map(told)).map((column) => ({ ...column, isWide: column.path === 'Why' }))} height={420} />}
      {sample.data && rows.length === 0 && <p className="quiet">None of these is among the first {count(all.length)}. The files have all of them.</p>}
    </section>
  );
}

/** Why and which first, then what was read. */
function told({ _recordId, _errors, ...columns }: RejectedRecord): Row {
  return { Why: _errors.map(({ message }) => message.replace(/; the record was rejected\.$/, '')).join(' · '), Record: _recordId, ...columns };
}

const filesOf = (batch: string): Call => ({ method: 'GET', path: `${DATA_ACCESS}/batches/${batch}/meta?path=row_errors` });

/** Fetches the files one after the other and hands them to the browser as one. */
function Download({ batch }: { batch: string }) {
  const { caller } = useHere();
  const files = useGet<FileList<Listed>>(filesOf(batch).path);
  const [state, setState] = useState<{ done: number } | { error: unknown }>();
  const total = files.data?.data.length ?? 0;
  const download = async () => {
    const parts: Blob[] = [];
    try {
      for (const file of files.data?.data ?? []) {
        setState({ done: parts.length });
        const call: Call = { method: 'GET', path: file._links.self.href };
        const response = await fetch(call.path, { headers: headers(caller, call), credentials: 'same-origin' });
        if (!response.ok) throw refused(response, await response.text(), call);
        parts.push(await response.blob());
      }
      save(new Blob(parts, { type: 'application/x-ndjson' }), `rejected-${batch}.jsonl`);
      setState(undefined);
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <>
      {state && 'error' in state && <Problem title="The files could not be fetched" error={state.error} />}
      <Button variant="secondary" size="S" isDisabled={total === 0} isPending={state !== undefined && 'done' in state} onPress={() => void download()}>
        Download all
      </Button>
    </>
  );
}

function save(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
