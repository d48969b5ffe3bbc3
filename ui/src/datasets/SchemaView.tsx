import { Popover } from '@react-spectrum/s2/Popover';
import { SearchField } from '@react-spectrum/s2/SearchField';
import { Switch } from '@react-spectrum/s2/Switch';
import Add from '@react-spectrum/s2/icons/Add';
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { SCHEMA_REGISTRY, type Call } from '../api/client';
import { useGet } from '../api/queries';
import type { DataSet, Schema } from '../api/types';
import { Bones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { counted } from '../pieces/format';
import { Problem } from '../pieces/Problem';
import { LabelEditor, LabelList } from './LabelEditor';
import { filledFirst, labelsAt, sum, treeOf, visible, type Node } from './schemaTree';
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
          <h2>{schema.data.title}</h2>
          <p className="quiet">{counted(sum(tree), 'field')} that hold values</p>
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

function Fields({ tree, filled, inherited, keeper }: { tree: Node[]; filled: string[]; inherited: Map<string, string[]>; keeper: ReturnType<typeof useLabels> }) {
  const [search, setSearch] = useState('');
  const [onlyFilled, setOnlyFilled] = useState(false);
  const [toggled, setToggled] = useState<Set<string>>(new Set());
  const has = useMemo(() => new Set(filled.flatMap((path) => path.split('.').map((_, index, steps) => steps.slice(0, index + 1).join('.')))), [filled]);
  // What has values is open from the beginning.
  const isOpen = (node: Node) => has.has(node.path) !== toggled.has(node.path);
  // One popover for all rows: hundreds of them would make typing slow.
  const [labelled, setLabelled] = useState<Node>();
  const at = useRef<Element>(null);
  const word = useDeferredValue(search).toLowerCase().trim();
  const narrowed = word !== '' || onlyFilled;
  const isWanted = (node: Node) => (node.children.length === 0 || word !== '') && (!onlyFilled || has.has(node.path)) && `${node.path} ${node.title ?? ''}`.toLowerCase().includes(word);
  const shown = visible(filledFirst(tree, has), isOpen, narrowed ? isWanted : undefined);
  return (
    <div className="stack-near">
      <div className="schema-tools">
        <SearchField aria-label="Search fields" placeholder="Search fields" value={search} onChange={setSearch} UNSAFE_style={{ width: 260 }} />
        <Switch isSelected={onlyFilled} onChange={setOnlyFilled}>
          Only with values in the sample
        </Switch>
      </div>
      {shown.length === 0 ? (
        <p className="quiet">No field is called that{onlyFilled && ' and has values in the sample'}.</p>
      ) : (
        <div className="rows" tabIndex={0} role="region" aria-label="Fields of the schema">
          <table className="schema-table">
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">Type</th>
                <th scope="col">Meaning</th>
                <th scope="col">Labels</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((node) => (
                <FieldRow
                  key={node.path}
                  node={node}
                  isOpen={narrowed || isOpen(node)}
                  isFixed={narrowed}
                  isFilled={has.has(node.path)}
                  labels={labelsAt(keeper.labels, node.pointer)}
                  label={(labelled, button) => {
                    at.current = button;
                    setLabelled(labelled);
                  }}
                  inherited={inherited.get(node.path) ?? []}
                  toggle={() =>
                    setToggled((before) => {
                      const after = new Set(before);
                      if (!after.delete(node.path)) after.add(node.path);
                      return after;
                    })
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Popover triggerRef={at} isOpen={labelled !== undefined} onOpenChange={(open) => open || setLabelled(undefined)} aria-label={`Labels of ${labelled?.path}`}>
        {labelled && (
          <div className="stack-near">
            <strong>{labelled.path}</strong>
            <LabelEditor of={labelled.path} labels={labelsAt(keeper.labels, labelled.pointer)} pointer={labelled.pointer} keeper={keeper} />
          </div>
        )}
      </Popover>
    </div>
  );
}

function FieldRow({ node, isOpen, isFixed, isFilled, labels, inherited, toggle, label }: { node: Node; isOpen: boolean; isFixed: boolean; isFilled: boolean; labels: string[]; inherited: string[]; toggle: () => void; label: (node: Node, button: Element) => void }) {
  return (
    <tr className={isFilled ? undefined : 'schema-open'}>
      <th scope="row" style={{ paddingInlineStart: 10 + node.depth * 22 }}>
        {node.children.length > 0 ? (
          <button className="schema-toggle" aria-expanded={isOpen} disabled={isFixed} onClick={toggle}>
            <ChevronRight />
            {node.name}
          </button>
        ) : (
          <span className="schema-leaf">{node.name}</span>
        )}
      </th>
      <td>{node.type}</td>
      <td>
        <span className="tags">
          {node.identity && <span className={node.identity.isPrimary ? 'tag tag-first' : 'tag tag-strong'}>{`${node.identity.isPrimary ? 'Primary identity' : 'Identity'}: ${node.identity.namespace}`}</span>}
          {node.isRequired && <span className="tag tag-strong">Required</span>}
          {node.title && node.title.toLowerCase() !== node.name.toLowerCase() && (
            <span className="quiet" title={node.description}>
              {node.title}
            </span>
          )}
        </span>
      </td>
      <td>
        <span className="tags">
          <LabelList labels={labels} />
          {inherited
            .filter((label) => !labels.includes(label))
            .map((label) => (
              <span key={label} className="tag quiet" title="The schema says so">
                {label}
              </span>
            ))}
          <button className="label-button" aria-label={`Labels of ${node.path}`} aria-haspopup="dialog" onClick={(event) => label(node, event.currentTarget)}>
            <Add />
          </button>
        </span>
      </td>
    </tr>
  );
}
