import Checkmark from '@react-spectrum/s2/icons/Checkmark';
import type { ReactNode } from 'react';

/** What is done one thing after the other: those before `at` are done, that one goes on. */
export function Stages({ names, at, children }: { names: readonly string[]; at: number; children?: ReactNode }) {
  return (
    <ol className="stages">
      {names.map((name, index) => (
        <li key={name} className={index < at ? 'stage-done' : index === at ? 'stage-now' : 'stage-ahead'} aria-current={index === at ? 'step' : undefined}>
          <span className="stage-mark" aria-hidden="true">
            {index < at && <Checkmark />}
          </span>
          <span>
            {name}
            {index === at && children}
          </span>
        </li>
      ))}
    </ol>
  );
}
