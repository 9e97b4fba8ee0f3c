import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { count } from '../server';

const KINDS = [
  { name: 'Agents', list: '/api/agents', page: '/agents' },
  { name: 'Total calls', list: '/api/calls', page: '/calls' },
  { name: 'System prompts', list: '/api/system-prompts', page: '/prompts' },
  { name: 'Functions', list: '/api/custom-functions', page: '/functions' },
] as const;

/** How much of everything there is, as the server counts it. */
export function Holdings() {
  const [counts, setCounts] = useState<readonly (number | null)[]>([]);
  useEffect(() => {
    const leave = new AbortController();
    void Promise.allSettled(KINDS.map(({ list }) => count(list, leave.signal))).then((found) => {
      if (!leave.signal.aborted) setCounts(found.map((one) => (one.status === 'fulfilled' ? one.value : null)));
    });
    return () => leave.abort();
  }, []);
  return (
    <dl className="tiles holdings">
      {KINDS.map(({ name, page }, i) => (
        <div className="tile" key={name}>
          <dt>
            <Link href={page}>{name}</Link>
          </dt>
          <dd>
            <span className="tile-value">{counts[i] ?? '–'}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
