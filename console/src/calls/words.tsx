import type { Call } from '../protocol';
import { Icon } from '../shell/Icon';
import { clock } from '../time';
import { UNREACHED, unreached } from './unreached';

type Standing = Pick<Call, 'status' | 'end_reason'>;

/** How a call stands, with the reason it ended. */
export function Status({ call }: { call: Standing }) {
  return (
    <span className="status" data-status={call.status}>
      {plain(call.status)}
      {call.end_reason !== null && <span className="faint">{reason(call.end_reason)}</span>}
    </span>
  );
}

/** Which way a call went: a picture, and the word for those who do not see it. */
export function Way({ call }: { call: Pick<Call, 'direction' | 'channel'> }) {
  const [name, word] =
    call.channel === 'browser' ? (['browser', 'Browser call'] as const) : call.direction === 'outbound' ? (['outgoing', 'Outbound call'] as const) : (['incoming', 'Inbound call'] as const);
  return (
    <span className="way" title={word} data-way={name}>
      <Icon name={name} size={16} />
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

/** The number that called or was called, or what stands for one. */
export function caller(call: Pick<Call, 'caller_number' | 'channel'>): string {
  return call.caller_number ?? plain(call.channel);
}

/** Who answered, as people know it. */
export function agentName(call: Pick<Call, 'agent'>): string {
  return call.agent?.display_name ?? 'A deleted agent';
}

/** Why a call ended, in words. */
export const reason = (word: string): string => UNREACHED[word]?.why ?? plain(word);

/** How long a call went on; a dash where it never did. */
export const length = (call: Pick<Call, 'duration_seconds' | 'end_reason'>): string => (call.duration_seconds === null || unreached(call) ? '–' : clock(call.duration_seconds));

/** `user_ended` as `User ended`. */
export function plain(word: string): string {
  const words = word.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
