import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Icon } from './Icon';

/** Puts `text` on the clipboard; says so where the browser does not allow it. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const copy = () => {
    // There is no clipboard on pages that came without TLS from another machine.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    (clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  return (
    <>
      <Button className="button" onPress={copy}>
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} size={16} /> {outcome === 'copied' ? 'Copied' : `Copy ${what}`}
      </Button>
      <span role="status" className={outcome === 'refused' ? 'faint' : 'visually-hidden'}>
        {outcome === 'copied' && 'Copied.'}
        {outcome === 'refused' && 'This browser does not let pages copy: select the text.'}
      </span>
    </>
  );
}
