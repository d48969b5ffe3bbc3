import ChartTrend from '@react-spectrum/s2/icons/ChartTrend';
import Data from '@react-spectrum/s2/icons/Data';
import Home from '@react-spectrum/s2/icons/Home';
import Layers from '@react-spectrum/s2/icons/Layers';
import Plugin from '@react-spectrum/s2/icons/Plugin';
import Settings from '@react-spectrum/s2/icons/Settings';
import Shuffle from '@react-spectrum/s2/icons/Shuffle';
import UserLock from '@react-spectrum/s2/icons/UserLock';
import type { ComponentType } from 'react';
import { NavLink } from 'react-router';
import { useMay } from '../api/session';

interface Entry {
  to: string;
  label: string;
  Icon: ComponentType;
}

const GROUPS: { title?: string; entries: Entry[] }[] = [
  {
    entries: [
      { to: '/', label: 'Home', Icon: Home },
      { to: '/monitoring', label: 'Monitoring', Icon: ChartTrend },
    ],
  },
  {
    title: 'Collect',
    entries: [
      { to: '/sources', label: 'Sources', Icon: Plugin },
      { to: '/accounts', label: 'Accounts', Icon: UserLock },
      { to: '/flows', label: 'Flows', Icon: Shuffle },
    ],
  },
  {
    title: 'Keep',
    entries: [
      { to: '/datasets', label: 'Datasets', Icon: Data },
      { to: '/schemas', label: 'Schemas', Icon: Layers },
    ],
  },
];

const ADMINISTRATION: Entry = { to: '/administration', label: 'Administration', Icon: Settings };

export function Navigation() {
  const groups = useMay('administrator') ? [...GROUPS, { title: 'Govern', entries: [ADMINISTRATION] }] : GROUPS;
  return (
    <nav className="navigation" aria-label="Main">
      {groups.map(({ title, entries }) => (
        <div key={title ?? 'first'}>
          {title && <h2>{title}</h2>}
          <ul>
            {entries.map(({ to, label, Icon }) => (
              <li key={to}>
                <NavLink to={to} end={to === '/'}>
                  <Icon />
                  {label}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
