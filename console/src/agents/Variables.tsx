import { Button } from 'react-aria-components/Button';
import type { AgentSettings } from '../protocol';
import { Field } from '../shell/Field';
import { filled, variablesIn } from './settings';

/** A text with variables, and what stands for them. */
type Text = Pick<AgentSettings, 'variables' | 'greeting' | 'system_prompt'>;

interface Props {
  form: Text;
  change: (variables: Record<string, string>) => void;
  error: string | null;
}

/** What stands for each {{name}} in prompt and greeting; a new one appears as soon as it is written there. */
export function Variables({ form, change, error }: Props) {
  const { variables, greeting, system_prompt } = form;
  const used = variablesIn(greeting, system_prompt);
  const unused = Object.keys(variables).filter((name) => !used.includes(name));
  if (used.length + unused.length === 0) {
    return (
      <fieldset className="variables">
        <legend>Variables</legend>
        <p className="field-help">None yet. Write {'{{shop}}'} in the prompt or the greeting, and its value can be given here.</p>
      </fieldset>
    );
  }
  const unknown = used.filter((name) => (variables[name] ?? '') === '');
  const without = (name: string) => Object.fromEntries(Object.entries(variables).filter(([one]) => one !== name));
  return (
    <fieldset className="variables">
      <legend>Variables</legend>
      {[...used, ...unused].map((name) => (
        <div className="variable" key={name}>
          <Field label={name} help={used.includes(name) ? '' : 'Stands nowhere in prompt or greeting.'}>
            {(control) => (
              <input {...control} maxLength={10_000} autoComplete="off" value={variables[name] ?? ''} onChange={(event) => change({ ...variables, [name]: event.target.value })} />
            )}
          </Field>
          {!used.includes(name) && (
            <Button className="button" aria-label={`Remove ${name}`} onPress={() => change(without(name))}>
              Remove
            </Button>
          )}
        </div>
      ))}
      <p className="field-error" role={error === null ? undefined : 'alert'}>
        {error}
      </p>
      {variablesIn(greeting).length > 0 && <p className="field-help">Callers hear: “{filled(greeting, variables)}”</p>}
      {unknown.length > 0 && (
        <p className="field-error">
          {unknown.map((name) => `{{${name}}}`).join(', ')} {unknown.length === 1 ? 'has' : 'have'} no value: a call that brings none leaves a gap there.
        </p>
      )}
    </fieldset>
  );
}

/** The settings with a value, if an empty one, for each variable that is used: the server wants them all named. */
export function withVariables<T extends Text>(form: T): T {
  const missing = variablesIn(form.greeting, form.system_prompt).filter((name) => !(name in form.variables));
  return missing.length === 0 ? form : { ...form, variables: { ...form.variables, ...Object.fromEntries(missing.map((name) => [name, ''])) } };
}
