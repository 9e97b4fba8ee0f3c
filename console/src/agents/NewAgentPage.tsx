import { type SubmitEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link, useLocation } from 'wouter';
import type { PublishedAgent } from '../protocol';
import { post, ServerFailure } from '../server';
import { Field } from '../shell/Field';
import { Icon } from '../shell/Icon';
import { useTitle } from '../shell/title';
import { addressOf } from './settings';

/** The few things a new agent cannot do without; the rest has values that work. */
export function NewAgentPage() {
  useTitle('New agent');
  const [, go] = useLocation();
  const [display, setDisplay] = useState('');
  const [address, setAddress] = useState<string | null>(null);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const about = (field: string) => (failure?.field === field ? failure.message : null);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    post<PublishedAgent>('/api/v1/agents', {
      name: form.get('name'),
      display_name: form.get('display_name'),
      language: form.get('language'),
      greeting: form.get('greeting'),
      ...(form.get('system_prompt') === '' ? {} : { system_prompt: form.get('system_prompt') }),
    }).then(
      (made) => go(`/agents/${made.id}`, { replace: true }),
      (thrown: unknown) => {
        setBusy(false);
        setFailure(ServerFailure.of(thrown));
      },
    );
  };

  return (
    <div className="page">
      <Link className="back" href="/agents">
        <Icon name="back" size={16} /> Agents
      </Link>
      <div className="page-head">
        <h1>New agent</h1>
      </div>
      <form className="form" onSubmit={submit}>
        {failure !== null && !['name', 'display_name', 'language', 'greeting', 'system_prompt'].includes(failure.field ?? '') && (
          <p className="trouble" role="alert">
            {failure.message}
          </p>
        )}
        <Field label="Name" help="As people read and hear it." error={about('display_name')}>
          {(control) => (
            <input {...control} name="display_name" required maxLength={200} autoComplete="off" value={display} onChange={(event) => setDisplay(event.target.value)} />
          )}
        </Field>
        <Field label="Address" help="Its name for programs: lower-case letters, digits and single hyphens." error={about('name')}>
          {(control) => (
            <input
              {...control}
              name="name"
              required
              maxLength={64}
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              autoComplete="off"
              value={address ?? addressOf(display)}
              onChange={(event) => setAddress(event.target.value)}
            />
          )}
        </Field>
        <Field label="Language" help="A tag: en-IN is English as in India." error={about('language')}>
          {(control) => <input {...control} name="language" required maxLength={35} defaultValue="en-US" autoComplete="off" />}
        </Field>
        <Field label="Greeting" help="The first thing a caller hears. Empty: it waits for the caller to begin." error={about('greeting')}>
          {(control) => <textarea {...control} name="greeting" rows={2} maxLength={2000} />}
        </Field>
        <Field label="Prompt" help="What it is there for, and how it talks. Variables such as {{shop}} come with the next step." error={about('system_prompt')}>
          {(control) => <textarea {...control} name="system_prompt" rows={6} maxLength={100_000} placeholder="You are a helpful voice AI assistant." />}
        </Field>
        <div className="form-actions">
          <Button className="button button-main" type="submit" isDisabled={busy}>
            {busy ? 'Making it…' : 'Make the agent'}
          </Button>
          <Link className="button" href="/agents">
            Cancel
          </Link>
        </div>
      </form>
    </div>
  );
}
