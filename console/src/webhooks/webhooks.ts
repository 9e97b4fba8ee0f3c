import type { Delivery, DeliveryStatus } from '../protocol';

export const WEBHOOKS = '/api/v1/webhooks';

export const pathOf = (id: string): string => `${WEBHOOKS}/${encodeURIComponent(id)}`;

/** What can be told, in the order of the form. */
export const EVENTS: readonly { event: string; tells: string }[] = [
  { event: 'call.started', tells: 'A call begins: with which agent, on which line, which way.' },
  { event: 'call.ended', tells: 'A call is over: how long it went on, and who ended it.' },
  { event: 'call.failed', tells: 'A call broke off, or one that was placed reached nobody: why.' },
  { event: 'conversation.updated', tells: 'Caller or agent said something: who, and which words.' },
  { event: 'agent.updated', tells: 'Somebody changed an agent’s settings or draft.' },
  { event: 'agent.deployed', tells: 'An agent’s new version is published: callers meet it from now on.' },
  { event: 'function.executed', tells: 'An agent used a function in a call: which one, and how it went.' },
  { event: 'error', tells: 'A provider failed in a call: which one, and how.' },
];

/** How a delivery stands, in words. */
export const STATUSES: Record<DeliveryStatus, string> = {
  pending: 'On its way',
  delivered: 'Delivered',
  failed: 'Failed',
  dead: 'Given up',
};

const LONGEST_NAME = 60;

/** An address without what all of them begin with. */
export const addressOf = ({ url }: { url: string }): string => url.replace(/^https:\/\//, '');

/** The same, short enough for a heading or a button. */
export function nameOf(webhook: { url: string }): string {
  const address = addressOf(webhook);
  return address.length <= LONGEST_NAME ? address : `${address.slice(0, LONGEST_NAME - 1)}…`;
}

/** Why a delivery came to nothing. */
export function trouble({ error, status_code }: Pick<Delivery, 'error' | 'status_code'>): string {
  if (error !== null && error !== '') return error;
  return status_code === null ? 'no answer came' : `the answer was ${status_code}`;
}
