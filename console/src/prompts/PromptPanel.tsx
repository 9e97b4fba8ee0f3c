import { type SubmitEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Variables, withVariables } from '../agents/Variables';
import type { SystemPrompt } from '../protocol';
import { change, ServerFailure } from '../server';
import { Field, Tick } from '../shell/Field';
import { Panel } from '../shell/Panel';
import { PROMPTS } from './prompts';

const FIELDS = ['name', 'content', 'description', 'category', 'variables'];

interface Props {
  /** The one to change; null for a new one. */
  before: SystemPrompt | null;
  close: () => void;
  kept: () => void;
}

/** All that is decided about a prompt. */
export function PromptPanel({ before, close, kept }: Props) {
  const [content, setContent] = useState(before?.content ?? '');
  const [variables, setVariables] = useState(before?.variables ?? {});
  const [preferred, setPreferred] = useState(before?.is_default ?? false);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const about = (field: string) => (failure?.field?.split('.')[0] === field ? failure.message : null);
  const text = { greeting: '', system_prompt: content, variables };

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    change(before === null ? 'POST' : 'PATCH', before === null ? PROMPTS : `${PROMPTS}/${before.id}`, {
      body: {
        name: form.get('name'),
        content,
        description: form.get('description'),
        category: form.get('category'),
        variables: withVariables(text).variables,
        is_default: preferred,
      },
    }).then(kept, (thrown: unknown) => {
      setBusy(false);
      setFailure(ServerFailure.of(thrown));
    });
  };

  return (
    <Panel title={before === null ? 'New prompt' : before.name} close={close} light={false}>
      <form className="form" onSubmit={submit}>
        {failure !== null && !FIELDS.includes(failure.field?.split('.')[0] ?? '') && (
          <p className="trouble" role="alert">
            {failure.message}
          </p>
        )}
        <div className="pair">
          <Field label="Name" error={about('name')}>
            {(control) => <input {...control} name="name" required maxLength={200} autoFocus autoComplete="off" defaultValue={before?.name} />}
          </Field>
          <Field label="Category" help="By which you find it, such as support." error={about('category')}>
            {(control) => <input {...control} name="category" maxLength={100} autoComplete="off" defaultValue={before?.category ?? ''} />}
          </Field>
        </div>
        <Field label="Description" help="For you and your colleagues." error={about('description')}>
          {(control) => <input {...control} name="description" maxLength={2000} autoComplete="off" defaultValue={before?.description ?? ''} />}
        </Field>
        <Field label="Prompt" help="Write {{company}} for what differs from agent to agent." error={about('content')}>
          {(control) => <textarea {...control} required rows={10} maxLength={100_000} value={content} onChange={(event) => setContent(event.target.value)} />}
        </Field>
        <Variables form={text} change={setVariables} error={about('variables')} />
        <Tick label="New agents begin from it" help="Those that bring no prompt of their own. One prompt is this at a time." on={preferred} set={setPreferred} />
        <div className="form-actions">
          <Button className="button button-main" type="submit" isDisabled={busy}>
            {busy ? 'Keeping it…' : 'Keep it'}
          </Button>
          <Button className="button" onPress={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
