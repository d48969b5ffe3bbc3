import type { ReactNode } from 'react';

/** What stands where there is nothing yet: what it would be, and the way to the first one. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <section className="empty">
      <svg viewBox="0 0 160 72" fill="none" strokeLinecap="round" aria-hidden="true">
        <path d="M4 10c40 0 44 26 82 26M4 36h82M4 62c40 0 44-26 82-26" />
        <path className="empty-river" d="M86 36h46" />
        <circle cx="148" cy="36" r="8" />
      </svg>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </section>
  );
}
