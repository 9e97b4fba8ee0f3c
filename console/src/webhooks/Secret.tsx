import { Button } from 'react-aria-components/Button';
import '../keys/keys.css';
import type { Webhook, WebhookWithSecret } from '../protocol';
import { post } from '../server';
import { Copy } from '../shell/Copy';
import { Panel } from '../shell/Panel';
import { Question } from '../shell/Question';
import { nameOf, pathOf } from './webhooks';

interface Props {
  made: WebhookWithSecret;
  /** Whether there was another one before. */
  rotated: boolean;
  close: () => void;
}

/** What a webhook's deliveries are signed with, the only time it can be seen. */
export function Secret({ made, rotated, close }: Props) {
  return (
    <Panel title={`The secret of ${nameOf(made)}`} close={close} light={false}>
      <p>Copy it now: it is shown this once. With it your server makes sure that what it is told comes from here.</p>
      <p className="secret mono">{made.secret}</p>
      <div className="form-actions">
        <Copy text={made.secret} what="the secret" />
      </div>
      {rotated && <p>The former secret signs for 24 hours more: until then each delivery carries both signatures.</p>}
      <div className="form-actions">
        <Button className="button button-main" onPress={close}>
          I have kept it
        </Button>
      </div>
    </Panel>
  );
}

export function RotateSecret({ webhook, close, rotated }: { webhook: Webhook; close: () => void; rotated: (made: WebhookWithSecret) => void }) {
  return (
    <Question
      title={`A new secret for ${nameOf(webhook)}?`}
      text="The former secret signs for 24 hours more, beside the new one. Your server has to be given the new one by then."
      act="Rotate"
      close={close}
      answer={async () => rotated(await post<WebhookWithSecret>(`${pathOf(webhook.id)}/rotate`))}
    />
  );
}
