import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { SCHEMA_REGISTRY } from '../api/client';
import { useGet } from '../api/queries';
import type { SchemaListed } from '../api/types';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { PageHeader } from '../pieces/PageHeader';

const PATH = `${SCHEMA_REGISTRY}/tenant/schemas`;
const ACCEPT = 'application/vnd.adobe.xed-id+json';

/** The schemas of the organisation. */
export default function Schemas() {
  const schemas = useGet<{ results: SchemaListed[] }>(PATH, { accept: ACCEPT });
  const items = (schemas.data?.results ?? []).map((schema) => ({ ...schema, id: schema['meta:altId'] }));
  const columns: TableColumn<SchemaListed & { id: string }>[] = [
    { key: 'title', name: 'Title', width: '2fr', cell: (schema) => schema.title, text: (schema) => schema.title },
    { key: 'id', name: 'Id', width: '3fr', minWidth: 240, cell: (schema) => <code>{schema.$id}</code> },
    { key: 'version', name: 'Version', width: 110, align: 'end', cell: (schema) => schema.version },
  ];
  return (
    <>
      <PageHeader
        title="Schemas"
        description="What the columns of datasets are called, and what may stand in them."
        actions={<CopyAsApiCall calls={{ method: 'GET', path: PATH, accept: ACCEPT }} label="API" />}
      />
      <DataTable
        label="Schemas"
        columns={columns}
        items={items}
        state={schemas}
        empty={
          <Empty title="No schemas yet" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
            A schema is made while a source is set up, from standard parts or from the source’s own columns.
          </Empty>
        }
      />
    </>
  );
}
