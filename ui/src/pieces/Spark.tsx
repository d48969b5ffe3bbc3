import type { Slot } from '../api/metrics';

const HEIGHT = 28;

/** A line of small bars; the figures stand beside it, so it is only for the eye. */
export function Spark({ slots }: { slots: Slot[] }) {
  const most = Math.max(1, ...slots.map(({ written, rejected }) => written + rejected));
  const width = 100 / Math.max(1, slots.length);
  const high = (value: number) => (value === 0 ? 0 : Math.max(2, (value / most) * HEIGHT));
  return (
    <svg className="spark" height={HEIGHT} aria-hidden="true">
      <line x1="0" x2="100%" y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className="bars-line" />
      {slots.map(({ at, written, rejected, failed }, index) => (
        <g key={at}>
          <rect className="bars-written" x={`${index * width}%`} width={`${width * 0.75}%`} y={HEIGHT - high(written)} height={high(written)} />
          <rect className="bars-rejected" x={`${index * width}%`} width={`${width * 0.75}%`} y={HEIGHT - high(written) - high(rejected)} height={high(rejected)} />
          {failed > 0 && written + rejected === 0 && <circle className="bars-failed" cx={`${(index + 0.4) * width}%`} cy={HEIGHT - 4} r="3" />}
        </g>
      ))}
    </svg>
  );
}
