import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { CATALOG } from '../api/client';
import { useDataSets } from '../api/queries';
import type { DataSet } from '../api/types';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { PageHeader } from '../pieces/PageHeader';
import { Status } from '../pieces/Status';
import { Ago } from '../pieces/Times';

type Listed = DataSet & { id: string };

/** The tables in which records land. */
export default function Datasets() {
  const dataSets = useDataSets();
  const columns: TableColumn<Listed>[] = [
    { key: 'name', name: 'Name', width: '2fr', minWidth: 180, cell: (dataSet) => dataSet.name, text: (dataSet) => dataSet.name },
    { key: 'table', name: 'Table', minWidth: 160, cell: (dataSet) => <code>{dataSet.tags?.['adobe/pqs/table']?.[0] ?? '–'}</code> },
    { key: 'status', name: 'Last batch', width: 160, cell: (dataSet) => <Status of={dataSet.lastBatchStatus} /> },
    { key: 'updated', name: 'Changed', width: 160, cell: (dataSet) => <Ago at={dataSet.updated} /> },
  ];
  return (
    <>
      <PageHeader
        title="Datasets"
        description="Open Iceberg tables with a schema, which any engine can read."
        actions={<CopyAsApiCall calls={{ method: 'GET', path: `${CATALOG}/dataSets` }} label="API" />}
      />
      <DataTable
        label="Datasets"
        columns={columns}
        items={dataSets.data ?? []}
        state={dataSets}
        href={(dataSet) => `/datasets/${dataSet.id}`}
        empty={
          <Empty title="No datasets yet" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
            A dataset is made while a source is set up, and is filled by its flows.
          </Empty>
        }
      />
    </>
  );
}
