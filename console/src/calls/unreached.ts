import type { Call } from '../protocol';

/** Why a call that was placed reached nobody, by the reason it ended for, and what may be done. */
export const UNREACHED: Record<string, { why: string; then: string }> = {
  dial_busy: { why: 'Busy', then: 'The line was taken by another call. Call again in a while.' },
  dial_no_answer: { why: 'Nobody answered', then: 'It rang, and nobody took the call. Call again at another time.' },
  dial_failed: {
    why: 'Could not be placed',
    then: 'The carrier could not put it through. Check that the number exists, and that your account with the carrier may call it.',
  },
  dial_canceled: { why: 'Hung up before it was answered', then: 'It was called off while nobody had answered yet.' },
};

/** Whether a call is being placed, and nobody has answered it yet. */
export const dialled = ({ status }: Pick<Call, 'status'>): boolean => status === 'queued' || status === 'ringing';

/** Whether it was placed and reached nobody. */
export const unreached = ({ end_reason }: Pick<Call, 'end_reason'>): boolean => end_reason !== null && end_reason in UNREACHED;
