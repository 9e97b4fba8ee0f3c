import type { AgentSettings, TurnTakingProfiles } from '../protocol';
import { Field } from '../shell/Field';

interface Props {
  label: string;
  help: string;
  form: AgentSettings;
  change: (profiles: TurnTakingProfiles) => void;
  error: string | null;
}

/** In the order in which the server lists them. */
const STATES = [
  { state: 'collecting', knob: 'responsiveness', label: 'While it is given a number, a date or an address', help: 'Responsiveness then.' },
  { state: 'greeting', knob: 'interruption_sensitivity', label: 'While it greets', help: 'How it gives way then.' },
  { state: 'thinking', knob: 'interruption_sensitivity', label: 'While it thinks', help: 'With a value here a “hmm” does not take the answer back; words do, unless it is 0.' },
  { state: 'using_tool', knob: 'interruption_sensitivity', label: 'While a tool runs', help: 'The same.' },
  { state: 'speaking', knob: 'interruption_sensitivity', label: 'While it says anything else', help: 'How it gives way then.' },
] as const;

type Row = (typeof STATES)[number];

/** What of its turn-taking is otherwise in some of its states; empty for what it does anywhere. */
export function TurnProfiles({ label, help, form, change, error }: Props) {
  const profiles = form.turn_taking_profiles;
  const own = ({ state, knob }: Row) => (profiles[state] as Record<string, number> | undefined)?.[knob];
  const put = (row: Row, value: number | undefined) =>
    change(
      Object.fromEntries(
        STATES.map((one) => [one, one === row ? value : own(one)] as const)
          .filter(([, number]) => number !== undefined)
          .map(([one, number]) => [one.state, { [one.knob]: number }]),
      ),
    );
  return (
    <fieldset className="variables">
      <legend>{label}</legend>
      <p className="field-help">{help}</p>
      {STATES.map((row) => (
        <Field key={row.state} label={row.label} help={row.help}>
          {(control) => (
            <span className="short">
              <input
                {...control}
                type="number"
                min={0}
                max={1}
                step="any"
                placeholder={String(form[row.knob])}
                defaultValue={own(row) ?? ''}
                onChange={(event) => put(row, event.target.value === '' ? undefined : event.target.valueAsNumber)}
              />
              0 to 1
            </span>
          )}
        </Field>
      ))}
      <p className="field-error" role={error === null ? undefined : 'alert'}>
        {error}
      </p>
    </fieldset>
  );
}
