import { StatusLight } from '@react-spectrum/s2/StatusLight';

const SHOWN: Record<string, [label: string, variant: 'positive' | 'negative' | 'notice' | 'informative' | 'neutral']> = {
  enabled: ['Enabled', 'positive'],
  disabled: ['Disabled', 'neutral'],
  active: ['Active', 'positive'],
  draft: ['Draft', 'notice'],
  scheduled: ['Scheduled', 'neutral'],
  inProgress: ['Running', 'informative'],
  success: ['Success', 'positive'],
  partialSuccess: ['Partial success', 'notice'],
  failed: ['Failed', 'negative'],
  inactive: ['Undone', 'neutral'],
};

/** The state of an account or flow, or the status of a run, in the same words and colours everywhere. */
export function Status({ of }: { of: string | undefined }) {
  const [label, variant] = SHOWN[of ?? ''] ?? [of ?? 'None yet', 'neutral'];
  return (
    <StatusLight size="S" variant={variant}>
      {label}
    </StatusLight>
  );
}

/** Whether a run still goes on. */
export const isGoing = (status: string | undefined) => status === 'scheduled' || status === 'inProgress';
