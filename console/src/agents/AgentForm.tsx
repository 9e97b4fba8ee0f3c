import { useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'wouter';
import type { System } from '../protocol';
import { useServer } from '../server';
import { addressOf, labelOf, SECTIONS } from './settings';
import { PublishPanel } from './PublishPanel';
import { SettingField } from './SettingField';
import type { EditedAgent } from './useAgent';
import { useUnsaved } from './useUnsaved';

interface Props {
  edited: EditedAgent;
  /** Whether whoever looks may change it; null until it is known. */
  may: boolean | null;
  readAgain: () => void;
}

/** All settings of an agent, and what becomes of changes: a draft, then a version. */
export function AgentForm({ edited, may, readAgain }: Props) {
  const system = useServer<System>('/api/v1/system');
  const form = useRef<HTMLFormElement>(null);
  const [publishing, setPublishing] = useState(false);
  const { held, dirty, busy, failure } = edited;
  useUnsaved(dirty);

  const usable = () => form.current?.reportValidity() === true;
  const publish = async () => {
    if (usable() && (!dirty || (await edited.save()))) setPublishing(true);
  };
  const errorOf = (field: string) => {
    const at = failure?.field?.split('.')[0];
    return at === field ? (failure?.message ?? null) : null;
  };

  return (
    <form
      ref={form}
      className="agent-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (usable()) void edited.save();
      }}
    >
      <nav className="agent-parts" aria-label="Parts of the settings">
        {SECTIONS.map((section) => (
          <a key={section.title} href={`#${addressOf(section.title)}`}>
            {section.title}
          </a>
        ))}
      </nav>
      {SECTIONS.map((section) => (
        <section className="agent-section" key={section.title} id={addressOf(section.title)} aria-label={section.title}>
          <div className="agent-section-head">
            <h2>{section.title}</h2>
            <p className="field-help">{section.intro}</p>
          </div>
          <fieldset className="agent-fields" disabled={may === false}>
            {section.settings.map((setting) => (
              <div key={`${setting.name} ${edited.filling}`}>
                <SettingField
                  setting={setting}
                  form={edited.form}
                  change={edited.change}
                  error={errorOf(setting.name)}
                  system={system.state === 'ready' ? system.data : null}
                />
                {held.agent.warnings
                  ?.filter((warning) => warning.field === setting.name)
                  .map((warning) => (
                    <p className="field-warning" key={warning.message}>
                      {warning.message}. <Link href="/providers">Providers</Link>
                    </p>
                  ))}
              </div>
            ))}
          </fieldset>
        </section>
      ))}
      <div className="agent-bar">
        <p className="agent-state" role="status">
          {standing(edited)} {may === false && 'Your role may look at it, not change it.'}
        </p>
        {failure !== null && !publishing && (
          <p className="field-error" role="alert">
            {failure.field !== null && `${labelOf(failure.field.split('.')[0] ?? '')}: `}
            {failure.message}
            {failure.code === 'precondition_failed' && (
              <>
                {' '}
                <Button className="button button-small" onPress={readAgain}>
                  Show their state
                </Button>
              </>
            )}
          </p>
        )}
        {may === true && (
          <div className="form-actions">
            {(dirty || held.agent.has_draft) && (
              <Button className="button button-quiet" isDisabled={busy !== null} onPress={() => void edited.discard()}>
                {held.agent.has_draft ? 'Discard the draft' : 'Discard changes'}
              </Button>
            )}
            <Button className="button" type="submit" isDisabled={!dirty || busy !== null}>
              {busy === 'save' ? 'Saving…' : 'Save draft'}
            </Button>
            <Button className="button button-main" isDisabled={(!dirty && !held.agent.has_draft) || busy !== null} onPress={() => void publish()}>
              Publish…
            </Button>
          </div>
        )}
      </div>
      {publishing && <PublishPanel edited={edited} close={() => setPublishing(false)} />}
    </form>
  );
}

function standing({ held: { agent }, dirty }: EditedAgent): string {
  if (dirty) return 'Changes are not saved yet.';
  return agent.has_draft ? `Saved as a draft. Callers still meet version ${agent.version}.` : `Callers meet this: version ${agent.version}.`;
}
