import '../datasets/dataset.css';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { CATALOG } from '../api/client';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import type { Batch, ById, DataSet as DataSetNoun, Row } from '../api/types';
import { DeleteDataSet, useFlowsInto } from '../datasets/actions';
import { DescribeDialog } from '../datasets/DescribeDialog';
import { Elsewhere } from '../datasets/Elsewhere';
import { batchesOf, Landings, MOST } from '../datasets/Landings';
import { QueryBox } from '../datasets/QueryBox';
import { previewOf, SampleRows } from '../datasets/SampleRows';
import { SchemaView } from '../datasets/SchemaView';
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
            <CopyAsApiCall label="API" calls={[{ method: 'GET', path }, previewOf(id), batchesOf(id)]} />
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
        {shown === 'history' && <Landings id={id} />}
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

/** How much came, and when. */
function Sums({ id }: { id: string }) {
  const batches = useGet<ById<Batch>>(batchesOf(id).path, { every: 10_000 });
  const now = useNow();
  const all = Object.values(batches.data ?? {});
  const landed = all.filter((batch) => batch.status === 'success');
  const last = landed[0];
  const total = (of: (batch: Batch) => number | undefined) => all.reduce((sum, batch) => sum + (of(batch) ?? 0), 0);
  const known = batches.data !== undefined;
  const of = all.length < MOST ? '' : `, last ${MOST} runs`;
  return (
    <Figures
      facts={[
        [`Records landed${of}`, known ? count(total((batch) => batch.recordCount)) : '–'],
        [`Rejected${of}`, known ? count(total((batch) => batch.failedRecordCount)) : '–'],
        [`Written${of}`, known ? bytes(total((batch) => batch.size)) : '–'],
        [`Runs that landed${of && `, of ${MOST}`}`, known ? count(landed.length) : '–'],
        ['Last landed', last ? ago(last.completed ?? last.created, now) : '–'],
      ]}
    />
  );
}
