import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components/Button';
import type { MenuAction, MenuItem } from '../protocol';
import type { ServerFailure } from '../server';
import { Icon } from '../shell/Icon';
import '../shell/form.css';
import '../shell/table.css';
import { DIGITS, itemOf, newItem } from './menus';
import { TargetChoice } from './TargetChoice';
import type { Targets } from './useTargets';

interface Props {
  items: readonly MenuItem[];
  targets: Targets;
  may: boolean;
  failure: ServerFailure | null;
  change: (items: MenuItem[]) => void;
}

const ACTIONS: readonly { action: MenuAction; label: string }[] = [
  { action: 'agent', label: 'Puts through to' },
  { action: 'submenu', label: 'Opens the menu' },
  { action: 'hangup', label: 'Hangs up' },
];

/** What each key does, a row a key. */
export function ItemTable({ items, targets, may, failure, change }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const before = useRef(items.length);
  // Who adds a key goes on writing in it.
  useEffect(() => {
    if (items.length > before.current) body.current?.querySelector<HTMLInputElement>('tr:last-of-type input')?.focus();
    before.current = items.length;
  }, [items.length]);
  const set = (index: number, now: Partial<MenuItem>) => change(items.map((item, i) => (i === index ? { ...item, ...now } : item)));
  const wrong = itemOf(failure?.field ?? null);
  const whole = failure?.field === 'items' ? failure.message : null;
  return (
    <fieldset className="menu-items" disabled={!may}>
      <legend>Keys</legend>
      <table className="rows" aria-label="Keys">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Label</th>
            <th scope="col">What it does</th>
            <th scope="col">Language</th>
            <th scope="col">
              <abbr title="Neither key nor label stands in any record">Not recorded</abbr>
            </th>
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {items.map((item, index) => (
            <Row
              // A key's digit may change; its place says which row it is.
              key={index}
              item={item}
              targets={targets}
              wrong={wrong?.index === index && failure !== null ? { part: wrong.part, why: failure.message } : null}
              set={(now) => set(index, now)}
              remove={may && items.length > 1 ? () => change(items.filter((_, i) => i !== index)) : null}
            />
          ))}
        </tbody>
      </table>
      <p className="field-error" role={whole === null ? undefined : 'alert'}>
        {whole}
      </p>
      {may && items.length < DIGITS.length && (
        <Button className="button button-small" onPress={() => change([...items, newItem(items)])}>
          <Icon name="add" size={14} /> Add a key
        </Button>
      )}
    </fieldset>
  );
}

interface RowProps {
  item: MenuItem;
  targets: Targets;
  wrong: { part: string; why: string } | null;
  set: (now: Partial<MenuItem>) => void;
  /** Null where it cannot be removed. */
  remove: (() => void) | null;
}

function Row({ item, targets, wrong, set, remove }: RowProps) {
  const of = `of key ${item.digit}`;
  const about = (part: string) => ({ 'aria-invalid': wrong?.part === part });
  return (
    <>
      <tr>
        <td data-label="Key">
          <select className="control" aria-label={`Key ${item.digit}`} {...about('digit')} value={item.digit} onChange={(event) => set({ digit: event.target.value })}>
            {DIGITS.map((digit) => (
              <option key={digit}>{digit}</option>
            ))}
          </select>
        </td>
        <td data-label="Label">
          <input className="control" aria-label={`Label ${of}`} {...about('label')} value={item.label} maxLength={100} required placeholder="English" autoComplete="off" onChange={(event) => set({ label: event.target.value })} />
        </td>
        <td data-label="What it does">
          <div className="menu-does">
            <select
              className="control"
              aria-label={`What key ${item.digit} does`}
              {...about('action')}
              value={item.action}
              onChange={(event) => set({ action: event.target.value as MenuAction, target: null, language: null })}
            >
              {ACTIONS.map(({ action, label }) => (
                <option key={action} value={action}>
                  {label}
                </option>
              ))}
            </select>
            {item.action !== 'hangup' && (
              <TargetChoice label={`Target ${of}`} invalid={wrong?.part === 'target'} action={item.action} target={item.target} targets={targets} change={(target) => set({ target })} />
            )}
          </div>
        </td>
        <td data-label="Language">
          {item.action === 'agent' ? (
            <input
              className="control"
              aria-label={`Language ${of}`}
              {...about('language')}
              value={item.language ?? ''}
              maxLength={35}
              list="menu-languages"
              placeholder="its own"
              autoComplete="off"
              onChange={(event) => set({ language: event.target.value === '' ? null : event.target.value })}
            />
          ) : (
            <span className="faint">–</span>
          )}
        </td>
        <td data-label="Not recorded">
          <input type="checkbox" aria-label={`Do not record key ${item.digit}`} checked={item.sensitive} onChange={(event) => set({ sensitive: event.target.checked })} />
        </td>
        <td>
          {remove !== null && (
            <Button className="button button-small" aria-label={`Remove key ${item.digit}`} onPress={remove}>
              <Icon name="trash" size={14} />
            </Button>
          )}
        </td>
      </tr>
      {wrong !== null && (
        <tr className="menu-wrong">
          <td colSpan={6}>
            <p className="field-error" role="alert">
              {wrong.why}
            </p>
          </td>
        </tr>
      )}
    </>
  );
}
