import { type SubmitEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link, useLocation, useSearch } from 'wouter';
import { useAll } from '../all';
import { PROMPTS, promptsOf } from '../prompts/prompts';
import type { PublishedAgent } from '../protocol';
import { post, ServerFailure } from '../server';
import { Field } from '../shell/Field';
import { Icon } from '../shell/Icon';
import { useTitle } from '../shell/title';
import { addressOf, entries, variablesIn } from './settings';

/** The few things a new agent cannot do without; the rest has values that work. */
export function NewAgentPage() {
  useTitle('New agent');
  const [, go] = useLocation();
  const [display, setDisplay] = useState('');
  const [address, setAddress] = useState<string | null>(null);
  const prompts = useAll(PROMPTS, promptsOf);
  const asked = new URLSearchParams(useSearch()).get('prompt');
  const [picked, setPicked] = useState<string | null>(asked);
  const [written, setWritten] = useState<string | null>(null);
  const all = prompts.state === 'ready' ? prompts.data : [];
  const from = all.find((one) => (picked === null ? one.is_default : one.id === picked));
  const prompt = written ?? from?.content ?? '';
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const about = (field: string) => (failure?.field === field ? failure.message : null);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    setBusy(true);
    setFailure(null);
    post<PublishedAgent>('/api/v1/agents', {
      name: form.get('name'),
      display_name: form.get('display_name'),
      language: form.get('language'),
      greeting: form.get('greeting'),
      ...(prompt === '' ? {} : { system_prompt: prompt }),
      variables: {
        ...Object.fromEntries(variablesIn(text('greeting'), prompt).map((name) => [name, ''])),
        ...from?.variables,
      },
      likely_questions: entries(text('likely_questions')),
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
        {failure !== null && !['name', 'display_name', 'language', 'greeting', 'system_prompt', 'likely_questions'].includes(failure.field ?? '') && (
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
        {all.length > 0 && (
          <Field label="Begin from" help={from?.description ?? 'A prompt of the Prompts page; it is copied, and can be changed here.'}>
            {(control) => (
              <select
                {...control}
                value={from?.id ?? ''}
                onChange={(event) => {
                  setPicked(event.target.value);
                  setWritten(null);
                }}
              >
                <option value="">What is written below</option>
                {all.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field label="Prompt" help="What it is there for, and how it talks. Variables such as {{shop}} come with the next step." error={about('system_prompt')}>
          {(control) => <textarea {...control} rows={6} required={all.length > 0} maxLength={100_000} placeholder="You are a helpful voice AI assistant." value={prompt} onChange={(event) => setWritten(event.target.value)} />}
        </Field>
        <Field label="Likely questions" help="What callers tend to ask, one a line. The embedded recogniser knows these words best, besides those of the documents that the next step takes." error={about('likely_questions')}>
          {(control) => <textarea {...control} name="likely_questions" rows={3} placeholder="When are you open?" />}
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
