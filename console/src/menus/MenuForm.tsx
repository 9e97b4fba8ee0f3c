import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useUnsaved } from '../agents/useUnsaved';
import type { MenuSettings } from '../protocol';
import { ServerFailure } from '../server';
import { Field } from '../shell/Field';
import { NumberInput } from '../shell/NumberInput';
import { sentence } from '../shell/sentence';
import { ItemTable } from './ItemTable';
import { itemOf } from './menus';
import { MenuTree } from './MenuTree';
import { TargetChoice } from './TargetChoice';
import type { Targets } from './useTargets';

const FIELDS = ['name', 'language', 'prompt', 'items', 'timeout_ms', 'retries', 'fallback_action', 'fallback_target'];
const LANGUAGES = ['en-US', 'en-IN', 'en-GB', 'hi-IN', 'ta-IN', 'bn-IN', 'mr-IN', 'te-IN', 'de-DE', 'es-ES', 'fr-FR', 'pt-BR'];

interface Props {
  /** By which the menu is known among `targets`. */
  id: string;
  before: MenuSettings;
  targets: Targets;
  may: boolean;
  act: string;
  /** Keeps it; nothing is unsaved when it comes back. */
  send: (settings: MenuSettings) => Promise<void>;
}

/** All that is decided about a menu, and above it the picture that this makes. */
export function MenuForm({ id, before, targets, may, act, send }: Props) {
  const [form, setForm] = useState(before);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const self = useRef<HTMLFormElement>(null);
  // What is wrong may stand far from the button.
  useEffect(() => {
    if (failure !== null) self.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [failure]);
  const dirty = JSON.stringify(form) !== JSON.stringify(before);
  useUnsaved(dirty && !busy, 'There are changes that are not kept. Leave without them?');
  const set = (now: Partial<MenuSettings>) => setForm({ ...form, ...now });
  const about = (field: string) => (failure?.field === field ? failure.message : null);
  const elsewhere = failure !== null && !FIELDS.includes(failure.field ?? '') && (itemOf(failure.field)?.index ?? form.items.length) >= form.items.length;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    send(form)
      .catch((thrown: unknown) => setFailure(ServerFailure.of(thrown)))
      .finally(() => setBusy(false));
  };

  return (
    <form className="form menu-form" ref={self} onSubmit={submit}>
      <MenuTree id={id} settings={form} menus={targets.menus} names={targets.names} />
      {elsewhere && (
        <p className="trouble" role="alert">
          {sentence(failure.message)}
        </p>
      )}
      <fieldset className="menu-words" disabled={!may}>
        <Field label="Name" help="Lower-case letters, digits and single hyphens, such as front-door." error={about('name')}>
          {(control) => (
            <input {...control} value={form.name} required maxLength={64} pattern="[a-z0-9]+(-[a-z0-9]+)*" autoComplete="off" onChange={(event) => set({ name: event.target.value })} />
          )}
        </Field>
        <Field label="Language of the prompt" help="A tag such as en-US or hi-IN." error={about('language')}>
          {(control) => <input {...control} value={form.language} required maxLength={35} list="menu-languages" autoComplete="off" onChange={(event) => set({ language: event.target.value })} />}
        </Field>
        <Field label="Prompt" help="What callers hear, in the called agent’s voice. A key stops it." error={about('prompt')}>
          {(control) => (
            <textarea {...control} rows={3} value={form.prompt} required maxLength={2000} placeholder="For English press 1. Para español, pulse 2." onChange={(event) => set({ prompt: event.target.value })} />
          )}
        </Field>
      </fieldset>
      <ItemTable items={form.items} targets={targets} may={may} failure={failure} change={(items) => set({ items })} />
      <fieldset className="menu-waits" disabled={!may}>
        <legend>When nobody chooses</legend>
        <Field label="Waits for a key" help="From the end of the prompt, 1 to 120 seconds." error={about('timeout_ms')}>
          {(control) => (
            <NumberInput control={control} shown="seconds" value={form.timeout_ms / 1000} min={1} max={120} step="any" change={(value) => set({ timeout_ms: Math.round((value ?? Number.NaN) * 1000) })} />
          )}
        </Field>
        <Field label="Says it again" help="After silence, or a key that stands for nothing." error={about('retries')}>
          {(control) => <NumberInput control={control} shown="times" value={form.retries} min={0} max={10} step={1} change={(value) => set({ retries: value ?? Number.NaN })} />}
        </Field>
        <Field label="And then" help="After a goodbye, where it hangs up." error={about('fallback_action')}>
          {(control) => (
            <select
              {...control}
              value={form.fallback_action}
              onChange={(event) => set({ fallback_action: event.target.value === 'hangup' ? 'hangup' : 'agent', fallback_target: null })}
            >
              <option value="agent">puts through to an agent</option>
              <option value="hangup">hangs up</option>
            </select>
          )}
        </Field>
        {form.fallback_action === 'agent' && (
          <Field label="Agent" error={about('fallback_target')}>
            {(control) => (
              <TargetChoice id={control.id} invalid={control['aria-invalid']} action="agent" target={form.fallback_target} targets={targets} change={(fallback_target) => set({ fallback_target })} />
            )}
          </Field>
        )}
      </fieldset>
      <datalist id="menu-languages">
        {LANGUAGES.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      {may && (
        <div className="form-actions menu-keep" data-dirty={dirty}>
          <Button className="button button-main" type="submit" isDisabled={busy || !dirty}>
            {busy ? 'Keeping it…' : act}
          </Button>
          {dirty ? (
            <Button className="button" isDisabled={busy} onPress={() => setForm(before)}>
              Put back
            </Button>
          ) : (
            <span className="faint" role="status">
              Everything is kept. Changes count from the next call.
            </span>
          )}
        </div>
      )}
    </form>
  );
}
