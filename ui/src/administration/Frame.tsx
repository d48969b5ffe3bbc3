import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useHere, useMay } from '../api/session';
import { Empty } from '../pieces/Empty';
import { PageHeader } from '../pieces/PageHeader';

const SECTIONS: [to: string, label: string][] = [
  ['users', 'Users'],
  ['clients', 'API clients'],
  ['sandboxes', 'Sandboxes'],
  ['organisations', 'Organisations'],
  ['audit', 'Audit log'],
];

/** What surrounds the pages of administration: the way from one to the other. */
export function Frame({ title, description, actions, children }: { title: string; description: string; actions: ReactNode; children: ReactNode }) {
  const { session } = useHere();
  if (!useMay('administrator')) {
    return (
      <>
        <PageHeader title={title} />
        <Empty title="For administrators">Your roles are {session.roles.join(', ') || 'none'}. An administrator of the organisation can give you more.</Empty>
      </>
    );
  }
  return (
    <>
      <PageHeader title={title} description={description} actions={actions} />
      <nav className="sections" aria-label="Administration">
        {SECTIONS.map(([to, label]) => (
          <NavLink key={to} to={`/administration/${to}`}>
            {label}
          </NavLink>
        ))}
      </nav>
      {children}
    </>
  );
}
