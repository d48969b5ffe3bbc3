import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { CATALOG } from '../api/client';
import { useDataSets } from '../api/queries';
import { useMay } from '../api/session';
import type { DataSet } from '../api/types';
import { DeleteDataSet } from '../datasets/actions';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { Only, Search, sorted, Toolbar, useFilters, useSearched } from '../pieces/filters';
import { More } from '../pieces/More';
import { NoneFound } from '../pieces/NoneFound';
import { PageHeader } from '../pieces/PageHeader';
import { Status } from '../pieces/Status';
import { Ago } from '../pieces/Times';

type Listed = DataSet & { id: string };

const table = (dataSet: Listed) => dataSet.tags?.['adobe/pqs/table']?.[0];
const BATCHES: [string, string][] = [
  ['success', 'Success'],
  ['failed', 'Failed'],
];

/** The tables in which records land. */
export default function Datasets() {
  const navigate = useNavigate();
  const [orderby, setOrderby] = useState('-created');
  const [deleted, setDeleted] = useState<Listed>();
  const filters = useFilters();
  const may = useMay('manage');
  const dataSets = useDataSets();
  const last = filters.get('last');
  const found = useSearched(dataSets.data ?? [], (dataSet) => `${dataSet.name} ${dataSet.description ?? ''} ${table(dataSet) ?? ''} ${dataSet.id}`, filters).filter((dataSet) => last === undefined || dataSet.lastBatchStatus === last);
  const items = sorted(found, orderby, (dataSet, field) => (field === 'name' ? dataSet.name : field === 'updated' ? dataSet.updated : dataSet.created));
  const columns: TableColumn<Listed>[] = [
    { key: 'name', name: 'Name', width: '2fr', minWidth: 180, sort: 'name', cell: (dataSet) => dataSet.name, text: (dataSet) => dataSet.name },
    { key: 'table', name: 'Table', room: 'some', minWidth: 160, cell: (dataSet) => <code>{table(dataSet) ?? '–'}</code> },
    { key: 'status', name: 'Last batch', width: 130, cell: (dataSet) => <Status of={dataSet.lastBatchStatus} /> },
    { key: 'updated', name: 'Changed', room: 'some', width: 140, sort: 'updated', cell: (dataSet) => <Ago at={dataSet.updated} /> },
    { key: 'created', name: 'Created', room: 'much', width: 140, sort: 'created', cell: (dataSet) => <Ago at={dataSet.created} /> },
    {
      key: 'more',
      name: 'Actions',
      isNameless: true,
      width: 72,
      minWidth: 72,
      align: 'end',
      cell: (dataSet) => (
        <More
          label={`Actions for ${dataSet.name}`}
          entries={[
            ['See the data', () => void navigate(`/datasets/${dataSet.id}`)],
            may && ['Delete', () => setDeleted(dataSet)],
          ]}
        />
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title="Datasets"
        description="Open Iceberg tables with a schema, which any engine can read."
        actions={<CopyAsApiCall calls={{ method: 'GET', path: `${CATALOG}/dataSets` }} label="API" />}
      />
      {(dataSets.data?.length ?? 0) > 0 && (
        <Toolbar>
          <Search filters={filters} noun="datasets" />
          <Only filters={filters} name="last" label="Last batch" options={BATCHES} />
        </Toolbar>
      )}
      <DataTable
        label="Datasets"
        columns={columns}
        items={items}
        state={dataSets}
        orderby={orderby}
        onOrderby={setOrderby}
        href={(dataSet) => `/datasets/${dataSet.id}`}
        empty={
          filters.isAny ? (
            <NoneFound filters={filters} />
          ) : (
            <Empty title="No datasets yet" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
              A dataset is made while a source is set up, and is filled by its flows.
            </Empty>
          )
        }
      />
      <DialogContainer onDismiss={() => setDeleted(undefined)}>{deleted && <DeleteDataSet dataSet={deleted} onClose={() => setDeleted(undefined)} />}</DialogContainer>
    </>
  );
}
