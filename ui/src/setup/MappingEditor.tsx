import { ActionButton } from '@react-spectrum/s2/ActionButton';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { SearchField } from '@react-spectrum/s2/SearchField';
import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl';
import { Text } from '@react-spectrum/s2/Text';
import Add from '@react-spectrum/s2/icons/Add';
import MagicWand from '@react-spectrum/s2/icons/MagicWand';
import { useDeferredValue, useMemo, useState, type ComponentType, type ReactNode } from 'react';
import { DATA_PREP, FLOW_SERVICE, SCHEMA_REGISTRY, type Call } from '../api/client';
import { useGet } from '../api/queries';
import type { Schema, TableView, Transformation } from '../api/types';
import { Bones } from '../pieces/Bones';
import { counted } from '../pieces/format';
import { patchFlow, useSteps, withTransformation, type Draft, type Send } from './draft';
import { ExpressionDialog } from './ExpressionDialog';
import { leaves } from './fields';
import { isColumn, isRule, kept, linesOf, losses, newLine, setOf, suggested, usePreview, useVerdicts, type Draftable, type Line } from './mapping';
import { MappingResult, ROWS } from './MappingResult';
import { MappingTable } from './MappingTable';
import { explorePath } from './Tree';

/** What the editor gives to whatever surrounds it. */
export interface Framed {
  text: ReactNode;
  error?: unknown;
  calls?: Call[];
  next?: { onPress: () => void; isPending?: boolean; isDisabled?: boolean };
  children: ReactNode;
}

interface Props {
  draft: Draft;
  Frame: ComponentType<Framed>;
  /** Makes the flow use the mapping; the newest version of the flow where nothing is said. */
  keep?: (call: Send, transformations: Transformation[]) => Promise<unknown>;
  onDone: () => void;
}

/** The columns of the source and the fields of the schema, and which goes where. */
export function MappingEditor(props: Props) {
  const { draft } = props;
  const schemaId = draft.dataSet?.schemaRef?.id ?? '';
  const view = useGet<TableView>(explorePath(draft.source?.baseConnectionId ?? '', { objectType: 'table', object: draft.table, preview: true }), { fresh: 60_000 });
  const schema = useGet<Schema>(`${SCHEMA_REGISTRY}/tenant/schemas/${encodeURIComponent(schemaId)}`, { accept: 'application/vnd.adobe.xed-full+json; version=1', enabled: schemaId !== '', fresh: 60_000 });
  const both = useMemo<Draftable | undefined>(
    () => (view.data && schema.data ? { columns: view.data.schema.columns, sample: view.data.data ?? [], fields: leaves(schema.data) } : undefined),
    [view.data, schema.data],
  );
  if (both) return <Editor {...props} both={both} schema={schemaId} />;
  return (
    <props.Frame text="Reading both sides…" error={view.error ?? schema.error}>
      {!view.error && !schema.error && <Bones lines={8} height={40} />}
    </props.Frame>
  );
}

type Show = 'all' | 'mapped' | 'open' | 'wrong';

function Editor({ draft, Frame, keep, onDone, both, schema }: Props & { both: Draftable; schema: string }) {
  const flow = draft.flow?.id ?? '';
  const keptAs = kept.key(flow, draft.dataSetId ?? '', draft.table ?? '');
  const [lines, setLines] = useState(() => kept.read(keptAs) ?? linesOf(both, draft.mappingSet));
  const [show, setShow] = useState<Show>(keep ? 'mapped' : 'all');
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<Line>();
  const verdicts = useVerdicts(lines, both.columns, schema);
  const problems = verdicts.wrong.size;
  const preview = usePreview(lines, both, schema, ROWS, problems === 0);
  const wrong = new Map([...losses(lines, preview.data, Math.min(ROWS, both.sample.length)), ...verdicts.wrong]);
  const change = (next: Line[]) => {
    setLines(next);
    kept.write(keptAs, next);
  };
  const put = (line: Line) => change(lines.some(({ key }) => key === line.key) ? lines.map((one) => (one.key === line.key ? line : one)) : [line, ...lines]);
  const remove = ({ key, source }: Line) => change(isColumn(both.columns, source) ? lines.map((one) => (one.key === key ? { ...one, destination: '' } : one)) : lines.filter((one) => one.key !== key));
  const rules = lines.filter(isRule);
  const absent = both.fields.filter((field) => field.required && !rules.some(({ destination }) => destination === field.path));
  const set = setOf(lines, both.columns, schema);
  const save: Call = draft.mappingSet?.id
    ? { method: 'PUT', path: `${DATA_PREP}/mappingSets/${draft.mappingSet.id}`, body: set }
    : { method: 'POST', path: `${DATA_PREP}/mappingSets`, body: set };
  const goOn = useSteps(async (call) => {
    const stored = await call<{ id: string; version: number }>(save);
    const transformations = withTransformation(draft.flow, 'Mapping', { mappingId: stored.id, mappingVersion: stored.version });
    await (keep ?? ((send, all) => patchFlow(send, flow, { transformations: all })))(call, transformations);
    kept.drop(keptAs);
  }, onDone);
  const wanted = useDeferredValue(search).toLowerCase().trim();
  const shown = lines.filter(
    (line) =>
      (show === 'all' || (show === 'wrong' ? wrong.has(line.key) : (show === 'mapped') === isRule(line))) && (wanted === '' || `${line.source} ${line.destination}`.toLowerCase().includes(wanted)),
  );
  return (
    <Frame
      text={
        <>
          Columns of the source on the left, fields of <strong>{draft.dataSet?.name}</strong> on the right. A field can also be calculated.
        </>
      }
      error={goOn.error ?? verdicts.error}
      calls={[save, { method: 'POST', path: `${DATA_PREP}/mappingSets/validate`, body: set }, { method: 'GET', path: `${FLOW_SERVICE}/flows/${flow}` }]}
      next={{ onPress: () => goOn.mutate(), isPending: goOn.isPending, isDisabled: rules.length === 0 || problems > 0 }}
    >
      <p className="tally" role="status">
        <strong>{rules.length}</strong> of {both.fields.length} fields filled
        {absent.length > 0 && <span className="tally-bad"> · {counted(absent.length, 'required field')} still empty</span>}
        {problems > 0 && <span className="tally-bad"> · {counted(problems, 'problem')}</span>}
        {verdicts.isChecking && <span className="quiet"> · checking…</span>}
      </p>
      <div className="toolbar">
        <SearchField aria-label="Search columns and fields" placeholder="Search columns and fields" value={search} onChange={setSearch} UNSAFE_style={{ width: 260 }} />
        <SegmentedControl aria-label="Show" selectedKey={show} onSelectionChange={(key) => setShow(key as Show)}>
          <SegmentedControlItem id="all">All</SegmentedControlItem>
          <SegmentedControlItem id="mapped">Mapped</SegmentedControlItem>
          <SegmentedControlItem id="open">Open</SegmentedControlItem>
          <SegmentedControlItem id="wrong">Problems</SegmentedControlItem>
        </SegmentedControl>
        <span className="spring" />
        <ActionButton onPress={() => setEdited(newLine())}>
          <Add />
          <Text>Calculated field</Text>
        </ActionButton>
        <ActionButton onPress={() => change([...suggested(both.columns, both.fields), ...lines.filter((line) => !isColumn(both.columns, line.source))])}>
          <MagicWand />
          <Text>Suggest</Text>
        </ActionButton>
        <ActionButton isQuiet onPress={() => change(both.columns.map((column) => newLine(column.name)))}>
          Clear all
        </ActionButton>
      </div>
      <MappingTable lines={shown} all={lines} both={both} wrong={wrong} put={put} remove={remove} edit={setEdited} />
      <MappingResult preview={preview} sample={both.sample.length} isPossible={problems === 0} />
      <DialogContainer onDismiss={() => setEdited(undefined)}>
        {edited && (
          <ExpressionDialog
            line={edited}
            all={lines}
            both={both}
            schema={schema}
            onSave={(line) => {
              put(line);
              setEdited(undefined);
            }}
          />
        )}
      </DialogContainer>
    </Frame>
  );
}
