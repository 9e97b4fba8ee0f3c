import { Button } from 'react-aria-components/Button';
import { Field } from '../shell/Field';

interface Props {
  label: string;
  help: string;
  /** Voices by language tag. */
  voices: Record<string, string>;
  change: (voices: Record<string, string>) => void;
  error: string | null;
}

/** A voice for each language that a call may be led in besides the agent's own. */
export function Voices({ label, help, voices, change, error }: Props) {
  const rows = Object.entries(voices);
  const put = (at: number, language: string, voice: string) => change(Object.fromEntries(rows.map((row, i) => (i === at ? [language, voice] : row))));
  return (
    <fieldset className="variables">
      <legend>{label}</legend>
      <p className="field-help">{help}</p>
      {rows.map(([language, voice], i) => (
        <div className="variable voice" key={i}>
          <Field label="Language">
            {(control) => (
              <input {...control} required maxLength={35} autoComplete="off" placeholder="hi-IN" value={language} onChange={(event) => put(i, event.target.value, voice)} />
            )}
          </Field>
          <Field label="Voice">
            {(control) => (
              <input {...control} required maxLength={200} autoComplete="off" value={voice} onChange={(event) => put(i, language, event.target.value)} />
            )}
          </Field>
          <Button className="button" aria-label={`Remove the voice for ${language}`} onPress={() => change(Object.fromEntries(rows.filter((_, at) => at !== i)))}>
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button className="button button-small" isDisabled={'' in voices} onPress={() => change({ ...voices, '': '' })}>
          Add a language
        </Button>
      </div>
      <p className="field-error" role={error === null ? undefined : 'alert'}>
        {error}
      </p>
    </fieldset>
  );
}
