import type { Reservation } from '../protocol';
import { STATUSES } from './reservations';

/** How far it has come, drawn: asked for, ringing, talking, and what came of it. */
export function Course({ of: one }: { of: Reservation }) {
  const reached = stage(one);
  const over = one.status !== 'requested' && one.status !== 'calling';
  const steps = ['Asked for', 'Ringing', 'On the line', over ? STATUSES[one.status].word : 'Outcome'];
  return (
    <ol className="course" aria-label="How far it has come" data-tone={STATUSES[one.status].tone}>
      {steps.map((step, index) => {
        const state = index === reached ? 'now' : index < reached && !skipped(one, index) ? 'done' : index < reached ? 'skipped' : 'ahead';
        return (
          <li key={index} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span>{step}</span>
          </li>
        );
      })}
    </ol>
  );
}

function stage({ status, call }: Reservation): number {
  if (status === 'requested') return 0;
  if (status !== 'calling') return 3;
  return call?.status === 'in-progress' ? 2 : 1;
}

/** Whether it ended without having come there. */
function skipped({ status }: Reservation, index: number): boolean {
  return index === 2 && (status === 'failed' || status === 'cancelled');
}
