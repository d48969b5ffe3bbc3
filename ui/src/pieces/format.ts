/*
 * Numbers, bytes and times as people read them. The interface is in English, so its formats are too:
 * the reader's own kind of English where the browser names one.
 */
export const locale = (globalThis.navigator?.languages ?? []).find((language) => /^en\b/.test(language)) ?? 'en-GB';

const whole = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** 12,345; a dash where it is not known. The API says -1 for that. */
export const count = (value: number | undefined) => (value === undefined || value < 0 ? '–' : whole.format(value));

/** 12.3K, for where there is little room. */
export const brief = (value: number | undefined) => (value === undefined || value < 0 ? '–' : short.format(value));

/** "1 record", "12,345 records". */
export const counted = (value: number, one: string, many = `${one}s`) => `${whole.format(value)} ${value === 1 ? one : many}`;

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

export function bytes(value: number | undefined): string {
  if (value === undefined || value < 0) return '–';
  const power = value < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3));
  return `${decimal.format(value / 1000 ** power)} ${power === 0 && value === 1 ? 'byte' : UNITS[power]}`;
}

/** 1.2 s, 45 s, 3 min 20 s, 2 h 5 min, 4 d 3 h. */
export function duration(millis: number | undefined): string {
  if (millis === undefined || millis < 0) return '–';
  if (millis < 1000) return `${Math.round(millis)} ms`;
  if (millis < 10_000) return `${decimal.format(millis / 1000)} s`;
  const seconds = Math.round(millis / 1000);
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** 14:05:09 */
export const clock = (millis: number) => time.format(millis);

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const SPANS: [number, Intl.RelativeTimeFormatUnit][] = [
  [60, 'second'],
  [3600, 'minute'],
  [86_400, 'hour'],
  [604_800, 'day'],
  [2_629_800, 'week'],
  [31_557_600, 'month'],
];

/** "3 minutes ago", "in 2 hours", "just now". */
export function ago(millis: number, now = Date.now()): string {
  const seconds = (millis - now) / 1000;
  const far = Math.abs(seconds);
  if (far < 5) return 'just now';
  const index = SPANS.findIndex(([end]) => far < end);
  const [, unit] = SPANS[index] ?? [0, 'year' as const];
  const size = index < 0 ? 31_557_600 : index === 0 ? 1 : (SPANS[index - 1]?.[0] ?? 1);
  return relative.format(Math.trunc(seconds / size), unit);
}

const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });

/** 23 Nov 2026, 14:05, in the reader's time zone. */
export const when = (millis: number) => moment.format(millis);

/** With weekday, seconds and zone. */
export const exactly = (millis: number) => exact.format(millis);
