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
