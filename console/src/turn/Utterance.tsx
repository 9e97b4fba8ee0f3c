import type { ReactNode } from 'react';
import { Icon } from '../shell/Icon';
import type { Role, Turn } from '../protocol';
import { Sources } from './Sources';
import { Waterfall } from './Waterfall';
import './turn.css';

interface Props {
  role: Role;
  who: string;
  text: string;
  language?: string | null;
  partial?: boolean;
  interrupted: boolean;
  active?: boolean;
  /** Stands under the name: a time, or a way to jump there. */
  place?: ReactNode;
  turn: Turn | null;
  scale: number;
}

/** One side's words, with what was measured about them in the margin. */
export function Utterance({ role, who, text, language, partial, interrupted, active, place, turn, scale }: Props) {
  return (
    <article className="utterance" data-role={role} data-partial={partial} data-active={active}>
      <header>
        <span className="utterance-who">{who}</span>
        {place}
      </header>
      <div className="utterance-text">
        <p lang={language ?? undefined}>{text}</p>
        {interrupted && (
          <p className="utterance-cut">
            <Icon name="cut" size={15} /> cut off here
          </p>
        )}
      </div>
      {turn && (
        <div className="utterance-margin">
          <Waterfall latency={turn.latency} scale={scale} />
          {role === 'assistant' && (turn.guesses ?? 0) > 0 && (
            <p className="utterance-guesses">
              {turn.guesses === 1 ? 'begun before the caller was done' : `begun ${turn.guesses} times before the caller was done`}
            </p>
          )}
          {role === 'assistant' && <Sources sources={turn.sources} confidence={turn.confidence} />}
        </div>
      )}
    </article>
  );
}
