import { Problem } from '../pieces/Problem';
import { columnsOf, Rows } from '../pieces/Rows';
import { counted } from '../pieces/format';
import { usePreview, type Draftable, type Line } from './mapping';

const ROWS = 20;

/** What would land, made by the service from the sample rows. */
export function MappingResult({ lines, both, schema, enabled }: { lines: Line[]; both: Draftable; schema: string; enabled: boolean }) {
  const preview = usePreview(lines, both, schema, ROWS, enabled);
  const rows = preview.data?.data ?? [];
  const errors = preview.data?.errors ?? [];
  return (
    <section className="result" aria-busy={preview.isFetching}>
      <h3>What would land</h3>
      <p className="quiet">
        {both.sample.length === 0
          ? 'The source gave no rows to try it with.'
          : !enabled
            ? 'Once the problems above are solved, sample rows are shown here as they would land.'
            : `The first ${Math.min(ROWS, both.sample.length)} rows of the sample, mapped by the service. Nothing is stored.`}
      </p>
      {preview.error && <Problem error={preview.error} title="The sample cannot be mapped" />}
      {errors.length > 0 && (
        <details className="remark">
          <summary>{counted(errors.length, 'value')} of the sample would not land</summary>
          <ul>
            {errors.slice(0, 20).map((error, index) => (
              <li key={index}>
                <code>{error.destination}</code> {error.exception}
              </li>
            ))}
          </ul>
        </details>
      )}
      {rows.length > 0 && <Rows label="Rows as they would land" rows={rows} columns={columnsOf(rows)} height={320} />}
    </section>
  );
}
