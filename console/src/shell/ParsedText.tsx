import type { Control } from './Field';

interface Props<T> {
  control: Control;
  rows: number;
  /** What stands there at first. */
  text: string;
  /** What a text means; null where it means nothing. */
  read: (text: string) => T | null;
  /** Said of a text that means nothing. */
  wrong: string;
  change: (value: T) => void;
}

/** Text for a machine. While it cannot be read, what was read last stays and the form is not sent. */
export function ParsedText<T>({ control, rows, text, read, wrong, change }: Props<T>) {
  return (
    <textarea
      {...control}
      className="mono"
      rows={rows}
      spellCheck={false}
      defaultValue={text}
      onChange={(event) => {
        const value = read(event.target.value);
        event.target.setCustomValidity(value === null ? wrong : '');
        if (value !== null) change(value);
      }}
    />
  );
}
