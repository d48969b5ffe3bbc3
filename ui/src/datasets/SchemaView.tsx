import { useMemo } from 'react';
import { Link } from 'react-router';
import { SCHEMA_REGISTRY, type Call } from '../api/client';
import { useGet } from '../api/queries';
import type { DataSet, Schema } from '../api/types';
import { Bones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { counted } from '../pieces/format';
import { Problem } from '../pieces/Problem';
import { Fields } from './Fields';
import { LabelEditor } from './LabelEditor';
import { sum, treeOf } from './schemaTree';
import { useLabels } from './useLabels';

/** The fields of a data set: types, what identifies, what must be there, and how each may be used. */
export function SchemaView({ id, dataSet, filled }: { id: string; dataSet: DataSet; filled: string[] }) {
  const call: Call = { method: 'GET', path: `${SCHEMA_REGISTRY}/tenant/schemas/${encodeURIComponent(dataSet.schemaRef?.id ?? '')}`, accept: 'application/vnd.adobe.xed-full-desc+json; version=1' };
  const schema = useGet<Schema>(call.path, { accept: call.accept ?? '', fresh: 60_000 });
  const keeper = useLabels(id, dataSet);
  const tree = useMemo(() => (schema.data ? treeOf(schema.data) : []), [schema.data]);
  if (schema.error) return <Problem error={schema.error} retry={() => void schema.refetch()} />;
  if (schema.isPending) return <Bones lines={10} height={28} />;
  return (
    <section className="stack">
      <div className="schema-head">
        <div>
          <h2>
            <Link to={`/schemas/${encodeURIComponent(schema.data['meta:altId'])}`}>{schema.data.title}</Link>
          </h2>
          <p className="quiet">{counted(sum(tree), 'field')}, objects not counted</p>
        </div>
        <CopyAsApiCall calls={[call, ...keeper.calls]} label="API" />
      </div>
      <div className="stack-near">
        <h3>Labels of the dataset</h3>
        <p className="quiet">Values of what is labelled are quoted in no warning, and kept in no rejected record.</p>
        <LabelEditor of="the dataset" labels={keeper.labels?.labels ?? []} keeper={keeper} />
      </div>
      <Fields tree={tree} filled={filled} inherited={new Map(dataSet.fieldLabels?.map(({ field, labels }) => [field, labels]))} keeper={keeper} />
    </section>
  );
}
