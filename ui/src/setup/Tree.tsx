import FileText from '@react-spectrum/s2/icons/FileText';
import Folder from '@react-spectrum/s2/icons/Folder';
import Table from '@react-spectrum/s2/icons/Table';
import { useState } from 'react';
import { FLOW_SERVICE, query } from '../api/client';
import { useGet } from '../api/queries';
import type { Item } from '../api/types';
import { Bones } from '../pieces/Bones';
import { Problem } from '../pieces/Problem';
import { tableLabel } from './fields';

export const explorePath = (account: string, parameters: Parameters<typeof query>[0]) => `${FLOW_SERVICE}/connections/${account}/explore${query(parameters)}`;

interface Choice {
  account: string;
  chosen: string | undefined;
  choose: (item: Item) => void;
  search: string;
}

/** What an account has, folder by folder; folders are asked for when they are opened. */
export function Tree(props: Choice & { folder?: string }) {
  const { account, folder, search } = props;
  const items = useGet<Item[]>(explorePath(account, folder === undefined ? { objectType: 'root' } : { objectType: 'folder', object: folder }), { fresh: 60_000 });
  if (items.error) return <Problem title="The source does not show what it has" error={items.error} retry={() => void items.refetch()} />;
  if (items.isPending) return <Bones lines={4} height={32} />;
  const found = items.data.filter((item) => item.type === 'folder' || `${item.name} ${tableLabel(item.path)}`.toLowerCase().includes(search.toLowerCase().trim()));
  if (found.length === 0) return <p className="quiet tree-none">{items.data.length === 0 ? 'There is nothing here.' : 'Nothing here is called that.'}</p>;
  return (
    <ul className="tree">
      {found.map((item) => (
        <li key={item.path}>{item.type === 'folder' ? <Branch item={item} {...props} /> : <Leaf item={item} {...props} />}</li>
      ))}
    </ul>
  );
}

function Branch({ item, ...choice }: Choice & { item: Item; folder?: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Folder /> {item.name}
      </summary>
      {open && <Tree {...choice} folder={item.path} />}
    </details>
  );
}

function Leaf({ item, chosen, choose }: Choice & { item: Item }) {
  return (
    <button className="tree-leaf" aria-pressed={chosen === item.path} onClick={() => choose(item)}>
      {item.type === 'file' ? <FileText /> : <Table />}
      <span>
        {tableLabel(item.path)}
        <small>{item.path}</small>
      </span>
    </button>
  );
}
