import { Field } from '../shell/Field';

interface Props {
  /** What stands for each where the call brings nothing. */
  own: Record<string, string>;
  given: Record<string, string>;
  disabled: boolean;
  give: (given: Record<string, string>) => void;
}

/** What is sent along with the call, for agents whose prompt or greeting wants something filled in. */
export function TalkVariables({ own, given, disabled, give }: Props) {
  const names = Object.keys(own);
  if (names.length === 0) return null;
  return (
    <details className="talk-variables">
      <summary>Variables of this call</summary>
      {names.map((name) => (
        <Field key={name} label={name} help={own[name] === '' ? 'The agent has no value of its own.' : ''}>
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
      ))}
    </details>
  );
}

/** Those that somebody gave. */
export const filledIn = (given: Record<string, string>, own: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter(([name, value]) => name in own && value !== ''));
