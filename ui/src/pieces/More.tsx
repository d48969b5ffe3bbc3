import { ActionMenu } from '@react-spectrum/s2/ActionMenu';
import { MenuItem } from '@react-spectrum/s2/Menu';

/** What else can be done with a thing, under three dots. Entries that are left out are not possible now. */
export function More({ label, entries, isQuiet = true }: { label: string; entries: ([name: string, act: () => void] | false | undefined)[]; isQuiet?: boolean }) {
  const possible = entries.filter((entry) => entry !== false && entry !== undefined);
  if (possible.length === 0) return null;
  return (
    <ActionMenu aria-label={label} isQuiet={isQuiet} onAction={(key) => possible.find(([name]) => name === key)?.[1]()}>
      {possible.map(([name]) => (
        <MenuItem key={name} id={name}>
          {name}
        </MenuItem>
      ))}
    </ActionMenu>
  );
}
