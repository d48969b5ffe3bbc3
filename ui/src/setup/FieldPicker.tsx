import { Popover } from '@react-spectrum/s2/Popover';
import { SearchField } from '@react-spectrum/s2/SearchField';
import { useEffect, useId, useRef, useState, type ElementRef, type KeyboardEvent } from 'react';
import { Path } from '../pieces/Path';
import type { Field, FieldType } from './fields';
import { fitsPlainly } from './mapping';

const MOST = 60;

/** Chooses a field of a schema by a word of its path; fields that fit come first. */
export function FieldPicker(props: { label: string; fields: Field[]; taken: Set<string>; chosen: string; source: FieldType | undefined; onChange: (path: string) => void }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const field = props.fields.find(({ path }) => path === props.chosen);
  return (
    <>
      <button ref={button} className="field-button" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
        <span className="unseen">{props.label}: </span>
        {props.chosen === '' ? (
          <span className="quiet">Choose a field</span>
        ) : (
          <>
            <span className="mapping-name">
              <Path of={props.chosen} />
            </span>
            <small>
              {field?.type ?? 'not in the schema'}
              {field?.required ? ' · required' : ''}
            </small>
          </>
        )}
      </button>
      <Popover triggerRef={button} isOpen={open} onOpenChange={setOpen} placement="bottom start" hideArrow padding="none" aria-label={props.label}>
        {open && (
          <Search
            {...props}
            onChange={(path) => {
              props.onChange(path);
              setOpen(false);
            }}
          />
        )}
      </Popover>
    </>
  );
}

function Search({ fields, taken, chosen, source, onChange }: Parameters<typeof FieldPicker>[0]) {
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const word = useRef<ElementRef<typeof SearchField>>(null);
  // Not by autoFocus: the popover is not visible yet when its content comes, and what is not seen takes no focus.
  useEffect(() => {
    const frame = requestAnimationFrame(() => word.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const id = useId();
  const terms = search.toLowerCase().split(/[\s.]+/).filter(Boolean);
  const fits = (field: Field) => source === undefined || fitsPlainly(source, field.type);
  const rank = (field: Field) => Number(!fits(field)) * 4 + Number(taken.has(field.path)) * 2 + Number(!field.required) + field.path.split('.').length / 20;
  const found = fields.filter(({ path }) => terms.every((term) => path.toLowerCase().includes(term))).sort((a, b) => rank(a) - rank(b));
  const shown = found.slice(0, MOST);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, to));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const keys = (event: KeyboardEvent) => {
    const target = shown[active];
    if (event.key === 'ArrowDown') move(active + 1);
    else if (event.key === 'ArrowUp') move(active - 1);
    else if (event.key === 'Enter' && target) onChange(target.path);
    else return;
    event.preventDefault();
  };
  return (
    <div className="field-search" onKeyDown={keys}>
      <SearchField
        ref={word}
        aria-label="Search fields"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
        placeholder="Search fields"
        value={search}
        onChange={(value) => (setSearch(value), setActive(0))}
        UNSAFE_style={{ width: '100%' }}
      />
      <ul ref={list} id={`${id}-list`} role="listbox" aria-label="Fields">
        {shown.map((field, index) => (
          <li key={field.path} id={`${id}-${index}`} role="option" aria-selected={field.path === chosen} data-active={index === active} onMouseMove={() => setActive(index)} onClick={() => onChange(field.path)}>
            <span className="mapping-name">
              <Path of={field.path} />
            </span>
            <small>
              {field.type}
              {field.required && ' · required'}
              {taken.has(field.path) && field.path !== chosen && ' · filled already'}
            </small>
          </li>
        ))}
      </ul>
      <p className="quiet field-sum" role="status">
        {found.length === 0 ? 'No field has such words in its path.' : found.length > MOST ? `${found.length} fields; another word narrows them down` : `${found.length} fields`}
      </p>
    </div>
  );
}
