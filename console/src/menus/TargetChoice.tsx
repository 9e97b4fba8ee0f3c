import type { Targets } from './useTargets';

interface Props {
  /** Its id where a label names it, or the words for it. */
  id?: string;
  label?: string;
  invalid: boolean;
  action: 'submenu' | 'agent';
  target: string | null;
  targets: Targets;
  change: (target: string | null) => void;
}

/** Which agent, or which menu, a key leads to. */
export function TargetChoice({ id, label, invalid, action, target, targets, change }: Props) {
  const options = action === 'agent' ? targets.agents.map((one) => ({ id: one.id, name: one.display_name })) : targets.menus;
  const known = target === null || options.some((one) => one.id === target);
  return (
    <select
      className="control"
      id={id}
      aria-label={label}
      aria-invalid={invalid}
      required={action === 'submenu'}
      value={target ?? ''}
      onChange={(event) => change(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{action === 'agent' ? 'the agent who was called' : 'Choose a menu'}</option>
      {options.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
      {!known && <option value={target}>{target}</option>}
    </select>
  );
}
