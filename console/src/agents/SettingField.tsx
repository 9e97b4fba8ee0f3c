import { useId, useState } from 'react';
import type { AgentSettings, System } from '../protocol';
import { Field, Tick } from '../shell/Field';
import { NumberInput } from '../shell/NumberInput';
import { ParsedText } from '../shell/ParsedText';
import { AgentTools } from './AgentTools';
import { MenuChoice } from './MenuChoice';
import { entries, object, type Setting } from './settings';
import { SharedTools } from './SharedTools';
import { TurnProfiles } from './TurnProfiles';
import { Variables } from './Variables';
import { Voices } from './Voices';

interface Props {
  setting: Setting;
  form: AgentSettings;
  change: (settings: Partial<AgentSettings>) => void;
  /** What is wrong with it, as the server said. */
  error: string | null;
  /** What the server hears, thinks and speaks with; null until it is known. */
  system: System | null;
}

/** The control of one setting. */
export function SettingField({ setting, form, change, error, system }: Props) {
  const list = useId();
  const { label, help } = setting;
  switch (setting.kind) {
    case 'variables':
      return <Variables form={form} change={(variables) => change({ variables })} error={error} />;
    case 'truth':
      return <Tick label={label} help={help} on={form[setting.name]} set={(on) => change({ [setting.name]: on })} />;
    case 'line':
      return (
        <Field label={label} help={help} error={error}>
          {(control) => (
            <>
              <input
                {...control}
                value={form[setting.name]}
                maxLength={setting.most}
                pattern={setting.pattern}
                list={setting.suggestions && list}
                required
                autoComplete="off"
                onChange={(event) => change({ [setting.name]: event.target.value })}
              />
              {setting.suggestions && <Suggestions id={list} of={setting.suggestions} />}
            </>
          )}
        </Field>
      );
    case 'menu':
      return <MenuChoice label={label} help={help} error={error} chosen={form[setting.name]} choose={(menu) => change({ [setting.name]: menu })} />;
    case 'text':
      return (
        <Field label={label} help={help} error={error}>
          {(control) => (
            <textarea
              {...control}
              value={form[setting.name]}
              rows={setting.rows}
              maxLength={setting.most}
              required={setting.name === 'system_prompt'}
              onChange={(event) => change({ [setting.name]: event.target.value })}
            />
          )}
        </Field>
      );
    case 'lines':
      return (
        <Field label={label} help={help} error={error}>
          {(control) => <Lines {...control} rows={setting.rows} lines={form[setting.name]} change={(lines) => change({ [setting.name]: lines })} />}
        </Field>
      );
    case 'choice': {
      const known = system?.providers[setting.part].map((provider) => provider.name) ?? [];
      return (
        <Field label={label} help={help} error={error}>
          {(control) => (
            <>
              <input
                {...control}
                value={form[setting.name] ?? ''}
                maxLength={200}
                list={list}
                placeholder={known.length === 0 ? 'the server’s own' : `the server’s own: ${known.join(', then ')}`}
                autoComplete="off"
                onChange={(event) => change({ [setting.name]: event.target.value === '' ? null : event.target.value })}
              />
              <Suggestions id={list} of={known} />
            </>
          )}
        </Field>
      );
    }
    case 'share':
      return (
        <Field label={label} help={help} error={error}>
          {(control) => (
            <div className="share">
              <input
                {...control}
                type="range"
                min={setting.min ?? 0}
                max={setting.max ?? 1}
                step={0.05}
                value={form[setting.name]}
                aria-valuetext={form[setting.name].toFixed(2)}
                onChange={(event) => change({ [setting.name]: event.target.valueAsNumber })}
              />
              <output htmlFor={control.id}>{form[setting.name].toFixed(2)}</output>
              <span className="share-ends" aria-hidden="true">
                <span>{setting.low}</span>
                <span>{setting.high}</span>
              </span>
            </div>
          )}
        </Field>
      );
    case 'number':
      return (
        <Field label={label} help={help} error={error}>
          {(control) => (
            <NumberInput
              control={control}
              shown={setting.shown}
              value={form[setting.name] / setting.unit}
              min={setting.min}
              max={setting.max}
              step={setting.step}
              change={(value) => change({ [setting.name]: Math.round((value ?? Number.NaN) * setting.unit) })}
            />
          )}
        </Field>
      );
    case 'optional':
      return (
        <Field label={label} help={help} error={error}>
          {(control) => (
            <NumberInput
              control={control}
              shown={setting.shown}
              value={form[setting.name]}
              min={setting.min}
              max={setting.max}
              step={1}
              optional
              change={(value) => change({ [setting.name]: value })}
            />
          )}
        </Field>
      );
    case 'shared':
      return <SharedTools tools={form.tools_enabled} change={(names) => change({ tools_enabled: names })} error={error} />;
    case 'voices':
      return <Voices label={label} help={help} voices={form.voices} change={(voices) => change({ voices })} error={error} />;
    case 'profiles':
      return <TurnProfiles label={label} help={help} form={form} change={(profiles) => change({ turn_taking_profiles: profiles })} error={error} />;
    case 'tools':
      return <AgentTools tools={form.tools} change={(tools) => change({ tools })} error={error} />;
    case 'json':
      return (
        <Field label={label} help={help} error={error}>
          {(control) => (
            <ParsedText
              control={control}
              rows={3}
              text={JSON.stringify(form.metadata, null, 2)}
              read={object}
              wrong={'This is not a JSON object: {"key": "value"}'}
              change={(metadata) => change({ metadata })}
            />
          )}
        </Field>
      );
  }
}

function Suggestions({ id, of }: { id: string; of: readonly string[] }) {
  return (
    <datalist id={id}>
      {of.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}

interface LinesProps {
  id: string;
  rows: number;
  lines: string[];
  change: (lines: string[]) => void;
}

/** A list, an entry a line; empty lines stay while one types and mean nothing. */
function Lines({ lines, change, ...control }: LinesProps) {
  const [text, setText] = useState(() => lines.join('\n'));
  return (
    <textarea
      {...control}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        change(entries(event.target.value));
      }}
    />
  );
}
