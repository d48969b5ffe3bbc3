import { ActionButton } from '@react-spectrum/s2/ActionButton';
import { useSearchParams } from 'react-router';
import { DATA_ACCESS, query, type Call } from '../api/client';
import { useGet } from '../api/queries';
import type { Row } from '../api/types';
import { Bones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { Empty } from '../pieces/Empty';
import { count, counted } from '../pieces/format';
import { Problem } from '../pieces/Problem';
import { columnsOf, Rows } from '../pieces/Rows';

const PAGE = 100;

/** Some rows of a data set, from one on. */
export const previewOf = (id: string, start = 0): Call => ({ method: 'GET', path: `${DATA_ACCESS}/datasets/${id}/preview${query(start > 0 ? { start, limit: PAGE } : {})}` });

/** The rows of a data set, a hundred at a time. */
export function SampleRows({ id }: { id: string }) {
  const [parameters, setParameters] = useSearchParams();
  const start = Math.max(0, Number(parameters.get('from') ?? 0) || 0);
  const call = previewOf(id, start);
  const rows = useGet<{ data: Row[] }>(call.path);
  const go = (to: number) => setParameters(to <= 0 ? {} : { from: String(to) });
  if (rows.error) return <Problem error={rows.error} retry={() => void rows.refetch()} />;
  if (rows.isPending) return <Bones lines={10} height={28} />;
  const { data } = rows.data;
  if (data.length === 0 && start === 0) return <Empty title="No rows yet">They land when a flow into this dataset runs.</Empty>;
  const columns = columnsOf(data);
  return (
    <section className="stack-near">
      <div className="schema-head">
        <p>
          <strong>{data.length === 0 ? 'No more rows' : `Rows ${count(start + 1)} to ${count(start + data.length)}`}</strong> <span className="quiet">{data.length > 0 && `with values in ${counted(columns.length, 'column')}`}</span>
        </p>
        <span className="pager">
          <ActionButton size="S" isDisabled={start === 0} onPress={() => go(start - PAGE)}>
            Previous
          </ActionButton>
          <ActionButton size="S" isDisabled={data.length < PAGE} onPress={() => go(start + PAGE)}>
            Next
          </ActionButton>
          <CopyAsApiCall calls={call} label="API" />
        </span>
      </div>
      {data.length > 0 && <Rows label="First rows" rows={data} columns={columns} height="65vh" />}
    </section>
  );
}
