import { useParams } from 'react-router';
import { CATALOG, DATA_ACCESS } from '../api/client';
import { useGet } from '../api/queries';
import type { ById, DataSet as DataSetNoun, Row } from '../api/types';
import { Bones, PageBones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { Empty } from '../pieces/Empty';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { columnsOf, extent, Rows } from '../pieces/Rows';
import { Status } from '../pieces/Status';

/** A dataset and its first rows. */
export default function Dataset() {
  const { dataSet: id = '' } = useParams();
  const path = `${CATALOG}/dataSets/${id}`;
  const preview = `${DATA_ACCESS}/datasets/${id}/preview`;
  const dataSets = useGet<ById<DataSetNoun>>(path);
  const rows = useGet<{ data: Row[] }>(preview);
  const dataSet = dataSets.data?.[id];
  if (dataSets.error) return <Problem error={dataSets.error} />;
  if (!dataSet) return <PageBones />;
  const data = rows.data?.data ?? [];
  const columns = columnsOf(data);
  return (
    <>
      <PageHeader
        title={dataSet.name}
        trail={[['Datasets', '/datasets']]}
        mark={dataSet.lastBatchStatus && <Status of={dataSet.lastBatchStatus} />}
        description={<code>{dataSet.tags?.['adobe/pqs/table']?.[0]}</code>}
        actions={
          <CopyAsApiCall
            label="API"
            calls={[
              { method: 'GET', path },
              { method: 'GET', path: preview },
            ]}
          />
        }
      />
      {rows.error && <Problem error={rows.error} />}
      {rows.isPending && <Bones lines={10} height={28} />}
      {rows.data && data.length === 0 && <Empty title="No rows yet">They land when a flow into this dataset runs.</Empty>}
      {data.length > 0 && (
        <section className="stack">
          <p className="explore-about">
            <strong>First rows</strong>
            <span className="quiet">{extent(data.length, columns.length)}</span>
          </p>
          <Rows label="First rows" rows={data} columns={columns} height="65vh" />
        </section>
      )}
    </>
  );
}
