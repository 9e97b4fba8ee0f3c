import type { Control } from './Field';

interface Props {
  control: Control;
  /** What it counts, shown beside it, such as seconds. */
  shown: string;
  /** Null for none. */
  value: number | null;
  min: number;
  max?: number | undefined;
  step: number | 'any';
  /** Whether there may be none. */
  optional?: boolean;
  change: (value: number | null) => void;
}

/** A number with its unit; while it cannot be one, the form is not sent. */
export function NumberInput({ control, shown, value, min, max, step, optional = false, change }: Props) {
  return (
    <span className="short">
      <input
        {...control}
        type="number"
        required={!optional}
        min={min}
        max={max}
        step={step}
        defaultValue={value ?? ''}
        onChange={(event) => change(event.target.value === '' && optional ? null : event.target.valueAsNumber)}
      />
      {shown}
    </span>
  );
}
