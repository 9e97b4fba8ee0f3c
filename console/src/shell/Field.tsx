import { type ReactNode, useId } from 'react';
import './form.css';

interface Props {
  label: string;
  help?: ReactNode;
  error?: string | null;
  /** Draws the control, which takes these. */
  children: (control: Control) => ReactNode;
}

export interface Control {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}

/** A control with its name, what it is for in plain words, and what is wrong with it. */
export function Field({ label, help, error = null, children }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-help ${id}-error`, 'aria-invalid': error !== null })}
      <div className="field-help" id={`${id}-help`}>
        {help}
      </div>
      <p className="field-error" id={`${id}-error`} role={error === null ? undefined : 'alert'}>
        {error}
      </p>
    </div>
  );
}

/** The same for something that is on or off, whose name stands beside it. */
export function Tick({ label, help, on, set }: { label: string; help?: ReactNode; on: boolean; set: (on: boolean) => void }) {
  const id = useId();
  return (
    <div className="tick">
      <input id={id} type="checkbox" checked={on} aria-describedby={`${id}-help`} onChange={(event) => set(event.target.checked)} />
      <label htmlFor={id}>{label}</label>
      <div className="field-help" id={`${id}-help`}>
        {help}
      </div>
    </div>
  );
}
