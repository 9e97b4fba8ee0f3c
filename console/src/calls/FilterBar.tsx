import { type ReactNode, useId, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { PublishedAgents } from '../protocol';
import { useServer } from '../server';
import { Icon } from '../shell/Icon';
import type { Filter, Filters } from './filters';

interface Props {
  filters: Filters;
  change: (filters: Filters) => void;
}

const STATUSES = { 'in-progress': 'In progress', completed: 'Completed', failed: 'Failed', ringing: 'Ringing', queued: 'Queued' };
const DIRECTIONS = { inbound: 'Inbound', outbound: 'Outbound' };
const LINES = { browser: 'Browser', twilio: 'Twilio' };
const YES_NO = { true: 'Yes', false: 'No' };

/** What is looked for, and by what the list is narrowed. */
export function FilterBar({ filters, change }: Props) {
  const [words, setWords] = useState(filters.q ?? '');
  const set = (name: Filter, value: string) => {
    const others = Object.fromEntries(Object.entries(filters).filter(([other]) => other !== name));
    change(value === '' ? others : { ...others, [name]: value });
  };
  const narrowed = Object.keys(filters).filter((name) => name !== 'q').length;
  return (
    <div className="filters">
      <form
        className="search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          set('q', words.trim());
        }}
      >
        <Icon name="search" />
        <input
          type="search"
          aria-label="Look for words in transcripts"
          placeholder="Words that were said"
          maxLength={200}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            if (event.target.value === '') set('q', '');
          }}
        />
        <Button className="button" type="submit">
          Search
        </Button>
      </form>
      <p className="search-help">“A phrase” in quotation marks; a minus before words that must not be there.</p>
      <details className="narrow" open={narrowed > 0}>
        <summary>Filters{narrowed > 0 && <span className="badge" data-tone="good">{narrowed}</span>}</summary>
        <div className="narrow-fields">
          <AgentChoice value={filters.agent ?? ''} set={(value) => set('agent', value)} />
          <Choice label="Status" options={STATUSES} value={filters.status ?? ''} set={(value) => set('status', value)} />
          <Choice label="Direction" options={DIRECTIONS} value={filters.direction ?? ''} set={(value) => set('direction', value)} />
          <Choice label="Line" options={LINES} value={filters.channel ?? ''} set={(value) => set('channel', value)} />
          <Choice label="Interrupted" options={YES_NO} value={filters.interrupted ?? ''} set={(value) => set('interrupted', value)} />
          <Choice label="Had an error" options={YES_NO} value={filters.error ?? ''} set={(value) => set('error', value)} />
          <Written label="From" type="date" value={filters.from ?? ''} set={(value) => set('from', value)} />
          <Written label="To" type="date" value={filters.to ?? ''} set={(value) => set('to', value)} />
          <Written label="At least, seconds" type="number" value={filters.min_seconds ?? ''} set={(value) => set('min_seconds', value)} />
          <Written label="At most, seconds" type="number" value={filters.max_seconds ?? ''} set={(value) => set('max_seconds', value)} />
          <Written label="Caller’s number" type="tel" value={filters.caller ?? ''} set={(value) => set('caller', value)} />
        </div>
      </details>
      {narrowed + (filters.q === undefined ? 0 : 1) > 0 && (
        <Button
          className="button button-quiet"
          onPress={() => {
            setWords('');
            change({});
          }}
        >
          Show all calls
        </Button>
      )}
    </div>
  );
}

function AgentChoice({ value, set }: { value: string; set: (value: string) => void }) {
  const agents = useServer<PublishedAgents>('/api/v1/agents?limit=200');
  const names = agents.state === 'ready' ? Object.fromEntries(agents.data.agents.map((agent) => [agent.name, agent.display_name])) : {};
  return <Choice label="Agent" options={value === '' || value in names ? names : { ...names, [value]: value }} value={value} set={set} />;
}

function Named({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

function Choice({ label, options, value, set }: { label: string; options: Record<string, string>; value: string; set: (value: string) => void }) {
  return (
    <Named label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => set(event.target.value)}>
          <option value="">Any</option>
          {Object.entries(options).map(([word, name]) => (
            <option key={word} value={word}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Named>
  );
}

/** Counts when one has finished writing, not with every letter. */
function Written({ label, type, value, set }: { label: string; type: 'date' | 'number' | 'tel'; value: string; set: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  const settle = () => {
    if (text.trim() !== value) set(text.trim());
  };
  return (
    <Named label={label}>
      {(id) => (
        <input
          id={id}
          type={type}
          min={type === 'number' ? 0 : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle();
          }}
        />
      )}
    </Named>
  );
}
