import { fromAbsolute, getLocalTimeZone, type ZonedDateTime } from '@internationalized/date';
import { DatePicker } from '@react-spectrum/s2/DatePicker';
import { NumberField } from '@react-spectrum/s2/NumberField';
import { Switch } from '@react-spectrum/s2/Switch';
import { TextField } from '@react-spectrum/s2/TextField';
import { useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { ApiError, FLOW_SERVICE, send, type Call } from '../api/client';
import { useOne } from '../api/queries';
import { useHere } from '../api/session';
import type { Flow, Page, ScheduleParams } from '../api/types';
import { PageBones } from '../pieces/Bones';
import { Conflict, type Difference } from '../pieces/Conflict';
import { EditFrame } from '../pieces/EditFrame';
import { Problem } from '../pieces/Problem';
import { nextRun, schedule } from '../pieces/schedule';
import { when } from '../pieces/format';
import { useNow } from '../pieces/Times';
import { useSteps } from '../setup/draft';
import { Rhythm, type Frequency } from '../setup/Rhythm';

/** What can be changed of a flow here, as it stands in the form. */
interface Values {
  name: string;
  description: string;
  frequency: Frequency;
  interval: number;
  start: ZonedDateTime;
  percent: number;
  diagnostics: boolean;
}

const valuesOf = (flow: Flow): Values => ({
  name: flow.name ?? '',
  description: flow.description ?? '',
  frequency: flow.scheduleParams?.frequency ?? 'once',
  interval: Number(flow.scheduleParams?.interval ?? 1),
  start: fromAbsolute(startOf(flow), getLocalTimeZone()),
  percent: flow.options?.partialIngestionPercent ?? 0,
  diagnostics: flow.options?.errorDiagnosticsEnabled ?? false,
});

function startOf(flow: Flow): number {
  const given = Number(flow.scheduleParams?.startTime ?? flow.createdAt);
  return given > 1e11 ? given : given * 1000;
}

/** The fields that differ between the form and the flow from which it was filled, as the API has them. */
function changes(values: Values, flow: Flow): Partial<Flow> {
  const before = valuesOf(flow);
  const same = (...keys: (keyof Values)[]) => keys.every((key) => String(values[key]) === String(before[key]));
  const scheduleParams: ScheduleParams = {
    ...flow.scheduleParams,
    startTime: Math.floor(values.start.toDate().getTime() / 1000),
    frequency: values.frequency,
    interval: values.interval,
  };
  if (values.frequency === 'once') delete scheduleParams.interval;
  return {
    ...(same('name') ? {} : { name: values.name.trim() }),
    ...(same('description') ? {} : { description: values.description.trim() }),
    ...(same('frequency', 'interval', 'start') ? {} : { scheduleParams }),
    ...(same('percent', 'diagnostics') ? {} : { options: { ...flow.options, partialIngestionPercent: values.percent, errorDiagnosticsEnabled: values.diagnostics } }),
  };
}

const WORDS: Record<string, [name: string, said: (flow: Partial<Flow>) => string]> = {
  name: ['Name', (flow) => flow.name ?? ''],
  description: ['Description', (flow) => flow.description ?? ''],
  scheduleParams: ['Schedule', (flow) => `${schedule(flow.scheduleParams)}, from ${when(startOf(flow as Flow))}`],
  options: ['Rejected records', (flow) => `up to ${flow.options?.partialIngestionPercent ?? 0} %`],
};

/** A flow's name, schedule and tolerance. */
export default function FlowEdit() {
  const { flow: id = '' } = useParams();
  const flow = useOne<Flow>(`${FLOW_SERVICE}/flows/${id}`);
  if (flow.error) return <Problem error={flow.error} />;
  if (!flow.data) return <PageBones />;
  if (flow.data.state === 'draft') return <Navigate to={`/flows/${id}/set-up`} replace />;
  return <Form id={id} opened={flow.data} />;
}

function Form({ id, opened }: { id: string; opened: Flow }) {
  const { caller } = useHere();
  const navigate = useNavigate();
  const [base, setBase] = useState(opened);
  const [values, setValues] = useState(() => valuesOf(opened));
  const [theirs, setTheirs] = useState<Flow>();
  const now = useNow();
  const set = (part: Partial<Values>) => setValues({ ...values, ...part });
  const path = `${FLOW_SERVICE}/flows/${id}`;
  const changed = changes(values, base);
  const patch = (etag: string): Call => ({ method: 'PATCH', path, etag, body: Object.entries(changed).map(([field, value]) => ({ op: 'add', path: `/${field}`, value })) });
  const save = useSteps(
    async (call) => {
      try {
        await call(patch(theirs?.etag ?? base.etag));
        return true;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 412) throw error;
        setTheirs((await send<Page<Flow>>(caller, { method: 'GET', path })).items[0]);
        return false;
      }
    },
    (saved) => saved && void navigate(`/flows/${id}`),
  );
  const takeTheirs = () => {
    if (!theirs) return;
    setBase(theirs);
    setValues(valuesOf(theirs));
    setTheirs(undefined);
  };
  const next = nextRun({ startTime: Math.floor(values.start.toDate().getTime() / 1000), frequency: values.frequency, interval: values.interval }, now);
  const isSame = Object.keys(changed).length === 0;
  return (
    <EditFrame
      title={`Edit ${base.name ?? 'the flow'}`}
      trail={[
        ['Flows', '/flows'],
        [base.name ?? id, `/flows/${id}`],
      ]}
      back={`/flows/${id}`}
      error={save.error}
      calls={isSame ? [{ method: 'GET', path }] : [patch(base.etag)]}
      save={{ onPress: () => save.mutate(), isPending: save.isPending, isDisabled: isSame || values.name.trim() === '' || theirs !== undefined }}
      note={isSame ? 'Nothing is changed yet.' : ''}
    >
      {theirs && <Conflict noun="flow" by={theirs.updatedBy} at={theirs.updatedAt} differences={differences(changed, base, theirs)} onTheirs={takeTheirs} onYours={() => save.mutate()} isPending={save.isPending} />}
      <div className="form">
        <TextField label="Name" isRequired value={values.name} onChange={(name) => set({ name })} UNSAFE_style={{ width: '100%' }} />
        <TextField label="Description" value={values.description} onChange={(description) => set({ description })} UNSAFE_style={{ width: '100%' }} />
      </div>
      <fieldset className="group">
        <legend>Schedule</legend>
        <Rhythm frequency={values.frequency} interval={values.interval} onChange={(frequency, interval) => set({ frequency, interval })} />
        <DatePicker label="Beginning" value={values.start} onChange={(start) => start && set({ start })} granularity="minute" hideTimeZone UNSAFE_style={{ width: 260 }} />
        <p className="sentence" role="status">
          {next === undefined ? 'Runs by hand, whenever you like.' : `Runs ${schedule({ frequency: values.frequency, interval: values.interval }).toLowerCase()}, next on ${when(next)}.`}
        </p>
      </fieldset>
      <fieldset className="group">
        <legend>Rejected records</legend>
        <NumberField label="Percent of a run that may be rejected" value={values.percent} onChange={(percent) => set({ percent })} minValue={0} maxValue={100} UNSAFE_style={{ width: 260 }} />
        <p className="quiet">With more than that nothing of the run lands. Rejected records are kept in any case.</p>
        <Switch isSelected={values.diagnostics} onChange={(diagnostics) => set({ diagnostics })}>
          Error diagnostics
        </Switch>
      </fieldset>
    </EditFrame>
  );
}

/** What both sides changed, each in its words. */
function differences(mine: Partial<Flow>, base: Flow, theirs: Flow): Difference[] {
  return Object.keys(mine).flatMap((field) => {
    const [name, said] = WORDS[field] ?? [field, () => ''];
    const clash = said(theirs) !== said(base);
    return clash ? [{ name, theirs: said(theirs), yours: said({ ...theirs, ...mine }) }] : [];
  });
}
