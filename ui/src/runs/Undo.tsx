import { Switch } from '@react-spectrum/s2/Switch';
import { useState } from 'react';
import { ADMINISTRATION, CATALOG, type Call } from '../api/client';
import { useGet } from '../api/queries';
import type { Batch, ById, Flow, FlowRun } from '../api/types';
import { toggleCall } from '../flows/actions';
import { DeleteDialog } from '../pieces/DeleteDialog';
import { Ago } from '../pieces/Times';
import { undoing } from './undoing';

export const undoCall = (run: string): Call => ({ method: 'POST', path: `${ADMINISTRATION}/runs/${run}/undo` });

/** What Catalog says of the batch of a run; undefined while that is not known. */
export function useBatch(batch: string | undefined): Batch | undefined {
  const found = useGet<ById<Batch>>(`${CATALOG}/batches/${batch}`, { enabled: batch !== undefined });
  return batch === undefined ? undefined : found.data?.[batch];
}

/** Whether there is something that can be taken back. */
export const isUndoable = (run: FlowRun, batch: Batch | undefined) => run.metrics.statusSummary.status === 'success' && run.metrics.recordSummary.outputRecordCount > 0 && batch !== undefined && batch.status !== 'inactive';

/** Said of a run that was taken back; nothing of any other. */
export function Undone({ batch }: { batch: Batch | undefined }) {
  if (batch?.status !== 'inactive') return null;
  const at = instant(batch.tags?.undoneAt?.[0]);
  return (
    <p className="remark" role="status">
      <strong>This run was undone</strong> {at > 0 && <Ago at={at} />} by {batch.tags?.undoneBy?.[0] ?? 'somebody'}. Its rows are taken back; the figures below tell what it had landed.
    </p>
  );
}

/** Milliseconds of a time that is written as such, or as a date; 0 where there is none. */
const instant = (text = '') => Number(text) || Date.parse(text) || 0;

/** Asks before what a run landed is taken back, and offers to keep the flow from landing it again. */
export function UndoRun({ run, flow, onClose }: { run: FlowRun; flow: Flow | undefined; onClose: () => void }) {
  const [isStopped, setStopped] = useState(true);
  const { createdRecordCount: created, updatedRecordCount: replaced } = run.metrics.recordSummary;
  const isEnabled = flow?.state === 'enabled';
  return (
    <DeleteDialog noun="run" name="this run" verb="Undo" obstacles={[]} calls={[...(flow && isEnabled && isStopped ? [toggleCall(flow)] : []), undoCall(run.id)]} onClose={onClose}>
      <div className="dialog-form">
        <p>
          {undoing(created, replaced)} What later runs landed stays. The table changes in one step.
        </p>
        <p>The next run of the flow reads the same records again and lands them as they are then. Mend what was wrong first.</p>
        {isEnabled && (
          <Switch isSelected={isStopped} onChange={setStopped}>
            Disable the flow first
          </Switch>
        )}
      </div>
    </DeleteDialog>
  );
}
