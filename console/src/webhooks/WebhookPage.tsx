import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link, useLocation } from 'wouter';
import type { Webhook, WebhookWithSecret } from '../protocol';
import { useServer } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import { Loading } from '../shell/Notice';
import '../shell/table.css';
import { useTitle } from '../shell/title';
import { deleteLater } from '../shell/undo';
import { DeliveryLog } from './DeliveryLog';
import { RotateSecret, Secret } from './Secret';
import { EditWebhook } from './WebhookPanel';
import { addressOf, nameOf, pathOf } from './webhooks';
import './webhooks.css';
import { Events, Unseen } from './words';

/** One webhook: what it is told, and what became of all that was sent. */
export function WebhookPage({ id }: { id: string }) {
  useTitle('Webhook');
  const answer = useServer<Webhook>(pathOf(id));
  return (
    <div className="page">
      <Link className="back" href="/webhooks">
        <Icon name="back" size={16} /> Webhooks
      </Link>
      {answer.state === 'loading' && <Loading what="the webhook" />}
      {answer.state === 'failed' && <Unseen failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' && <Shown webhook={answer.data} changed={answer.retry} />}
    </div>
  );
}

type Open = { what: 'edit' | 'rotate' } | { what: 'secret'; made: WebhookWithSecret } | null;

function Shown({ webhook, changed }: { webhook: Webhook; changed: () => void }) {
  const may = useMay('webhooks:write') === true;
  const [, go] = useLocation();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      <div className="page-head">
        <h1 className="webhook-name">{addressOf(webhook)}</h1>
        {!webhook.is_active && <span className="badge">Switched off</span>}
        {may && (
          <div className="webhook-doings">
            <Button className="button" onPress={() => setOpen({ what: 'edit' })}>
              Change
            </Button>
            <Button className="button" onPress={() => setOpen({ what: 'rotate' })}>
              New secret
            </Button>
            <Button
              className="button"
              onPress={() => {
                deleteLater(webhook.id, nameOf(webhook), pathOf(webhook.id));
                go('/webhooks');
              }}
            >
              <Icon name="trash" size={16} /> Delete
            </Button>
          </div>
        )}
        {webhook.description !== '' && <p className="lead">{webhook.description}</p>}
        <Events events={webhook.events} />
      </div>
      <DeliveryLog webhook={webhook} may={may} givenUp={changed} />
      {open?.what === 'edit' && (
        <EditWebhook
          webhook={webhook}
          close={close}
          kept={() => {
            changed();
            close();
          }}
        />
      )}
      {open?.what === 'rotate' && <RotateSecret webhook={webhook} close={close} rotated={(made) => setOpen({ what: 'secret', made })} />}
      {open?.what === 'secret' && <Secret made={open.made} rotated close={close} />}
    </>
  );
}
