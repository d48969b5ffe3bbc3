import { useEffect, useRef } from 'react';
import { Problem } from './Problem';

/** A refusal comes into view, wherever one was on the page. */
export function Refusal({ error, title }: { error: unknown; title?: string | undefined }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void place.current?.scrollIntoView({ block: 'center' }); // Some browsers answer a promise, which is no clean-up.
  }, [error]);
  return (
    <div ref={place}>
      <Problem error={error} {...(title === undefined ? {} : { title })} />
    </div>
  );
}
