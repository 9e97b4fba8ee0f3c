import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ServerFailure } from '../server';
import { Panel } from './Panel';

interface Props {
  title: string;
  text: string;
  act: string;
  grave?: boolean;
  close: () => void;
  answer: () => Promise<void>;
  children?: ReactNode;
}

/** Asks before something is done that hurts or costs, does it, and says what went wrong. */
export function Question({ title, text, act, grave = false, close, answer, children }: Props) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    try {
      await answer();
    } catch (thrown) {
      setTrouble(ServerFailure.of(thrown).message);
      setBusy(false);
    }
  };
  return (
    <Panel title={title} close={close}>
      <p>{text}</p>
      {children}
      {trouble !== null && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      <div className="form-actions">
        <Button className={`button ${grave ? 'button-end' : 'button-main'}`} isDisabled={busy} onPress={() => void go()}>
          {act}
        </Button>
        <Button className="button" onPress={close}>
          Cancel
        </Button>
      </div>
    </Panel>
  );
}
