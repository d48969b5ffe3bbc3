import { Button } from '@react-spectrum/s2/Button';
import { DialogContainer } from '@react-spectrum/s2/Dialog';
import { LinkButton } from '@react-spectrum/s2/LinkButton';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { DATA_ACCESS, FLOW_SERVICE, type Call } from '../api/client';
import { useList, useOne, useSend } from '../api/queries';
import { useMay } from '../api/session';
import type { Flow, FlowRun } from '../api/types';
import { PageBones } from '../pieces/Bones';
import { CopyAsApiCall } from '../pieces/CopyAsApiCall';
import { Facts } from '../pieces/Facts';
import { bytes, count, duration, when } from '../pieces/format';
import { PageHeader } from '../pieces/PageHeader';
import { Problem } from '../pieces/Problem';
import { RunProgress } from '../pieces/RunProgress';
import { Status } from '../pieces/Status';
import { When } from '../pieces/Times';
import { Errors } from '../runs/Errors';
import { Log } from '../runs/Log';
import { Phases } from '../runs/Phases';
import { Rejected } from '../runs/Rejected';
import { batchOf, hasFailed, isRunning, tally, took } from '../runs/run';
import { Sums } from '../runs/Sums';
import { isUndoable, Undone, undoCall, UndoRun, useBatch } from '../runs/Undo';
import { useDraft } from '../setup/draft';

/** One run: what became of its records, in which steps, and what went wrong. */
export default function Run() {
  const { flow: flowId = '', run: id = '' } = useParams();
  const path = `${FLOW_SERVICE}/runs/${id}`;
  const runs = useOne<FlowRun>(path, { whileTrue: isRunning, every: 1000 });
  const all = useDraft(flowId);
  const [field, setField] = useState<string>();
  const run = runs.data;
  const kept = useBatch(run && !isRunning(run) ? batchOf(run) : undefined);
  if (runs.error) return <Problem error={runs.error} />;
  if (!run) return <PageBones />;
  const going = isRunning(run);
  const failed = hasFailed(run);
  const sums = tally(run);
  const batch = batchOf(run);
  const errors = run.metrics.statusSummary.errors;
  const begun = run.metrics.durationSummary.startedAtUTC ?? run.createdAt;
  return (
    <>
      <PageHeader
        title={`Run of ${when(begun)}`}
        trail={[
          ['Flows', '/flows'],
          [all.flow?.name ?? 'Flow', `/flows/${flowId}`],
        ]}
        mark={<Status of={run.metrics.statusSummary.status} />}
        description={going ? undefined : `Took ${duration(took(run))}, from ${all.account?.name ?? 'the source'} to ${all.dataSet?.name ?? 'the dataset'}.`}
        actions={<Actions run={run} path={path} batch={batch} dataSet={all.dataSetId} flow={all.flow} canUndo={isUndoable(run, kept)} />}
      />
      <div className="stack run-page">
        {going && <Live run={run} flow={flowId} />}
        <Undone batch={kept} />
        <section className="stack-close">
          <h2>What became of the records</h2>
          <Sums tally={sums} isGoing={going} hasFailed={failed} />
        </section>
        {errors.length > 0 && (
          <section className="stack-close">
            <h2>{failed ? 'Why it failed' : 'Why records were rejected'}</h2>
            <Errors errors={errors} places={{ flow: flowId, account: all.account?.id }} shown={field} {...(batch && sums.rejected > 0 && !going ? { onShow: setField } : {})} />
          </section>
        )}
        {batch && sums.rejected > 0 && !going && <Rejected batch={batch} total={sums.rejected} field={field} />}
        <section className="stack-close">
          <h2>Phases</h2>
          <Phases run={run} />
          <p className="quiet">Copying and promoting go on at the same time: each page is mapped and written while the next one is read.</p>
        </section>
        <Log run={run} />
        <section className="stack-close">
          <h2>Details</h2>
          <Facts
            facts={[
              ['Run', <code>{run.id}</code>],
              ['Batch', batch ? <code>{batch}</code> : '–'],
              ['Asked for', <When at={run.createdAt} />],
              ['Started', <When at={run.metrics.durationSummary.startedAtUTC} />],
              ['Ended', <When at={run.metrics.durationSummary.completedAtUTC} />],
              ['Changes read', range(run)],
              ['Read from the source', bytes(run.metrics.sizeSummary.inputBytes)],
              ['Landed', failed ? 'Nothing' : `${bytes(run.metrics.sizeSummary.outputBytes)} in ${count(run.metrics.fileSummary.outputFileCount)} files`],
              ['New and replaced rows', failed ? '–' : `${count(run.metrics.recordSummary.createdRecordCount)} new, ${count(run.metrics.recordSummary.updatedRecordCount)} replaced`],
              ['Asked for by', run.createdBy],
            ]}
          />
        </section>
      </div>
    </>
  );
}

/** The window of time whose changes it reads. */
function range({ params }: FlowRun): string {
  const { windowStartTime: from, windowEndTime: to } = params ?? {};
  if (to === undefined) return from === undefined ? '–' : `since ${when(from)}`;
  return from === undefined ? `Everything until ${when(to)}` : `From ${when(from)} to ${when(to)}`;
}

function Live({ run, flow }: { run: FlowRun; flow: string }) {
  const before = useList<FlowRun>('runs', { property: [`flowId==${flow}`, 'metrics.statusSummary.status==success'], limit: 1 });
  return (
    <div className="card">
      <RunProgress run={run} earlier={before.items[0]} />
    </div>
  );
}

function Actions({ run, path, batch, dataSet, flow, canUndo }: { run: FlowRun; path: string; batch: string | undefined; dataSet: string | undefined; flow: Flow | undefined; canUndo: boolean }) {
  const [undoing, setUndoing] = useState(false);
  const navigate = useNavigate();
  const may = useMay('manage');
  const again = useSend<{ id: string }>([`${FLOW_SERVICE}/runs`, `${FLOW_SERVICE}/flows`]);
  const repeat: Call = { method: 'POST', path: `${path}/action?op=re_trigger` };
  const calls: Call[] = [
    { method: 'GET', path },
    ...(batch ? [{ method: 'GET', path: `${DATA_ACCESS}/batches/${batch}/files` } as const] : []),
    ...(hasFailed(run) ? [repeat] : []),
    ...(canUndo ? [undoCall(run.id)] : []),
  ];
  return (
    <>
      {again.error && <Problem error={again.error} />}
      <CopyAsApiCall label="API" calls={calls} />
      {may && hasFailed(run) && flow?.state === 'enabled' && (
        <Button variant="secondary" isPending={again.isPending} onPress={() => again.mutate(repeat, { onSuccess: ({ id }) => void navigate(`/flows/${run.flowId}/runs/${id}`) })}>
          Run it again
        </Button>
      )}
      {may && canUndo && (
        <Button variant="secondary" onPress={() => setUndoing(true)}>
          Undo this run
        </Button>
      )}
      <DialogContainer onDismiss={() => setUndoing(false)}>{undoing && <UndoRun run={run} flow={flow} onClose={() => setUndoing(false)} />}</DialogContainer>
      {dataSet && (
        <LinkButton variant="accent" href={`/datasets/${dataSet}`}>
          See the data
        </LinkButton>
      )}
    </>
  );
}
