import { useEffect, useState } from 'react';
import { clock } from '../time';

/** How long ago something was, as it grows. */
export function Elapsed({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return clock(Math.max(0, (now - Date.parse(since)) / 1000));
}
