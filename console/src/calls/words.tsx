import type { Call } from '../protocol';

type Standing = Pick<Call, 'status' | 'end_reason'>;

/** How a call stands, with the reason it ended. */
export function Status({ call }: { call: Standing }) {
  return (
    <span className="status" data-status={call.status}>
      {plain(call.status)}
      {call.end_reason !== null && <span className="faint">{plain(call.end_reason)}</span>}
    </span>
  );
}

/** The number that called, or what stands for one. */
export function caller(call: Pick<Call, 'caller_number' | 'channel'>): string {
  return call.caller_number ?? plain(call.channel);
}

/** Who answered, as people know it. */
export function agentName(call: Pick<Call, 'agent'>): string {
  return call.agent?.display_name ?? 'A deleted agent';
}

/** `user_ended` as `User ended`. */
export function plain(word: string): string {
  const words = word.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
