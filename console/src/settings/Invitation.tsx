import { Button } from 'react-aria-components/Button';
import type { User } from '../protocol';
import { post } from '../server';
import { Copy } from '../shell/Copy';
import { Panel } from '../shell/Panel';

export interface Invited {
  user: User;
  /** The address that signs them in once. */
  link: string;
}

/** A fresh link for `user`; links given out before are good no longer. */
export async function invite(user: User): Promise<Invited> {
  const { path } = await post<{ path: string }>(`/api/v1/users/${user.id}/link`);
  return { user, link: `${location.origin}${path}` };
}

/** A link that signs somebody in, the only time it can be seen. */
export function Invitation({ invited, close }: { invited: Invited; close: () => void }) {
  return (
    <Panel title={`A link for ${invited.user.email}`} close={close} light={false}>
      <p>Send it to them by a way that only they read. It signs in whoever opens it first, once, within 24 hours.</p>
      <p className="secret mono">{invited.link}</p>
      <div className="form-actions">
        <Copy text={invited.link} what="the link" />
        <Button className="button button-main" onPress={close}>
          I have kept it
        </Button>
      </div>
    </Panel>
  );
}
