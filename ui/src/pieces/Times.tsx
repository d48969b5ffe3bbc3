import { useEffect, useState } from 'react';
import { ago, exactly, when } from './format';

/** The time, kept current; once a second if asked, else twice a minute. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** "3 minutes ago"; the exact moment on hover. A dash where there is none, which the API may say as 0. */
export function Ago({ at }: { at: number | undefined }) {
  const now = useNow();
  if (!at) return <>–</>;
  return (
    <time dateTime={new Date(at).toISOString()} title={exactly(at)}>
      {ago(at, now)}
    </time>
  );
}

/** "23 Nov 2026, 14:05"; the exact moment on hover. */
export function When({ at }: { at: number | undefined }) {
  if (!at) return <>–</>;
  return (
    <time dateTime={new Date(at).toISOString()} title={exactly(at)}>
      {when(at)}
    </time>
  );
}
