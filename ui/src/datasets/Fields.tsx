import { Popover } from '@react-spectrum/s2/Popover';
import { SearchField } from '@react-spectrum/s2/SearchField';
import { Switch } from '@react-spectrum/s2/Switch';
import Add from '@react-spectrum/s2/icons/Add';
import ChevronRight from '@react-spectrum/s2/icons/ChevronRight';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { LabelEditor, LabelList } from './LabelEditor';
import { filledFirst, labelsAt, visible, type Node } from './schemaTree';
import type { useLabels } from './useLabels';

const NONE: string[] = [];

/** The fields of a schema as a tree that opens; with the labels of a data set where there is a keeper of them. */
export function Fields({ tree, filled = NONE, inherited, keeper }: { tree: Node[]; filled?: string[]; inherited?: Map<string, string[]>; keeper?: ReturnType<typeof useLabels> }) {
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
        {keeper && (
          <Switch isSelected={onlyFilled} onChange={setOnlyFilled}>
            Only with values in the sample
          </Switch>
        )}
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
                {keeper && <th scope="col">Labels</th>}
              </tr>
            </thead>
            <tbody>
              {shown.map((node) => (
                <FieldRow
                  key={node.path}
                  node={node}
                  isOpen={narrowed || isOpen(node)}
                  isFixed={narrowed}
                  isFilled={!keeper || has.has(node.path)}
                  {...(keeper && {
                    labelling: {
                      labels: labelsAt(keeper.labels, node.pointer),
                      inherited: inherited?.get(node.path) ?? [],
                      open: (button: Element) => {
                        at.current = button;
                        setLabelled(node);
                      },
                    },
                  })}
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
        {labelled && keeper && (
          <div className="stack-near">
            <strong>{labelled.path}</strong>
            <LabelEditor of={labelled.path} labels={labelsAt(keeper.labels, labelled.pointer)} pointer={labelled.pointer} keeper={keeper} />
          </div>
        )}
      </Popover>
    </div>
  );
}

/** The labels of a field, those that it has from its schema, and where they are changed. */
interface Labelling {
  labels: string[];
  inherited: string[];
  open: (button: Element) => void;
}

function FieldRow({ node, isOpen, isFixed, isFilled, labelling, toggle }: { node: Node; isOpen: boolean; isFixed: boolean; isFilled: boolean; labelling?: Labelling; toggle: () => void }) {
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
      {labelling && <Labelled node={node} {...labelling} />}
    </tr>
  );
}

function Labelled({ node, labels, inherited, open }: Labelling & { node: Node }) {
  return (
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
        <button className="label-button" aria-label={`Labels of ${node.path}`} aria-haspopup="dialog" onClick={(event) => open(event.currentTarget)}>
          <Add />
        </button>
      </span>
    </td>
  );
}
