import '../datasets/dataset.css';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { CATALOG, type Call } from '../api/client';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import type { ById, DataSet as DataSetNoun, Row } from '../api/types';
import { DeleteDataSet, useFlowsInto } from '../datasets/actions';
import { DescribeDialog } from '../datasets/DescribeDialog';
import { Elsewhere } from '../datasets/Elsewhere';
import { QueryBox } from '../datasets/QueryBox';
import { previewOf, SampleRows } from '../datasets/SampleRows';
import { SchemaView } from '../datasets/SchemaView';
import { Timeline } from '../datasets/Timeline';
import { PageBones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { ago, bytes, count } from '../pieces/format';
import { More } from '../pieces/More';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { columnsOf } from '../pieces/Rows';
import { Figures } from '../pieces/RunProgress';
import { Sections, useShown } from '../pieces/Sections';
import { Status } from '../pieces/Status';
import { useNow } from '../pieces/Times';

const SECTIONS: [string, string][] = [
  ['rows', 'Rows'],
  ['schema', 'Schema and labels'],
  ['query', 'Ask in SQL'],
  ['history', 'History'],
  ['elsewhere', 'Other engines'],
];

/** A dataset: its rows, what its fields mean, what came when, and how others read it. */
export default function Dataset() {
  const { dataSet: id = '' } = useParams();
  const path = `${CATALOG}/dataSets/${id}`;
  const dataSets = useGet<ById<DataSetNoun>>(path);
  const rows = useGet<{ data: Row[] }>(previewOf(id).path);
  const shown = useShown(SECTIONS);
  const may = useMay('manage');
  const [asked, setAsked] = useState<'edit' | 'delete'>();
  const navigate = useNavigate();
  const dataSet = dataSets.data?.[id];
  if (dataSets.error) return <Problem error={dataSets.error} />;
  if (!dataSet) return <PageBones />;
  const table = dataSet.tags?.['adobe/pqs/table']?.[0];
  const filled = columnsOf(rows.data?.data ?? []).map((column) => column.path);
  return (
    <>
      <PageHeader
        title={dataSet.name}
        trail={[['Datasets', '/datasets']]}
        mark={dataSet.lastBatchStatus && <Status of={dataSet.lastBatchStatus} />}
        description={
          <>
            {dataSet.description && (
              <>
                {dataSet.description}
                <br />
              </>
            )}
            Table <code>{table}</code>
            <FilledBy id={id} />
          </>
        }
        actions={
          <>
            <CopyAsApiCall label="API" calls={[{ method: 'GET', path }, previewOf(id), statisticsOf(id)]} />
            <More
              label="More actions"
              entries={[
                may && ['Edit name and description', () => setAsked('edit')],
                may && ['Delete', () => setAsked('delete')],
              ]}
            />
          </>
        }
      />
      <div className="stack">
        <Sums id={id} />
        <Sections label="Of this dataset" sections={SECTIONS} />
        {shown === 'rows' && <SampleRows id={id} />}
        {shown === 'schema' && <SchemaView id={id} dataSet={dataSet} filled={filled} />}
        {shown === 'query' && table && <QueryBox table={table} paths={filled} />}
        {shown === 'history' && <Timeline id={id} />}
        {shown === 'elsewhere' && <Elsewhere folder={dataSet.basePath ?? ''} />}
      </div>
      <DialogContainer onDismiss={() => setAsked(undefined)}>
        {asked === 'edit' && <DescribeDialog id={id} dataSet={dataSet} onClose={() => setAsked(undefined)} />}
        {asked === 'delete' && <DeleteDataSet dataSet={{ id, name: dataSet.name }} onClose={() => setAsked(undefined)} onDeleted={() => void navigate('/datasets')} />}
      </DialogContainer>
    </>
  );
}

/** The flows that land here. */
function FilledBy({ id }: { id: string }) {
  const filling = useFlowsInto(id).flows?.filter((flow) => flow.state !== 'draft');
  return filling?.map((flow, index) => (
    <span key={flow.id}>
      {index === 0 ? ', filled by ' : ', '}
      <Link to={`/flows/${flow.id}`}>{flow.name ?? flow.id}</Link>
    </span>
  ));
}

/** What the table holds, and since when. */
interface Statistics {
  rows: number;
  bytes: number;
  files: number;
  rejectedRows: number;
  lastLandedAt?: number;
  newestChangeAt?: number;
}

const statisticsOf = (id: string): Call => ({ method: 'GET', path: `/tributary/dataSets/${id}/statistics` });

/** How much there is, and how fresh it is. */
function Sums({ id }: { id: string }) {
  const { data } = useGet<Statistics>(statisticsOf(id).path, { every: 10_000 });
  const now = useNow();
  const since = (at: number | undefined) => (at === undefined ? '–' : ago(at, now));
  return (
    <Figures
      facts={[
        ['Rows', count(data?.rows)],
        ['Size', bytes(data?.bytes)],
        ['Files', count(data?.files)],
        ['Rejected records', count(data?.rejectedRows)],
        ['Last landed', since(data?.lastLandedAt)],
        ['Newest change at the source', since(data?.newestChangeAt)],
      ]}
    />
  );
}
