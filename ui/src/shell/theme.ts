/** Light, dark, or as the system has it; kept in this browser. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'tributary.theme';

export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function wear(wanted: Theme) {
  if (wanted === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.colorScheme;
  } else {
    localStorage.setItem(KEY, wanted);
    document.documentElement.dataset.colorScheme = wanted;
  }
}

wear(theme());
