import { Button } from '@react-spectrum/s2/Button';
import { TextField } from '@react-spectrum/s2/TextField';
import Close from '@react-spectrum/s2/icons/Close';
import { useState } from 'react';
import { useMay } from '../api/session';
import { Problem } from '../pieces/Problem';
import type { useLabels } from './useLabels';

/** The labels of one thing, shown. */
export function LabelList({ labels }: { labels: string[] }) {
  return (
    <>
      {labels.map((label) => (
        <span key={label} className="tag">
          {label}
        </span>
      ))}
    </>
  );
}

/** Adds and removes labels; each change is kept at once. */
export function LabelEditor({ of, labels, pointer, keeper }: { of: string; labels: string[]; pointer?: string; keeper: ReturnType<typeof useLabels> }) {
  const may = useMay('manage');
  const [typed, setTyped] = useState('');
  const refusal = keeper.error ?? keeper.refusalAt(pointer);
  const wanted = typed.trim();
  const add = () => {
    if (wanted === '' || labels.includes(wanted)) return setTyped('');
    keeper.change(pointer, [...labels, wanted], () => setTyped(''));
  };
  if (!may) return labels.length > 0 ? <LabelList labels={labels} /> : <p className="quiet">None yet</p>;
  return (
    <div className="label-editor">
      <ul className="tags" aria-label={`Labels of ${of}`}>
        {labels.map((label) => (
          <li key={label} className="tag">
            {label}
            <button
              aria-label={`Remove the label ${label}`}
              disabled={keeper.isPending}
              onClick={() =>
                keeper.change(
                  pointer,
                  labels.filter((one) => one !== label),
                )
              }
            >
              <Close />
            </button>
          </li>
        ))}
        {labels.length === 0 && <li className="quiet">None yet</li>}
      </ul>
      <form
        className="label-add"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField aria-label={`Add a label to ${of}`} placeholder="C2, I1, S1 or a word" value={typed} onChange={setTyped} maxLength={100} size="S" UNSAFE_style={{ width: 200 }} />
        <Button variant="secondary" size="S" type="submit" isPending={keeper.isPending}>
          Add
        </Button>
      </form>
      {refusal && <Problem error={refusal} />}
    </div>
  );
}
