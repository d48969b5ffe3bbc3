import { createContext, useContext, useId, type ReactNode } from 'react';

const Context = createContext<{ name: string; value: string; onChange: (value: string) => void } | null>(null);

/** A choice of one among a few that each need a sentence. */
export function Choices({ label, value, onChange, children }: { label: string; value: string; onChange: (value: string) => void; children: ReactNode }) {
  const name = useId();
  return (
    <Context.Provider value={{ name, value, onChange }}>
      <fieldset className="options">
        <legend>{label}</legend>
        {children}
      </fieldset>
    </Context.Provider>
  );
}

export function Choice({ value, title, children }: { value: string; title: string; children: ReactNode }) {
  const choices = useContext(Context);
  const isChosen = choices?.value === value;
  return (
    <div className={isChosen ? 'option option-chosen' : 'option'}>
      <label>
        <input type="radio" name={choices?.name} checked={isChosen} onChange={() => choices?.onChange(value)} />
        <span>
          <strong>{title}</strong>
          <span className="quiet">{children}</span>
        </span>
      </label>
    </div>
  );
}
