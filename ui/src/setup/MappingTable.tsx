import { ActionButton } from '@react-spectrum/s2/ActionButton';
import Close from '@react-spectrum/s2/icons/Close';
import type { Row } from '../api/types';
import { Path } from '../pieces/Path';
import { FieldPicker } from './FieldPicker';
import { isColumn, isRule, type Draftable, type Line, type Wrong, typeOf } from './mapping';

interface Edits {
  put: (line: Line) => void;
  remove: (line: Line) => void;
  edit: (line: Line) => void;
}

/** The lines of a mapping side by side; what is wrong stands under the side that it is about. */
export function MappingTable({ lines, all, both, wrong, ...edits }: Edits & { lines: Line[]; all: Line[]; both: Draftable; wrong: Map<string, Wrong> }) {
  if (lines.length === 0) return <p className="quiet mapping-none">Nothing to show here.</p>;
  const taken = new Set(all.map((line) => line.destination));
  return (
    <div className="mapping" role="table" aria-label="Mapping">
      <div role="row" className="mapping-head">
        <span role="columnheader">Source</span>
        <span role="columnheader" aria-label="Direction" />
        <span role="columnheader">Field</span>
        <span role="columnheader" aria-label="Remove" />
      </div>
      {lines.map((line) => (
        <Pair key={line.key} line={line} both={both} taken={taken} wrong={wrong.get(line.key)} {...edits} />
      ))}
    </div>
  );
}

interface PairProps extends Edits {
  line: Line;
  both: Draftable;
  taken: Set<string>;
  wrong: Wrong | undefined;
}

function Pair({ line, both, taken, wrong, put, remove, edit }: PairProps) {
  const problem = (side: Wrong['side']) => wrong?.side === side && <p className={wrong.isWarning ? 'mapping-warning' : 'mapping-wrong'}>{wrong.text}</p>;
  const plain = isColumn(both.columns, line.source);
  return (
    <div role="row" className={`mapping-line${isRule(line) ? '' : ' mapping-open'}${wrong && !wrong.isWarning ? ' mapping-bad' : ''}`}>
      <div role="cell">
        <button className="mapping-source" onClick={() => edit(line)} title={plain ? 'Make it a calculation' : 'Edit the calculation'}>
          {plain ? (
            <>
              <span className="mapping-name">
                <Path of={line.source} />
              </span>
              <small>
                {typeOf(both.columns, line.source)}
                {example(both.sample, line.source)}
              </small>
            </>
          ) : (
            <>
              <code className="mapping-name">{line.source}</code>
              <small>calculated</small>
            </>
          )}
        </button>
        {problem('source')}
      </div>
      <span role="cell" className="mapping-arrow">
        <svg viewBox="0 0 40 12" aria-hidden="true">
          <path d="M0 6h36M31 2l5 4-5 4" />
        </svg>
        <span className="unseen">goes into</span>
      </span>
      <div role="cell">
        <FieldPicker label={`Field for ${line.source}`} fields={both.fields} taken={taken} chosen={line.destination} source={typeOf(both.columns, line.source)} onChange={(destination) => put({ ...line, destination })} />
        {problem('destination')}
      </div>
      <span role="cell">
        {(isRule(line) || !plain) && (
          <ActionButton isQuiet size="S" aria-label={`Do not map ${line.source}`} onPress={() => remove(line)}>
            <Close />
          </ActionButton>
        )}
      </span>
    </div>
  );
}

function example(sample: Row[], column: string): string {
  const value = sample.map((row) => row[column]).find((one) => one !== undefined && one !== null && one !== '');
  if (value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return ` · such as ${text.length > 36 ? `${text.slice(0, 35)}…` : text}`;
}
