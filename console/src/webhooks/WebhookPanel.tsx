import { type SubmitEvent, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Webhook, WebhookWithSecret } from '../protocol';
import { change, ServerFailure } from '../server';
import { Field, Tick } from '../shell/Field';
import { Panel } from '../shell/Panel';
import { uuid } from '../uuid';
import { EVENTS, nameOf, pathOf, WEBHOOKS } from './webhooks';
import './webhooks.css';

const FIELDS = ['url', 'description', 'events'];

interface Props {
  close: () => void;
}

/** A new one; its secret comes with it. */
export function NewWebhook({ close, made }: Props & { made: (webhook: WebhookWithSecret) => void }) {
  // Where the answer was lost, the same wish has the same key again: there are no two of one.
  const asked = useRef({ body: '', key: '' });
  const send = async (body: object) => {
    const text = JSON.stringify(body);
    if (asked.current.body !== text) asked.current = { body: text, key: uuid() };
    try {
      const { data } = await change<WebhookWithSecret>('POST', WEBHOOKS, { body, key: asked.current.key });
      made(data);
    } catch (thrown) {
      if (ServerFailure.of(thrown).kind !== 'unreachable') asked.current = { body: '', key: '' };
      throw thrown;
    }
  };
  return <WebhookForm title="New webhook" act="Make the webhook" before={null} close={close} send={send} />;
}

export function EditWebhook({ webhook, close, kept }: Props & { webhook: Webhook; kept: () => void }) {
  const send = async (body: object) => {
    await change('PATCH', pathOf(webhook.id), { body });
    kept();
  };
  return <WebhookForm title={nameOf(webhook)} act="Keep it" before={webhook} close={close} send={send} />;
}

interface FormProps extends Props {
  title: string;
  act: string;
  /** The one to change; null for a new one. */
  before: Webhook | null;
  send: (body: object) => Promise<void>;
}

/** All that is decided about a webhook. */
function WebhookForm({ title, act, before, close, send }: FormProps) {
  const [events, setEvents] = useState<readonly string[]>(before?.events ?? []);
  const [active, setActive] = useState(before?.is_active ?? true);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const about = (field: string) => (failure?.field === field ? failure.message : null);
  // A newer server may tell more than this page knows; what was chosen stays.
  const foreign = (before?.events ?? []).filter((event) => !EVENTS.some((one) => one.event === event)).map((event) => ({ event, tells: '' }));

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (events.length === 0) {
      setFailure(new ServerFailure('refused', 'Choose at least one event.', { field: 'events' }));
      return;
    }
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure(null);
    send({ url: form.get('url'), description: form.get('description'), events, is_active: active }).catch((thrown: unknown) => {
      setBusy(false);
      setFailure(ServerFailure.of(thrown));
    });
  };

  return (
    <Panel title={title} close={close} light={false}>
      <form className="form" onSubmit={submit}>
        {failure !== null && !FIELDS.includes(failure.field ?? '') && (
          <p className="trouble" role="alert">
            {failure.message}
          </p>
        )}
        <Field label="Address" help="Each event is sent there as JSON with POST, and signed." error={about('url')}>
          {(control) => (
            <input {...control} name="url" type="url" required maxLength={2000} placeholder="https://example.org/hooks/antiphon" autoFocus={before === null} autoComplete="off" defaultValue={before?.url} />
          )}
        </Field>
        <Field label="Description" help="For those who look after it, such as “tickets in the help desk”." error={about('description')}>
          {(control) => <input {...control} name="description" maxLength={500} autoComplete="off" defaultValue={before?.description} />}
        </Field>
        <fieldset className="events">
          <legend>Events</legend>
          {[...EVENTS, ...foreign].map(({ event, tells }) => (
            <Tick
              key={event}
              label={event}
              help={tells}
              on={events.includes(event)}
              set={(on) => setEvents(on ? [...events, event] : events.filter((one) => one !== event))}
            />
          ))}
          <p className="field-error" role={about('events') === null ? undefined : 'alert'}>
            {about('events')}
          </p>
        </fieldset>
        <Tick label="Switched on" help="Switched off, it is sent nothing, and what happens meanwhile is not sent later." on={active} set={setActive} />
        <div className="form-actions">
          <Button className="button button-main" type="submit" isDisabled={busy}>
            {busy ? 'Keeping it…' : act}
          </Button>
          <Button className="button" onPress={close}>
            Cancel
          </Button>
        </div>
      </form>
    </Panel>
  );
}
