import { Link } from 'wouter';
import { useAll } from '../all';
import { MENUS, menusOf } from '../menus/menus';
import { Field } from '../shell/Field';

interface Props {
  label: string;
  help: string;
  error: string | null;
  /** Id of a menu; null for none. */
  chosen: string | null;
  choose: (menu: string | null) => void;
}

/** Which keypad menu callers walk first, and the way to its page. */
export function MenuChoice({ label, help, error, chosen, choose }: Props) {
  const answer = useAll(MENUS, menusOf);
  const menus = answer.state === 'ready' ? answer.data : [];
  const known = chosen === null || menus.some((one) => one.id === chosen);
  const way =
    chosen !== null ? (
      <Link href={`/menus/${chosen}`}>See this menu</Link>
    ) : menus.length === 0 && answer.state === 'ready' ? (
      <Link href="/menus/new">Make a menu</Link>
    ) : null;
  return (
    <Field
      label={label}
      help={
        <>
          {help} {way}
        </>
      }
      error={error}
    >
      {(control) => (
        <select {...control} value={chosen ?? ''} onChange={(event) => choose(event.target.value === '' ? null : event.target.value)}>
          <option value="">None</option>
          {menus.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
          {!known && <option value={chosen}>{answer.state === 'ready' ? 'A menu that is gone' : chosen}</option>}
        </select>
      )}
    </Field>
  );
}
