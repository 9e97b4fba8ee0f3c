import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Menu, MenuStep, TestWalk } from '../protocol';
import { change, ServerFailure } from '../server';
import { Field } from '../shell/Field';
import { sentence } from '../shell/sentence';
import { languageName } from '../talk/language';
import { type Names, pathOf } from './menus';

const PAD = Array.from('123456789*0#');
const MOST = 100;

interface Props {
  menu: Menu;
  names: Names;
}

/** Walks the menu as a caller would, without a call. */
export function MenuTrial({ menu, names }: Props) {
  const [keys, setKeys] = useState('');
  const [walk, setWalk] = useState<TestWalk | null>(null);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  useEffect(() => {
    const leave = new AbortController();
    change<TestWalk>('POST', `${pathOf(menu.id)}/test`, { body: { digits: keys }, signal: leave.signal }).then(
      ({ data }) => {
        setWalk(data);
        setFailure(null);
      },
      (thrown: unknown) => {
        if (!leave.signal.aborted) setFailure(ServerFailure.of(thrown));
      },
    );
    return () => leave.abort();
  }, [menu.id, keys]);
  const over = walk !== null && walk.outcome !== 'waiting';
  const press = (key: string) => setKeys((before) => before + key);
  return (
    <div className="menu-trial">
      <section className="menu-phone" aria-label="Telephone">
        <div className="menu-pad">
          {PAD.map((key) => (
            <Button key={key} className="menu-pad-key" aria-label={NAMES[key] ?? key} isDisabled={over || keys.length >= MOST} onPress={() => press(key)}>
              {key}
            </Button>
          ))}
        </div>
        <Button className="button" isDisabled={over || keys.length >= MOST} onPress={() => press('w')}>
          Press nothing
        </Button>
        <Field label="Keys" help="Type them, or press them above: 0 to 9, *, #, A to D, and w to let the time run out." error={failure?.field === 'digits' ? failure.message : null}>
          {(control) => <input {...control} className="mono" value={keys} maxLength={MOST} autoComplete="off" spellCheck={false} onChange={(event) => setKeys(event.target.value)} />}
        </Field>
        <Button className="button" isDisabled={keys === ''} onPress={() => setKeys('')}>
          Start over
        </Button>
      </section>
      <section className="menu-steps" aria-label="What happens">
        {failure !== null && failure.field !== 'digits' && (
          <p className="trouble" role="alert">
            {sentence(failure.message)}
          </p>
        )}
        {walk !== null && (
          <>
            <ol>
              {walk.steps.map((step, index) => (
                <li key={index} data-step={step.step}>
                  <Words of={step} />
                </li>
              ))}
            </ol>
            <p className="outcome" data-outcome={walk.outcome} role="status">
              <End of={walk} names={names} />
            </p>
          </>
        )}
      </section>
    </div>
  );
}

const NAMES: Record<string, string> = { '*': 'star', '#': 'hash' };

/** One step of a walk, in words. */
function Words({ of: { menu, step, digit, label } }: { of: MenuStep }) {
  switch (step) {
    case 'entered':
      return (
        <>
          Hears the menu <strong>{menu}</strong>
        </>
      );
    case 'pressed':
      return digit === undefined ? (
        'Presses a key that is not recorded'
      ) : (
        <>
          Presses <kbd>{digit}</kbd> {label}
        </>
      );
    case 'unknown_key':
      return 'Presses a key that stands for nothing';
    case 'timed_out':
      return 'Presses nothing until the time is over';
    case 'repeated':
      return 'Hears it again';
    case 'gave_up':
      return 'Has not chosen often enough';
    case 'connected':
      return 'Is put through';
    case 'hung_up':
      return 'Is hung up on';
    case 'gone':
      return 'Has hung up';
  }
}

function End({ of: { outcome, agent_id, language, prompt, menu }, names }: { of: TestWalk; names: Names }) {
  switch (outcome) {
    case 'agent':
      return (
        <>
          <strong>{names.agent(agent_id)}</strong> has the caller{language === null ? '' : `, in ${languageName(language)}`}.
        </>
      );
    case 'hangup':
      return <strong>The call is over.</strong>;
    case 'waiting':
      return (
        <>
          <strong>{menu}</strong> waits for a key. {prompt !== null && <q>{prompt}</q>}
        </>
      );
  }
}
