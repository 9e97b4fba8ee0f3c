import { type SyntheticEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ownAddress } from '../access/address';
import type { CallNote, ToolRun } from '../protocol';
import { post, ServerFailure } from '../server';
import { Icon } from '../shell/Icon';
import { useMay } from '../shell/may';
import '../shell/table.css';
import { clock, wait, when } from '../time';
import { plain } from './words';

/** The tools that the agent used, with what it gave them and got back. */
export function Tools({ tools }: { tools: readonly ToolRun[] }) {
  if (tools.length === 0) return null;
  return (
    <section className="beside" aria-label="Tools">
      <h2>
        <Icon name="tool" /> Tools
      </h2>
      <ul className="tool-runs">
        {tools.map((tool, i) => (
          <li key={i}>
            <details>
              <summary>
                <strong>{tool.name}</strong>{' '}
                <span className="badge" data-tone={tool.status === 'completed' ? 'good' : tool.status === 'failed' ? 'bad' : 'new'}>
                  {plain(tool.status)}
                </span>{' '}
                <span className="faint">
                  {tool.started_ms !== null && clock(tool.started_ms / 1000)} {tool.ms !== null && `took ${wait(tool.ms)}`}
                </span>
              </summary>
              <p className="faint">Given</p>
              <pre>{shown(tool.arguments)}</pre>
              {tool.error_message === null ? (
                <>
                  <p className="faint">Got back</p>
                  <pre>{tool.result === null ? 'nothing yet' : shown(tool.result)}</pre>
                </>
              ) : (
                <p className="trouble">{tool.error_message}</p>
              )}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was sent along with the call, to stand for {{name}} in prompt and greeting. */
export function Brought({ variables }: { variables: Record<string, string> }) {
  const names = Object.keys(variables);
  if (names.length === 0) return null;
  return (
    <section className="beside" aria-label="Variables">
      <h2>Variables</h2>
      <dl className="brought">
        {names.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{variables[name]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** What people wrote beside the call, and a place to write more. */
export function Notes({ id, notes }: { id: string; notes: readonly CallNote[] }) {
  const may = useMay('calls:write') === true;
  const [own, setOwn] = useState<CallNote[]>([]);
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const known = new Set(notes.map((note) => note.id));
  const all = [...notes, ...own.filter((note) => !known.has(note.id))];
  if (!may && all.length === 0) return null;
  const write = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    post<CallNote>(`/api/v1/calls/${encodeURIComponent(id)}/notes`, { content: text }).then(
      (note) => {
        setOwn((before) => [...before, note]);
        setText('');
        setTrouble(null);
      },
      (thrown: unknown) => setTrouble(ServerFailure.of(thrown).message),
    );
  };
  return (
    <section className="beside" aria-label="Notes">
      <h2>
        <Icon name="note" /> Notes
      </h2>
      <ul className="notes">
        {all.map((note) => (
          <li key={note.id}>
            <p>{note.content}</p>
            <p className="faint">
              {ownAddress(note.author) || 'owner'}, {when(note.created_at)}
            </p>
          </li>
        ))}
      </ul>
      {may && (
        <form className="one-line" onSubmit={write}>
          <input aria-label="A note on this call" maxLength={4000} placeholder="A note on this call" value={text} onChange={(event) => setText(event.target.value)} />
          <Button className="button" type="submit" isDisabled={text.trim() === ''}>
            Keep note
          </Button>
        </form>
      )}
      {trouble !== null && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
    </section>
  );
}
