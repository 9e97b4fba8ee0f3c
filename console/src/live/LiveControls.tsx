import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { post, ServerFailure } from '../server';
import { Icon } from '../shell/Icon';
import { Listening } from './Listening';

interface Props {
  id: string;
  channel: string;
}

/** Lines whose sound is elsewhere: whoever hosts the call tells this server words alone. */
const SOUND_ELSEWHERE: Record<string, string> = { retell: 'Retell' };

/** What one may do in a call that goes on: listen, say something with the agent's voice, end it. */
export function LiveControls({ id, channel }: Props) {
  const [text, setText] = useState('');
  const [ending, setEnding] = useState(false);
  const [told, setTold] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const failed = (thrown: unknown) => setTrouble(ServerFailure.of(thrown).message);
  const elsewhere = SOUND_ELSEWHERE[channel];
  const path = `/api/v1/calls/${encodeURIComponent(id)}`;

  const say = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setTrouble(null);
    post(`${path}/say`, { text }).then(() => {
      setText('');
      setTold('The agent says it as soon as the caller pauses.');
    }, failed);
  };
  const end = () => {
    setEnding(false);
    setTrouble(null);
    post(`${path}/end`).then(() => setTold('The agent says goodbye.'), failed);
  };

  return (
    <section className="live-controls" aria-label="Step in">
      <form className="one-line" onSubmit={say}>
        <input
          aria-label="Say with the agent’s voice"
          placeholder="Say with the agent’s voice"
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button className="button button-main" type="submit" isDisabled={text.trim() === ''}>
          <Icon name="say" size={16} /> Say it
        </Button>
      </form>
      <div className="live-buttons">
        {elsewhere === undefined ? <Listen id={id} failed={setTrouble} /> : <span className="faint">The sound of this call is at {elsewhere}: it is listened to there.</span>}
        {ending ? (
          <span className="live-sure">
            End this call?{' '}
            <Button className="button button-end" autoFocus onPress={end}>
              End it
            </Button>{' '}
            <Button className="button" onPress={() => setEnding(false)}>
              Not yet
            </Button>
          </span>
        ) : (
          <Button className="button" onPress={() => setEnding(true)}>
            <Icon name="end" size={16} /> End call
          </Button>
        )}
      </div>
      <p className="faint" role="status">
        {told}
      </p>
      {trouble !== null && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}

function Listen({ id, failed }: { id: string; failed: (trouble: string) => void }) {
  const listening = useRef<Listening | null>(null);
  const [on, setOn] = useState(false);
  useEffect(() => () => listening.current?.close(), []);
  const change = (wanted: boolean) => {
    setOn(wanted);
    if (!wanted) {
      listening.current?.close();
      return;
    }
    Listening.open(id, () => {
      listening.current = null;
      setOn(false);
    }).then(
      (opened) => {
        listening.current = opened;
      },
      (thrown: unknown) => {
        setOn(false);
        failed(ServerFailure.of(thrown).message);
      },
    );
  };
  return (
    <ToggleButton className="button" isSelected={on} onChange={change}>
      <Icon name="ear" size={16} /> {on ? 'Listening: caller left, agent right' : 'Listen in'}
    </ToggleButton>
  );
}
