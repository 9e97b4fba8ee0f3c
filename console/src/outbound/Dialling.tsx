import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Brought, Notes } from '../calls/Beside';
import { Elapsed } from '../calls/Elapsed';
import { agentName, caller, Status } from '../calls/words';
import type { CallDetail } from '../protocol';
import { post, ServerFailure } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import './outbound.css';

/** How long hanging up may take before it is offered once more. */
const AGAIN_MS = 5000;

/** A call that is being placed: whom, how far it has come, and a way to hang up. */
export function Dialling({ call }: { call: CallDetail }) {
  const may = useMay('calls:write') === true;
  const [ending, setEnding] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const panel = useRef<HTMLElement>(null);

  // What takes its place has no such button: whoever held it goes on at the page's beginning.
  useLayoutEffect(() => {
    const own = panel.current;
    return () => {
      if (own?.contains(document.activeElement) === true) document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);

  const hangUp = () => {
    setEnding(true);
    setTrouble(null);
    post(`/api/v1/calls/${encodeURIComponent(call.id)}/end`).then(
      // A carrier that does not obey may be asked again.
      () => setTimeout(() => setEnding(false), AGAIN_MS),
      (thrown: unknown) => {
        setEnding(false);
        setTrouble(ServerFailure.of(thrown).message);
      },
    );
  };

  return (
    <>
      <div className="page-head">
        <h1>{agentName(call)}</h1>
        <Status call={call} />
      </div>
      <section className="dialling" aria-label="Call being placed" data-status={call.status} ref={panel}>
        <span className="dialling-sign">
          <Icon name="outgoing" size={22} />
        </span>
        <p className="dialling-whom">
          {progress(call)} <span className="faint"><Elapsed since={call.started_at} /></span>
        </p>
        {may && (
          <Button className="button button-end" isPending={ending} onPress={hangUp}>
            <Icon name="end" size={16} /> {ending ? 'Hanging up…' : 'Hang up'}
          </Button>
        )}
        {trouble !== null && (
          <p className="trouble" role="alert">
            {trouble}
          </p>
        )}
      </section>
      <p className="faint">What is said will stand here once somebody answers.</p>
      <Brought variables={call.variables ?? {}} />
      <Notes id={call.id} notes={call.notes ?? []} />
    </>
  );
}

/** How far a call has come that nobody has answered yet. */
export function progress(call: Pick<CallDetail, 'status' | 'caller_number' | 'channel'>): string {
  return call.status === 'ringing' ? `Ringing… ${caller(call)}` : `Calling ${caller(call)}…`;
}
