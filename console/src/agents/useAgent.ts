import { useState } from 'react';
import type { AgentSettings, PublishedAgent } from '../protocol';
import { change, ServerFailure, type Tagged } from '../server';
import { changed, settingsOf } from './settings';
import { withVariables } from './Variables';

/** What the server holds of an agent. */
export interface Held {
  agent: PublishedAgent;
  /** The draft; what is published where there is none. */
  saved: AgentSettings;
  tag: string | null;
}

export type Deed = 'save' | 'publish' | 'discard' | 'roll back';

/** An agent that is being edited: what the server holds, what the form says, and what can be done about it. */
export function useAgent(start: Held) {
  const [held, setHeld] = useState(start);
  const [form, setForm] = useState(start.saved);
  /** Changes with each state that the form is filled with anew. */
  const [filling, setFilling] = useState(0);
  const [busy, setBusy] = useState<Deed | null>(null);
  const [failure, setFailure] = useState<ServerFailure | null>(null);
  const path = `/api/v1/agents/${held.agent.id}`;
  const wanted = withVariables(form);
  const difference = changed(held.saved, wanted);
  const dirty = Object.keys(difference).length > 0;

  const attempt = async (deed: Deed, act: () => Promise<void>): Promise<boolean> => {
    setBusy(deed);
    setFailure(null);
    try {
      await act();
      return true;
    } catch (thrown) {
      setFailure(ServerFailure.of(thrown));
      return false;
    } finally {
      setBusy(null);
    }
  };
  const saved = (answer: Tagged<PublishedAgent>, settings: AgentSettings) => setHeld({ agent: answer.data, saved: settings, tag: answer.tag });
  const anew = ({ data, tag }: Tagged<PublishedAgent>) => {
    setHeld({ agent: data, saved: settingsOf(data), tag });
    setForm(settingsOf(data));
    setFilling((n) => n + 1);
  };

  return {
    held,
    form,
    filling,
    dirty,
    busy,
    failure,
    change: (settings: Partial<AgentSettings>) => setForm((before) => ({ ...before, ...settings })),
    save: () =>
      attempt('save', async () => saved(await change<PublishedAgent>('PUT', `${path}/draft`, { body: difference, tag: held.tag }), wanted)),
    publish: (note: string) =>
      attempt('publish', async () => anew(await change<PublishedAgent>('POST', `${path}/publish`, { body: { note }, tag: held.tag }))),
    discard: () =>
      attempt('discard', async () => {
        if (held.agent.has_draft) anew(await change<PublishedAgent>('DELETE', `${path}/draft`, { tag: held.tag }));
        else anew({ data: held.agent, tag: held.tag });
      }),
    rollBack: (version: number) =>
      attempt('roll back', async () => anew(await change<PublishedAgent>('POST', `${path}/rollback`, { body: { version }, tag: held.tag }))),
  };
}

export type EditedAgent = ReturnType<typeof useAgent>;
