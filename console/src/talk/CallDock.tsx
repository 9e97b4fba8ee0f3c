import { type RefObject, useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { Link } from 'wouter';
import { Icon } from '../shell/Icon';
import { clock } from '../time';
import type { LiveCallView } from './LiveCall';

interface Props {
  view: LiveCallView | null;
  /** The meter's element; its `--level` is set from outside of React, fifty times a second. */
  meter: RefObject<HTMLDivElement | null>;
  start: () => void;
  end: () => void;
  mute: (muted: boolean) => void;
}

/** The telephone itself: start, end, mute, how loud you are and whose turn it is. */
export function CallDock({ view, meter, start, end, mute }: Props) {
  const talking = view?.phase === 'talking';
  const live = talking || view?.phase === 'connecting';
  return (
    <section className="dock" aria-label="Call">
      <div className="dock-state" data-phase={view?.phase ?? 'idle'} data-speaking={view?.speaking}>
        <p role="status">{state(view)}</p>
        {talking && <Elapsed />}
        {view?.phase === 'ended' && view.conversation.callId !== null && (
          <Link href={`/calls/${encodeURIComponent(view.conversation.callId)}`}>Open the call’s record</Link>
        )}
      </div>
      <div className="meter" ref={meter} data-on={talking && !view.muted} aria-hidden="true">
        <span />
      </div>
      {talking && (
        <ToggleButton className="button dock-mute" isSelected={view.muted} onChange={mute}>
          <Icon name={view.muted ? 'muted' : 'talk'} /> {view.muted ? 'Muted' : 'Mute'}
        </ToggleButton>
      )}
      {live ? (
        <Button className="button button-end dock-main" onPress={end}>
          <Icon name="end" /> End
        </Button>
      ) : (
        <Button className="button button-main dock-main" onPress={start}>
          <Icon name="talk" /> {view === null ? 'Start' : 'Start again'}
        </Button>
      )}
    </section>
  );
}

function state(view: LiveCallView | null): string {
  switch (view?.phase) {
    case undefined:
      return 'Not in a call';
    case 'connecting':
      return 'Connecting';
    case 'talking':
      if (view.speaking) return 'The agent speaks';
      return view.muted ? 'Muted' : 'Listening';
    case 'ended':
      return view.conversation.ended === null
        ? 'The call has ended'
        : `The call has ended after ${clock(view.conversation.ended.seconds)}`;
    case 'failed':
      return 'Not in a call';
  }
}

function Elapsed() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const tick = setInterval(() => setSeconds((performance.now() - start) / 1000), 500);
    return () => clearInterval(tick);
  }, []);
  return <span className="dock-time">{clock(seconds)}</span>;
}
