import { count, counted } from '../pieces/format';
import type { Tally } from './run';

const PARTS = [
  ['written', 'Written'],
  ['rejected', 'Rejected'],
  ['filtered', 'Filtered'],
  ['held', 'Held back'],
] as const;

/** What became of the records, as a sum that everybody can check. */
export function Sums({ tally, isGoing, hasFailed }: { tally: Tally; isGoing: boolean; hasFailed: boolean }) {
  const { read, written, rejected, filtered, warnings } = tally;
  const known = written + rejected + filtered;
  const held = hasFailed ? Math.max(0, read - known) : 0;
  const parts = PARTS.map(([key, name]) => ({ key, name, value: { ...tally, held }[key] })).filter(({ key, value }) => key !== 'held' || value > 0);
  return (
    <div className="sums">
      <dl className="sums-figures">
        <div>
          <dt>Read</dt>
          <dd className="figure">{count(read)}</dd>
        </div>
        {parts.map(({ key, name, value }, index) => (
          <div key={key}>
            <dt>
              <span className={`sums-key sums-${key}`} aria-hidden="true" />
              {name}
            </dt>
            <dd className="figure">
              <span className="sums-sign" aria-hidden="true">
                {index === 0 ? '=' : '+'}
              </span>
              {count(value)}
            </dd>
          </div>
        ))}
      </dl>
      {known + held > 0 && (
        <div className="sums-bar" aria-hidden="true">
          {parts.map(({ key, value }) => value > 0 && <span key={key} className={`sums-${key}`} style={{ flexGrow: value }} />)}
        </div>
      )}
      <p className="quiet">
        {verdict(read, known, isGoing, hasFailed)}
        {warnings > 0 && ` ${counted(warnings, 'value')} did not fit and became empty.`}
      </p>
    </div>
  );
}

function verdict(read: number, known: number, isGoing: boolean, hasFailed: boolean): string {
  if (isGoing) return 'Records are counted as they are read. None is seen in the dataset before the end.';
  if (hasFailed) return read === known ? 'Nothing of it landed.' : `Nothing of it landed. ${counted(read - known, 'record')} without fault ${read - known === 1 ? 'was' : 'were'} held back with the rest.`;
  if (read === 0) return 'There was nothing new to read.';
  return read === known ? 'The sum is right: each record that was read is accounted for.' : `The sum is wrong by ${count(Math.abs(read - known))}.`;
}
