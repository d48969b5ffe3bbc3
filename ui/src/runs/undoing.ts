import { counted } from '../pieces/format';

/** "3 new rows go." and what else undoing does. */
export function undoing(created: number, replaced: number): string {
  const gone = created > 0 ? `${counted(created, 'new row')} ${created === 1 ? 'goes' : 'go'}` : '';
  const back = replaced > 0 ? `${counted(replaced, 'replaced row')} ${replaced === 1 ? 'is' : 'are'} as before` : '';
  return `${[gone, back].filter(Boolean).join(', and ')}.`;
}
