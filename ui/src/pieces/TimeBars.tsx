import type { Slot } from '../api/metrics';
import { brief, count, locale } from './format';

const HEIGHT = 168;
const MARKS = 18;
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** A round number that is not less, for the top of the chart. */
function top(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= most) ?? 10) * power;
}

/** Records written and rejected over time, and where runs failed; the same as a table beneath. */
export function TimeBars({ slots, granularity, label }: { slots: Slot[]; granularity: 'hour' | 'day'; label: string }) {
  const name = (at: number) => (granularity === 'day' ? day.format(at) : hour.format(at));
  const most = top(Math.max(...slots.map(({ written, rejected }) => written + rejected), 1));
  const y = (value: number) => HEIGHT - (value / most) * HEIGHT;
  const width = 100 / slots.length;
  const every = Math.ceil(slots.length / 8);
  const thick = slots.length < 10 ? 0.4 : 0.68;
  const inset = (1 - thick) / 2;
  return (
    <figure className="bars">
      <div className="bars-plot">
        <div className="bars-scale" aria-hidden="true">
          {[most, most / 2, 0].map((value) => (
            <span key={value}>{brief(value)}</span>
          ))}
        </div>
        <svg height={HEIGHT + MARKS} role="img" aria-label={`${label}: ${describe(slots)}`}>
          {[0, HEIGHT / 2, HEIGHT].map((line) => (
            <line key={line} x1="0" x2="100%" y1={line + 0.5} y2={line + 0.5} className="bars-line" />
          ))}
          {slots.map((slot, index) => (
            <g key={slot.at}>
              <rect className="bars-reach" x={`${index * width}%`} width={`${width}%`} y="0" height={HEIGHT + MARKS}>
                <title>{`${name(slot.at)}: ${count(slot.written)} written, ${count(slot.rejected)} rejected, ${count(slot.succeeded)} runs, ${count(slot.failed)} failed`}</title>
              </rect>
              <rect className="bars-written" x={`${(index + inset) * width}%`} width={`${width * thick}%`} y={y(slot.written)} height={HEIGHT - y(slot.written)} rx="2" />
              <rect className="bars-rejected" x={`${(index + inset) * width}%`} width={`${width * thick}%`} y={y(slot.written + slot.rejected)} height={y(slot.written) - y(slot.written + slot.rejected)} rx="2" />
              {slot.failed > 0 && <circle className="bars-failed" cx={`${(index + 0.5) * width}%`} cy={HEIGHT + MARKS / 2} r="4" />}
            </g>
          ))}
        </svg>
        <div className="bars-names" aria-hidden="true" style={{ gridTemplateColumns: `repeat(${slots.length}, 1fr)` }}>
          {slots.map((slot, index) => (
            <span key={slot.at}>{(slots.length - 1 - index) % every === 0 && <span>{name(slot.at)}</span>}</span>
          ))}
        </div>
      </div>
      <figcaption className="bars-keys">
        <span>
          <i className="sums-key sums-written" /> Written
        </span>
        <span>
          <i className="sums-key sums-rejected" /> Rejected
        </span>
        <span>
          <i className="bars-dot" /> A run failed
        </span>
        {granularity === 'day' && <span className="quiet">Days of UTC</span>}
      </figcaption>
      <details className="bars-table">
        <summary>The same as a table</summary>
        <div className="rows" tabIndex={0} role="region" aria-label={label} style={{ maxHeight: 320 }}>
          <table>
            <thead>
              <tr>
                <th scope="col">{granularity === 'day' ? 'Day' : 'Hour'}</th>
                {['Written', 'Rejected', 'Runs that landed', 'Runs that failed'].map((head) => (
                  <th key={head} scope="col" className="rows-figure">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {slots.toReversed().map((slot) => (
                <tr key={slot.at}>
                  <td>{name(slot.at)}</td>
                  {[slot.written, slot.rejected, slot.succeeded, slot.failed].map((value, index) => (
                    <td key={index} className="rows-figure">
                      {count(value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

function describe(slots: Slot[]): string {
  const sum = (of: (slot: Slot) => number) => count(slots.reduce((all, slot) => all + of(slot), 0));
  return `${sum((slot) => slot.written)} records written, ${sum((slot) => slot.rejected)} rejected, ${sum((slot) => slot.failed)} runs failed`;
}
