import { useState } from 'react';
import type { ApiKey, ApiKeyWithSecret } from '../protocol';
import { change, post } from '../server';
import { Field } from '../shell/Field';
import { Question } from '../shell/Question';

const GRACES = [
  { seconds: 0, label: 'at once' },
  { seconds: 3600, label: 'in an hour' },
  { seconds: 86_400, label: 'in a day' },
  { seconds: 604_800, label: 'in a week' },
];

interface Props {
  apiKey: ApiKey;
  close: () => void;
}

export function RotateKey({ apiKey, close, rotated }: Props & { rotated: (made: ApiKeyWithSecret) => void }) {
  const [grace, setGrace] = useState(3600);
  return (
    <Question
      title={`A new secret for ${apiKey.name}?`}
      text="The key keeps its name, rights and limit. Programs have to be given the new secret."
      act="Rotate"
      close={close}
      answer={async () => rotated(await post<ApiKeyWithSecret>(`/api/v1/keys/${apiKey.id}/rotate`, { grace_seconds: grace }))}
    >
      <Field label="The old secret ends" help="Until then both open the door.">
        {(control) => (
          <select {...control} value={grace} onChange={(event) => setGrace(Number(event.target.value))}>
            {GRACES.map(({ seconds, label }) => (
              <option key={seconds} value={seconds}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Question>
  );
}

export function RevokeKey({ apiKey, close, revoked }: Props & { revoked: () => void }) {
  return (
    <Question
      title={`Revoke ${apiKey.name}?`}
      text="Whatever uses it is turned away from now on. This cannot be undone; a new key can be made."
      act="Revoke"
      grave
      close={close}
      answer={async () => {
        await change('DELETE', `/api/v1/keys/${apiKey.id}`);
        revoked();
      }}
    />
  );
}
