import { useEffect, useRef } from 'react';

let isFirst = true;

/**
 * Leads the keyboard and screen readers to the heading of a page or step that has come, unless they
 * are at work elsewhere. The page that one enters with begins at its beginning.
 */
export function useArrival<T extends HTMLElement>(of: string) {
  const heading = useRef<T>(null);
  useEffect(() => {
    const at = document.activeElement;
    const free = at === null || at === document.body || at.closest('.navigation, h1, h2') !== null;
    if (!isFirst && free) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, [of]);
  return heading;
}
