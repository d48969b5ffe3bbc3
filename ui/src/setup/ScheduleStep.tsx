import { getLocalTimeZone, fromAbsolute, type ZonedDateTime } from '@internationalized/date';
import { DatePicker } from '@react-spectrum/s2/DatePicker';
import { Picker, PickerItem } from '@react-spectrum/s2/Picker';
import { Switch } from '@react-spectrum/s2/Switch';
import { TextField } from '@react-spectrum/s2/TextField';
import { useState } from 'react';
import { FLOW_SERVICE } from '../api/client';
import { useGet } from '../api/queries';
import type { ScheduleParams, TableView } from '../api/types';
import { Choice, Choices } from '../pieces/Choices';
import { scheduleSentence } from '../pieces/schedule';
import { useNow } from '../pieces/Times';
import { patchFlow, useSteps, withTransformation, type Draft, type Step } from './draft';
import { changeColumns } from './fields';
import { Rhythm, type Frequency } from './Rhythm';
import { SetupFrame } from './SetupFrame';
import { explorePath } from './Tree';

const HOUR = 3_600_000;

/** Step five: what the flow is called, and when it runs. */
export function ScheduleStep({ draft, reached, href, onDone }: { draft: Draft; reached: Step; href: (step: Step) => string; onDone: () => void }) {
  const kept = draft.flow?.scheduleParams;
  const [name, setName] = useState(draft.flow?.name ?? '');
  const [description, setDescription] = useState(draft.flow?.description ?? '');
  const [frequency, setFrequency] = useState<Frequency>(kept?.frequency ?? 'hour');
  const [interval, setInterval] = useState(Number(kept?.interval ?? 1));
  const [later, setLater] = useState(Number(kept?.startTime ?? 0) * 1000 > Date.now());
  const [start, setStart] = useState<ZonedDateTime>(() => fromAbsolute(later ? Number(kept?.startTime) * 1000 : Math.ceil(Date.now() / HOUR) * HOUR, getLocalTimeZone()));
  const [backfill, setBackfill] = useState(String(kept?.backfill ?? true) === 'true');
  const columns = useGet<TableView>(explorePath(draft.source?.baseConnectionId ?? '', { objectType: 'table', object: draft.table }), { fresh: 60_000 });
  const candidates = changeColumns(columns.data?.schema.columns ?? []);
  const copied = draft.flow?.transformations?.find((one) => one.name === 'Copy')?.params as { deltaColumn?: { name?: string } } | undefined;
  const [chosen, setChosen] = useState(copied?.deltaColumn?.name);
  const delta = chosen ?? candidates[0]?.name;
  const now = useNow();
  const recurring = frequency !== 'once';
  const startTime = Math.floor((later ? start.toDate().getTime() : now) / 1000);
  const scheduleParams: ScheduleParams = { startTime, frequency, ...(recurring ? { interval, backfill } : {}) };
  const values = {
    name: name.trim(),
    ...(description.trim() === '' ? {} : { description: description.trim() }),
    scheduleParams,
    transformations: withTransformation(draft.flow, 'Copy', recurring && delta ? { deltaColumn: { name: delta } } : undefined),
  };
  const goOn = useSteps(async (call) => draft.flow && patchFlow(call, draft.flow.id, values), onDone);
  return (
    <SetupFrame
      source={draft.sourceName}
      step="schedule"
      reached={reached}
      href={href}
      title="When should it run?"
      text="Each run after the first reads only what has changed since, and replaces those rows."
      back={href('mapping')}
      error={columns.error ?? goOn.error}
      note="Kept as a draft"
      calls={[{ method: 'PATCH', path: `${FLOW_SERVICE}/flows/${draft.flow?.id}`, etag: draft.flow?.etag ?? '*', body: Object.entries(values).map(([path, value]) => ({ op: 'add', path: `/${path}`, value })) }]}
      next={{ onPress: () => goOn.mutate(), isPending: goOn.isPending, isDisabled: name.trim() === '' || (recurring && columns.isPending) }}
    >
      <div className="form">
        <TextField label="Flow name" isRequired value={name} onChange={setName} UNSAFE_style={{ width: '100%' }} />
        <TextField label="Description" value={description} onChange={setDescription} UNSAFE_style={{ width: '100%' }} />
      </div>
      <Rhythm frequency={frequency} interval={interval} onChange={(next, every) => (setFrequency(next), setInterval(every))} />
      <Choices label="First run" value={later ? 'later' : 'now'} onChange={(value) => setLater(value === 'later')}>
        <Choice value="now" title="At once">
          As soon as the set-up is finished.
        </Choice>
        <Choice value="later" title="At a time of my choice">
          In your time zone, {getLocalTimeZone().replace(/_/g, ' ')}.
        </Choice>
      </Choices>
      {later && <DatePicker label="First run" value={start} onChange={(value) => value && setStart(value)} granularity="minute" hideTimeZone UNSAFE_style={{ width: 260 }} />}
      {recurring && (
        <fieldset className="group">
          <legend>What each run reads</legend>
          <Switch isSelected={backfill} onChange={setBackfill}>
            Begin with everything that is there already
          </Switch>
          <p className="quiet">{backfill ? 'The first run reads all records, the next ones what has changed.' : 'Only what changes from the first run on is read.'}</p>
          {candidates.length > 0 && (
            <Picker label="Changes are found by" items={candidates.map((column) => ({ id: column.name }))} selectedKey={delta ?? null} onSelectionChange={(key) => setChosen(String(key))} UNSAFE_style={{ width: 'min(420px, 100%)' }}>
              {(column) => <PickerItem id={column.id}>{column.id}</PickerItem>}
            </Picker>
          )}
        </fieldset>
      )}
      <p className="sentence" role="status">
        {scheduleSentence(scheduleParams, now)}
      </p>
    </SetupFrame>
  );
}
