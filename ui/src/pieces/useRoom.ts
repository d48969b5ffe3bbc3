import { useSyncExternalStore } from 'react';

/** How much room the window gives: a phone's, a tablet's, a desk's. */
export type Room = 'little' | 'some' | 'much';

const ORDER: Room[] = ['little', 'some', 'much'];
const some = window.matchMedia('(min-width: 700px)');
const much = window.matchMedia('(min-width: 1180px)');

const now = (): Room => (much.matches ? 'much' : some.matches ? 'some' : 'little');

function listen(change: () => void) {
  for (const query of [some, much]) query.addEventListener('change', change);
  return () => [some, much].forEach((query) => query.removeEventListener('change', change));
}

/** The room that there is, also when the window changes. */
export const useRoom = (): Room => useSyncExternalStore(listen, now);

/** Whether what needs some room has it. */
export const hasRoom = (room: Room, needed: Room = 'little') => ORDER.indexOf(room) >= ORDER.indexOf(needed);
