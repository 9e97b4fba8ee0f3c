import { type SubmitEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { headerLines, headersOf } from '../agents/settings';
import type { CustomFunction } from '../protocol';
import { change, ServerFailure } from '../server';
import { Field, Tick } from '../shell/Field';
import { Panel } from '../shell/Panel';
import { ParsedText } from '../shell/ParsedText';
import { FUNCTIONS } from './functions';
import { argumentsOf, readSchema } from './schema';

const METHODS = ['POST', 'GET', 'PUT', 'PATCH'] as const;
const FIELDS = ['name', 'description', 'parameters', 'webhook_url', 'method', 'headers'];
const NO_ARGUMENTS = { type: 'object', properties: {} };

interface Props {
  /** The one to change; null for a new one. */
  before: CustomFunction | null;
  close: () => void;
  kept: () => void;
}

/** All that is decided about a function. */
export function FunctionPanel({ before, close, kept }: Props) {
  const [schema, setSchema] = useState(() => JSON.stringify(before?.parameters ?? NO_ARGUMENTS, null, 2));
  const [headers, setHeaders] = useState(before?.headers ?? {});
  const [active, setActive] = useState(before?.is_active ?? true);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const read = readSchema(schema);
  const about = (field: string) => (failure?.field === field ? failure.message : null);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if ('trouble' in read) return;
    const form = new FormData(event.currentTarget);
    const url = form.get('webhook_url');
    setBusy(true);
    setFailure(null);
    change(before === null ? 'POST' : 'PATCH', `${FUNCTIONS}${before === null ? '' : `/${before.id}`}`, {
      body: {
        name: form.get('name'),
        description: form.get('description'),
        parameters: read.schema,
        webhook_url: url === '' ? null : url,
        method: form.get('method'),
        headers,
        is_active: active,
      },
    }).then(kept, (thrown: unknown) => {
      setBusy(false);
      setFailure(ServerFailure.of(thrown));
    });
  };

  return (
    <Panel title={before === null ? 'New function' : before.name} close={close} light={false}>
      <form className="form" onSubmit={submit}>
        {failure !== null && !FIELDS.includes(failure.field ?? '') && (
          <p className="trouble" role="alert">
            {failure.message}
          </p>
        )}
        <Field label="Name" help="By which the model asks for it: letters, digits, _ and -, such as get_weather." error={about('name')}>
          {(control) => <input {...control} name="name" required maxLength={64} pattern="[A-Za-z0-9_\-]+" autoFocus autoComplete="off" defaultValue={before?.name} />}
        </Field>
        <Field label="What it does" help="Tells the model when to ask for it." error={about('description')}>
          {(control) => <textarea {...control} name="description" rows={2} maxLength={2000} defaultValue={before?.description} />}
        </Field>
        <div className="tool-address">
          <Field label="Method" error={about('method')}>
            {(control) => (
              <select {...control} name="method" defaultValue={before?.method ?? 'POST'}>
                {METHODS.map((method) => (
                  <option key={method}>{method}</option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Address" error={about('webhook_url')}>
            {(control) => (
              <input {...control} name="webhook_url" type="url" maxLength={2000} placeholder="https://api.example.org/weather" autoComplete="off" defaultValue={before?.webhook_url ?? ''} />
            )}
          </Field>
        </div>
        <Field
          label="Arguments"
          help={'schema' in read ? `The model gives: ${argumentsOf(read.schema) || 'nothing'}.` : 'A JSON Schema of type object.'}
          error={'trouble' in read ? read.trouble : about('parameters')}
        >
          {(control) => <textarea {...control} className="mono" rows={8} spellCheck={false} value={schema} onChange={(event) => setSchema(event.target.value)} />}
        </Field>
        <Field
          label="Headers"
          help="One a line, as Authorization: Bearer …. Values are kept sealed and never shown again: ******** leaves one as it is, for the same server."
          error={about('headers')}
        >
          {(control) => (
            <ParsedText control={control} rows={2} text={headerLines(headers)} read={headersOf} wrong="Each line must be a name, a colon and a value." change={setHeaders} />
          )}
        </Field>
        <Tick label="Agents are offered it" help="Those that name it among their tools." on={active} set={setActive} />
        <div className="form-actions">
          <Button className="button button-main" type="submit" isDisabled={busy || 'trouble' in read}>
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
