import type { Latency } from '../protocol';
import { wait } from '../time';
import { inWords, PARTS, parts } from './latency';
import './turn.css';

/**
 * Where one turn's wait went, as a bar from the caller's last sound to the agent's first.
 *
 * @param scale milliseconds that fill the whole width, the same for all turns beside each other
 */
export function Waterfall({ latency, scale }: { latency: Latency; scale: number }) {
  const stages = parts(latency);
  if (latency.voice_to_voice_ms === null) return null;
  return (
    <figure className="waterfall">
      <figcaption>
        <strong>{wait(latency.voice_to_voice_ms)}</strong> voice to voice
        {latency.heard_ms !== null && <span className="waterfall-heard">{wait(latency.heard_ms)} at the ear</span>}
      </figcaption>
      <div className="waterfall-bar" role="img" aria-label={inWords(latency)}>
        {stages.map((part) => (
          <span key={part.name} data-part={part.name} style={{ width: `${(part.ms / scale) * 100}%` }} />
        ))}
      </div>
      <ul className="waterfall-parts" aria-hidden="true">
        {stages.map((part) => (
          <li key={part.name} data-part={part.name} title={PARTS[part.name]}>
            {part.label} {wait(part.ms)}
          </li>
        ))}
      </ul>
    </figure>
  );
}
