import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link, useLocation } from 'wouter';
import '../agents/agents.css';
import type { Webhook, Webhooks, WebhookWithSecret } from '../protocol';
import { change, ServerFailure, useServer } from '../server';
import { Tick } from '../shell/Field';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading, Notice } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { deleteLater, useFarewells } from '../shell/undo';
import { fullTime, when } from '../time';
import { Secret } from './Secret';
import { EditWebhook, NewWebhook } from './WebhookPanel';
import { addressOf, nameOf, pathOf, WEBHOOKS } from './webhooks';
import './webhooks.css';
import { Events, Standing, Unseen } from './words';

type Open = { what: 'new' } | { what: 'edit'; webhook: Webhook } | { what: 'secret'; made: WebhookWithSecret } | null;

/** Whom this server tells what happens. */
export function WebhooksPage() {
  useTitle('Webhooks');
  const answer = useServer<Webhooks>(WEBHOOKS);
  const may = useMay('webhooks:write') === true;
  const [, go] = useLocation();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div className="page">
      <div className="page-head">
        <h1>Webhooks</h1>
        {may && (
          <Button className="button button-main" onPress={() => setOpen({ what: 'new' })}>
            <Icon name="add" size={16} /> New webhook
          </Button>
        )}
        <p className="lead">Tell a server of yours what happens here: that a call is over, that an agent has a new version, that a provider failed.</p>
      </div>
      {answer.state === 'loading' && <Loading what="the webhooks" />}
      {answer.state === 'failed' && <Unseen failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <WebhookList webhooks={answer.data.webhooks} may={may} edit={(webhook) => setOpen({ what: 'edit', webhook })} changed={answer.retry} />}
      {open?.what === 'new' && (
        <NewWebhook
          close={close}
          made={(made) => {
            answer.retry();
            setOpen({ what: 'secret', made });
          }}
        />
      )}
      {open?.what === 'edit' && (
        <EditWebhook
          webhook={open.webhook}
          close={close}
          kept={() => {
            answer.retry();
            close();
          }}
        />
      )}
      {/* Its own page sends it a test, which is what comes next. */}
      {open?.what === 'secret' && <Secret made={open.made} rotated={false} close={() => go(`/webhooks/${open.made.id}`)} />}
    </div>
  );
}

interface ListProps {
  webhooks: Webhook[];
  may: boolean;
  edit: (one: Webhook) => void;
  changed: () => void;
}

function WebhookList({ webhooks, may, edit, changed }: ListProps) {
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  // What was switched last, until the list comes anew.
  const [wish, setWish] = useState<{ of: Webhook; on: boolean } | null>(null);
  const isOn = (one: Webhook) => (wish?.of === one ? wish.on : one.is_active);
  const hidden = new Set(useFarewells().flatMap((one) => (one.state === 'failed' ? [] : [one.id])));
  const shown = webhooks.filter((one) => !hidden.has(one.id));
  if (shown.length === 0) {
    return (
      <Notice title="No webhooks yet">
        <p>Write a call’s outcome into the customer’s file, open a ticket, wake somebody: a webhook tells your server as soon as it happens.</p>
      </Notice>
    );
  }
  const turn = (one: Webhook, on: boolean) => {
    setFailure(null);
    setWish({ of: one, on });
    change('PATCH', pathOf(one.id), { body: { is_active: on } }).then(changed, (thrown: unknown) => {
      setWish(null);
      setFailure(ServerFailure.of(thrown));
    });
  };
  return (
    <>
      {failure !== null && (
        <p className="trouble" role="alert">
          {failure.message}
        </p>
      )}
      <ul className="agents">
        {shown.map((one) => (
          <li className="agent webhook" key={one.id}>
            <div className="agent-head">
              <h2>
                <Link className="webhook-name" href={`/webhooks/${one.id}`}>
                  {addressOf(one)}
                </Link>
              </h2>
              {!isOn(one) && <span className="badge">Switched off</span>}
            </div>
            <p className="agent-about">{one.description === '' ? <span className="faint">No description.</span> : one.description}</p>
            <Events events={one.events} />
            <p className="webhook-last">
              {one.last_delivery === null ? (
                <span className="faint">Nothing was sent yet.</span>
              ) : (
                <>
                  <Standing status={one.last_delivery.status} /> <span className="faint" title={fullTime(one.last_delivery.at)}>{when(one.last_delivery.at)}</span>
                </>
              )}
            </p>
            {may && (
              <div className="form-actions">
                <Tick label="On" on={isOn(one)} set={(on) => turn(one, on)} />
                <Button className="button button-small" aria-label={`Change ${nameOf(one)}`} onPress={() => edit(one)}>
                  Change
                </Button>
                <Button className="button button-small" aria-label={`Delete ${nameOf(one)}`} onPress={() => deleteLater(one.id, nameOf(one), pathOf(one.id))}>
                  Delete
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
