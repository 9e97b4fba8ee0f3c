import { Button } from 'react-aria-components/Button';
import type { ApiKeyWithSecret } from '../protocol';
import { Copy } from '../shell/Copy';
import { Panel } from '../shell/Panel';

/** A key's secret, the only time it can be seen. */
export function Secret({ made, close }: { made: ApiKeyWithSecret; close: () => void }) {
  const reads = made.key.scopes.includes('calls:read') ? '/api/v1/calls' : '/api/v1/auth/me';
  return (
    <Panel title={`The secret of ${made.key.name}`} close={close} light={false}>
      <p>Copy it now: the server keeps only its fingerprint and cannot show it again.</p>
      <p className="secret mono">{made.secret}</p>
      <div className="form-actions">
        <Copy text={made.secret} what="the secret" />
      </div>
      <p>A first request with it:</p>
      <pre className="example mono" tabIndex={0}>{`curl ${location.origin}${reads} \\\n  -H "Authorization: Bearer ${made.secret}"`}</pre>
      <div className="form-actions">
        <Button className="button button-main" onPress={close}>
          I have kept it
        </Button>
      </div>
    </Panel>
  );
}
