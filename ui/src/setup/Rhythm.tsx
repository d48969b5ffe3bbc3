import { NumberField } from '@react-spectrum/s2/NumberField';
import { SegmentedControl, SegmentedControlItem } from '@react-spectrum/s2/SegmentedControl';
import type { ScheduleParams } from '../api/types';

export type Frequency = NonNullable<ScheduleParams['frequency']>;

const FREQUENCIES: [Frequency, string][] = [
  ['once', 'Once'],
  ['minute', 'Minutes'],
  ['hour', 'Hours'],
  ['day', 'Days'],
  ['week', 'Weeks'],
];
const least = (frequency: Frequency) => (frequency === 'minute' ? 15 : 1);

/** How often a flow runs. */
export function Rhythm({ frequency, interval, onChange }: { frequency: Frequency; interval: number; onChange: (frequency: Frequency, interval: number) => void }) {
  return (
    <div className="line-up">
      {frequency !== 'once' && (
        <NumberField label="Every" value={interval} onChange={(every) => onChange(frequency, every)} minValue={least(frequency)} step={1} UNSAFE_style={{ width: 120 }} />
      )}
      <SegmentedControl
        aria-label="Frequency"
        selectedKey={frequency}
        onSelectionChange={(key) => {
          const next = key as Frequency;
          onChange(next, next === 'minute' ? Math.max(15, interval) : frequency === 'minute' ? 1 : interval);
        }}
      >
        {FREQUENCIES.map(([id, label]) => (
          <SegmentedControlItem key={id} id={id}>
            {label}
          </SegmentedControlItem>
        ))}
      </SegmentedControl>
    </div>
  );
}
