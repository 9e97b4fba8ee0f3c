import { Button } from 'react-aria-components/Button';
import type { ApiKeyWithSecret } from '../protocol';
import { Copy } from '../shell/Copy';
import { Panel } from '../shell/Panel';
import { CALLS, command } from './command';

/** A key's secret, the only time it can be seen. */
export function Secret({ made, close }: { made: ApiKeyWithSecret; close: () => void }) {
  const reads = made.key.scopes.includes('calls:read');
  const first = command(reads ? CALLS : '/api/v1/auth/me', made.secret);
  return (
    <Panel title={`The secret of ${made.key.name}`} close={close} light={false}>
      <p>Copy it now: the server keeps only its fingerprint and cannot show it again.</p>
      <p className="secret mono">{made.secret}</p>
      <div className="form-actions">
        <Copy text={made.secret} what="the secret" />
      </div>
      <p>{reads ? 'This lists the newest calls, in any terminal:' : 'A first request with it, in any terminal:'}</p>
      <pre className="example mono" tabIndex={0}>{first}</pre>
      <div className="form-actions">
        <Copy text={first} what="the command" />
      </div>
      <div className="form-actions">
        <Button className="button button-main" onPress={close}>
          I have kept it
        </Button>
      </div>
    </Panel>
  );
}
