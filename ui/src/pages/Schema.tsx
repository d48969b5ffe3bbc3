import '../datasets/dataset.css';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { CATALOG, query, SCHEMA_REGISTRY, type Call } from '../api/client';
import { useGet } from '../api/queries';
import { useMay } from '../api/session';
import type { ById, DataSet, Schema as SchemaNoun } from '../api/types';
import { DeleteSchema } from '../datasets/actions';
import { Fields } from '../datasets/Fields';
import { sum, treeOf } from '../datasets/schemaTree';
import { Bones, PageBones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { Facts } from '../pieces/Facts';
import { count } from '../pieces/format';
import { More } from '../pieces/More';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';

const MOST = 100;

/** A schema: its fields, and the datasets that have its columns. */
export default function Schema() {
  const { schema: id = '' } = useParams();
  const call: Call = { method: 'GET', path: `${SCHEMA_REGISTRY}/tenant/schemas/${encodeURIComponent(id)}`, accept: 'application/vnd.adobe.xed-full-desc+json; version=1' };
  const schema = useGet<SchemaNoun>(call.path, { accept: call.accept ?? '', fresh: 60_000 });
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const may = useMay('manage');
  const tree = useMemo(() => (schema.data ? treeOf(schema.data) : []), [schema.data]);
  if (schema.error) return <Problem error={schema.error} retry={() => void schema.refetch()} />;
  if (!schema.data) return <PageBones />;
  const { $id, title, version } = schema.data;
  const users: Call = { method: 'GET', path: `${CATALOG}/dataSets${query({ 'schemaRef.id': $id, limit: MOST })}` };
  return (
    <>
      <PageHeader
        title={title}
        trail={[['Schemas', '/schemas']]}
        {...(schema.data.description ? { description: schema.data.description } : {})}
        actions={
          <>
            <CopyAsApiCall label="API" calls={[call, users]} />
            <More label="More actions" entries={[may && ['Delete', () => setDeleting(true)]]} />
          </>
        }
      />
      <div className="stack run-page">
        <Facts
          facts={[
            ['Id', <code>{$id}</code>],
            ['Class', <code>{schema.data['meta:class'] ?? '–'}</code>],
            ['Version', version],
            ['Fields, objects not counted', count(sum(tree))],
          ]}
        />
        <Users call={users} />
        <section className="stack-close">
          <h2>Fields</h2>
          <Fields tree={tree} />
        </section>
      </div>
      <DialogContainer onDismiss={() => setDeleting(false)}>{deleting && <DeleteSchema schema={schema.data} onClose={() => setDeleting(false)} onDeleted={() => void navigate('/schemas')} />}</DialogContainer>
    </>
  );
}

/** The datasets that have the columns of a schema. */
function Users({ call }: { call: Call }) {
  const users = useGet<ById<DataSet>>(call.path);
  const all = Object.entries(users.data ?? {});
  return (
    <section className="stack-close">
      <h2>Datasets that have its columns</h2>
      {users.error && <Problem error={users.error} />}
      {users.isPending && <Bones lines={2} />}
      {users.data && all.length === 0 && <p className="quiet">None. It can be chosen when a source is set up, or deleted.</p>}
      {all.length > 0 && (
        <ul className="lines">
          {all.map(([id, { name }]) => (
            <li key={id}>
              <Link to={`/datasets/${id}`}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
