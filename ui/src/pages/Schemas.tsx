import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useState } from 'react';
import { SCHEMA_REGISTRY } from '../api/client';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import type { SchemaListed } from '../api/types';
import { DeleteSchema } from '../datasets/actions';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { DataTable, type TableColumn } from '../pieces/DataTable';
import { Empty } from '../pieces/Empty';
import { Search, sorted, Toolbar, useFilters, useSearched } from '../pieces/filters';
import { More } from '../pieces/More';
import { NoneFound } from '../pieces/NoneFound';
import { PageHeader } from '../pieces/PageHeader';

const PATH = `${SCHEMA_REGISTRY}/tenant/schemas`;
const ACCEPT = 'application/vnd.adobe.xed-id+json';

type Listed = SchemaListed & { id: string };

/** The schemas of the organisation. */
export default function Schemas() {
  const [orderby, setOrderby] = useState('title');
  const [deleted, setDeleted] = useState<Listed>();
  const filters = useFilters();
  const may = useMay('manage');
  const schemas = useGet<{ results: SchemaListed[] }>(PATH, { accept: ACCEPT });
  const all = (schemas.data?.results ?? []).map((schema) => ({ ...schema, id: schema['meta:altId'] }));
  const items = sorted(useSearched(all, (schema) => `${schema.title} ${schema.$id}`, filters), orderby, (schema) => schema.title);
  const columns: TableColumn<Listed>[] = [
    { key: 'title', name: 'Title', width: '2fr', minWidth: 180, sort: 'title', cell: (schema) => schema.title, text: (schema) => schema.title },
    { key: 'id', name: 'Id', room: 'some', width: '3fr', minWidth: 240, cell: (schema) => <code>{schema.$id}</code> },
    { key: 'version', name: 'Version', room: 'some', width: 110, align: 'end', cell: (schema) => schema.version },
    {
      key: 'more',
      name: 'Actions',
      isNameless: true,
      width: 72,
      minWidth: 72,
      align: 'end',
      cell: (schema) => <More label={`Actions for ${schema.title}`} entries={[may && ['Delete', () => setDeleted(schema)]]} />,
    },
  ];
  return (
    <>
      <PageHeader
        title="Schemas"
        description="What the columns of datasets are called, and what may stand in them."
        actions={<CopyAsApiCall calls={{ method: 'GET', path: PATH, accept: ACCEPT }} label="API" />}
      />
      {all.length > 0 && (
        <Toolbar>
          <Search filters={filters} noun="schemas" />
        </Toolbar>
      )}
      <DataTable
        label="Schemas"
        columns={columns}
        items={items}
        state={schemas}
        href={(schema) => `/schemas/${encodeURIComponent(schema.id)}`}
        orderby={orderby}
        onOrderby={setOrderby}
        empty={
          filters.isAny ? (
            <NoneFound filters={filters} />
          ) : (
            <Empty title="No schemas yet" action={<LinkButton variant="accent" href="/sources">Choose a source</LinkButton>}>
              A schema is made while a source is set up, from standard parts or from the source’s own columns.
            </Empty>
          )
        }
      />
      <DialogContainer onDismiss={() => setDeleted(undefined)}>{deleted && <DeleteSchema schema={deleted} onClose={() => setDeleted(undefined)} />}</DialogContainer>
    </>
  );
}
