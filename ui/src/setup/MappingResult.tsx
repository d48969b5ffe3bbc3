import type { ApiError } from '../api/client';
import type { MappingPreview } from '../api/types';
import { counted } from '../pieces/format';
import { Problem } from '../pieces/Problem';
import { Rows } from '../pieces/Rows';

/** Rows of the sample that are tried at most. */
export const ROWS = 20;

/** What would land, made by the service from the sample rows. */
export function MappingResult({ preview, sample, isPossible }: { preview: { data: MappingPreview | undefined; error: ApiError | null; isFetching: boolean }; sample: number; isPossible: boolean }) {
  const rows = preview.data?.data ?? [];
  const errors = preview.data?.errors ?? [];
  return (
    <section className="result" aria-busy={preview.isFetching}>
      <h3>What would land</h3>
      <p className="quiet">
        {sample === 0
          ? 'The source gave no rows to try it with.'
          : !isPossible
            ? 'Once the problems above are solved, sample rows are shown here as they would land.'
            : `The first ${Math.min(ROWS, sample)} rows of the sample, mapped by the service. Nothing is stored.`}
        {errors.length > 0 && ` ${counted(errors.length, 'value')} would be lost; the lines above say which.`}
      </p>
      {preview.error && <Problem error={preview.error} title="The sample cannot be mapped" />}
      {rows.length > 0 && <Rows label="Rows as they would land" rows={rows} height={320} />}
    </section>
  );
}
