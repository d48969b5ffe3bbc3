import { Button } from '@react-spectrum/s2/Button';
import { CustomDialog, Heading } from '@react-spectrum/s2/CustomDialog';
import { useDialogContainer } from '@react-spectrum/s2/Dialog';
import { SearchField } from '@react-spectrum/s2/SearchField';
import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl';
import { TextArea } from '@react-spectrum/s2/TextArea';
import { useRef, useState } from 'react';
import { DATA_PREP } from '../api/client';
import { useGet } from '../api/queries';
import type { ListedFunction } from '../api/types';
import { columnType } from './fields';
import { FieldPicker } from './FieldPicker';
import { isColumn, reference, usePreview, useVerdicts, type Draftable, type Line } from './mapping';

const LONGEST = 4096;

/** Where a calculation is written, with all functions and columns at hand, tried on sample rows as one types. */
export function ExpressionDialog({ line, all, both, schema, onSave }: { line: Line; all: Line[]; both: Draftable; schema: string; onSave: (line: Line) => void }) {
  const [source, setSource] = useState(isColumn(both.columns, line.source) ? reference(line.source) : line.source);
  const [destination, setDestination] = useState(line.destination);
  const area = useRef<HTMLDivElement>(null);
  const dialog = useDialogContainer();
  const tried: Line[] = [{ key: 'tried', source, destination }];
  const verdict = useVerdicts(tried, both.columns, schema);
  const wrong = verdict.wrong.get('tried');
  const insert = (text: string) => {
    const field = area.current?.querySelector('textarea');
    const [from, to] = [field?.selectionStart ?? source.length, field?.selectionEnd ?? source.length];
    setSource(source.slice(0, from) + text + source.slice(to));
    requestAnimationFrame(() => {
      field?.focus();
      const inside = text.endsWith('()') ? 1 : 0;
      field?.setSelectionRange(from + text.length - inside, from + text.length - inside);
    });
  };
  const taken = new Set(all.filter(({ key }) => key !== line.key).map((one) => one.destination));
  const complete = source.trim() !== '' && destination !== '' && !wrong;
  return (
    <CustomDialog size="L" aria-label="Calculated field" isDismissible>
      <div className="expression">
        <Heading slot="title" UNSAFE_style={{ gridColumn: '1 / -1', margin: 0, font: '650 1.25rem var(--sans)' }}>
          Calculated field
        </Heading>
        <div className="expression-main" ref={area}>
          <div>
            <span className="label">Goes into</span>
            <FieldPicker label="Field" fields={both.fields} taken={taken} chosen={destination} source={undefined} onChange={setDestination} />
          </div>
          <TextArea
            label="Calculation"
            value={source}
            onChange={setSource}
            maxLength={LONGEST}
            isInvalid={wrong !== undefined}
            errorMessage={wrong?.text}
            description="Names of columns, functions, and the usual operators."
            UNSAFE_style={{ width: '100%' }}
            UNSAFE_className="expression-area"
          />
          <Results lines={tried} both={both} schema={schema} destination={destination} enabled={complete} />
        </div>
        <Help both={both} insert={insert} />
        <div className="expression-foot">
          <Button variant="secondary" onPress={() => dialog.dismiss()}>
            Cancel
          </Button>
          <Button variant="accent" isDisabled={!complete} onPress={() => onSave({ ...line, source: source.trim(), destination })}>
            Use it
          </Button>
        </div>
      </div>
    </CustomDialog>
  );
}

function Results({ lines, both, schema, destination, enabled }: { lines: Line[]; both: Draftable; schema: string; destination: string; enabled: boolean }) {
  const preview = usePreview(lines, both, schema, 4, enabled);
  const value = (row: unknown) => destination.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], row);
  return (
    <div className="expression-results" role="status">
      <span className="label">On sample rows</span>
      {!enabled ? (
        <p className="quiet">With a field and a calculation, the first results stand here.</p>
      ) : preview.error ? (
        <p className="mapping-wrong">{preview.error.message}</p>
      ) : (
        <ol>
          {(preview.data?.data ?? []).map((row, index) => (
            <li key={index}>
              <code>{JSON.stringify(value(row)) ?? 'empty'}</code>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Help({ both, insert }: { both: Draftable; insert: (text: string) => void }) {
  const [kind, setKind] = useState<'functions' | 'columns'>('functions');
  const [search, setSearch] = useState('');
  const functions = useGet<ListedFunction[]>(`${DATA_PREP}/languages/el/functions`, { fresh: 3_600_000 });
  const wanted = search.toLowerCase().trim();
  return (
    <div className="expression-help">
      <SegmentedControl aria-label="Help" selectedKey={kind} onSelectionChange={(key) => setKind(key as 'functions' | 'columns')}>
        <SegmentedControlItem id="functions">Functions</SegmentedControlItem>
        <SegmentedControlItem id="columns">Columns</SegmentedControlItem>
      </SegmentedControl>
      <SearchField aria-label={`Search ${kind}`} placeholder={`Search ${kind}`} value={search} onChange={setSearch} UNSAFE_style={{ width: '100%' }} />
      <ul>
        {kind === 'columns'
          ? both.columns
              .filter((column) => column.name.toLowerCase().includes(wanted))
              .map((column) => (
                <li key={column.name}>
                  <button onClick={() => insert(reference(column.name))}>
                    <code>{column.name}</code>
                    <small>{columnType(column)}</small>
                  </button>
                </li>
              ))
          : (functions.data ?? [])
              .filter((one) => `${one.function} ${one.description} ${one.category}`.toLowerCase().includes(wanted))
              .map((one) => (
                <li key={one.category + one.function}>
                  <button onClick={() => insert(`${one.function}()`)} title="Insert">
                    <code>{one.syntax}</code>
                    <small>{one.description}</small>
                    {one.example && (
                      <small>
                        <code>
                          {one.example} → {one.result}
                        </code>
                      </small>
                    )}
                  </button>
                </li>
              ))}
      </ul>
    </div>
  );
}
