import { Field } from '../shell/Field';

interface Props {
  /** What stands for each where the call brings nothing. */
  own: Record<string, string>;
  given: Record<string, string>;
  disabled: boolean;
  give: (given: Record<string, string>) => void;
  /** What is wrong with one. */
  about?: (name: string) => string | null;
}

/** What is sent along with the call, for agents whose prompt or greeting wants something filled in. */
export function TalkVariables(props: Props) {
  if (Object.keys(props.own).length === 0) return null;
  return (
    <details className="talk-variables">
      <summary>Variables of this call</summary>
      <VariableFields {...props} />
    </details>
  );
}

export function VariableFields({ own, given, disabled, give, about = () => null }: Props) {
  return Object.keys(own).map((name) => (
    <Field key={name} label={name} help={own[name] === '' ? 'The agent has no value of its own.' : ''} error={about(name)}>
      {(control) => (
        <input
          {...control}
          maxLength={2000}
          autoComplete="off"
          disabled={disabled}
          placeholder={own[name]}
          value={given[name] ?? ''}
          onChange={(event) => give({ ...given, [name]: event.target.value })}
        />
      )}
    </Field>
  ));
}

/** Those that somebody gave. */
export const filledIn = (given: Record<string, string>, own: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => name in own && value !== ''));
