import { createContext, useContext } from 'react';
import type { Caller } from './client';
import type { Session } from './types';

/** Who is signed in, and the sandbox that the address names. */
export interface Here {
  session: Session;
  sandbox: string;
  caller: Caller;
}

const Context = createContext<Here | null>(null);

export const HereProvider = Context.Provider;

export function useHere(): Here {
  const here = useContext(Context);
  if (!here) throw new Error('useHere is for what lies inside a session');
  return here;
}

/** From the least to the greatest: each role includes those before it. */
export const ROLES = ['view', 'manage', 'administrator'] as const;

/**
 * Whether who is signed in may do what needs a role. The service decides; this only keeps away
 * buttons that would refuse.
 */
export function useMay(role: (typeof ROLES)[number]): boolean {
  const { session } = useHere();
  return ROLES.slice(ROLES.indexOf(role)).some((greater) => session.roles.includes(greater));
}
