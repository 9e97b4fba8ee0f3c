import { Button } from 'react-aria-components/Button';
import { goOn, hold, undo, useFarewells } from './undo';

/** What was just deleted, and the way back. */
export function UndoBar() {
  const farewells = useFarewells().filter((one) => one.state !== 'gone');
  return (
    <div className="undo-bar" role="status" onPointerEnter={hold} onPointerLeave={goOn} onFocus={hold} onBlur={goOn}>
      {farewells.map((one) => (
        <div className="undo" key={one.id} data-state={one.state}>
          <span>{one.state === 'waiting' ? `${one.name} is deleted.` : `${one.name} could not be deleted. ${one.trouble ?? ''}`}</span>
          <Button className="button" onPress={() => undo(one.id)}>
            {one.state === 'waiting' ? 'Undo' : 'Close'}
          </Button>
        </div>
      ))}
    </div>
  );
}
