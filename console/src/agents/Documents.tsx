import { useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { AgentDocument } from '../protocol';
import { change, send, ServerFailure, useServer } from '../server';
import { Icon } from '../shell/Icon';
import { Loading, Notice, Unanswered } from '../shell/Notice';
import { Question } from '../shell/Question';

/** What an agent answers from: given as files, and taken away. */
export function Documents({ agent, may }: { agent: string; may: boolean }) {
  const path = `/api/v1/agents/${agent}/documents`;
  const answer = useServer<{ documents: AgentDocument[] }>(path);
  const [troubles, setTroubles] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState<AgentDocument | null>(null);
  const chooser = useRef<HTMLInputElement>(null);

  const give = async (files: readonly File[]) => {
    setBusy(true);
    const refused: string[] = [];
    for (const file of files) {
      await send(`${path}?name=${encodeURIComponent(file.name)}`, file).catch((thrown: unknown) => refused.push(ServerFailure.of(thrown).message));
    }
    setTroubles(refused);
    setBusy(false);
    answer.retry();
  };

  return (
    <div className="documents">
      <p>The agent finds passages in these and answers from them. Markdown, text, HTML, PDF and DOCX can be read. Calls that begin from now on know of a change.</p>
      {may && (
        <div className="form-actions">
          <input
            ref={chooser}
            type="file"
            multiple
            hidden
            aria-label="Documents"
            accept=".md,.markdown,.txt,.html,.htm,.pdf,.docx"
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              event.target.value = '';
              void give(files);
            }}
          />
          <Button className="button button-main" isDisabled={busy} onPress={() => chooser.current?.click()}>
            <Icon name="add" size={16} /> Add documents
          </Button>
          <span role="status">{busy && 'Reading …'}</span>
        </div>
      )}
      {troubles.length > 0 && (
        <ul className="trouble" role="alert">
          {troubles.map((trouble) => (
            <li key={trouble}>{trouble}</li>
          ))}
        </ul>
      )}
      {answer.state === 'loading' && <Loading what="the documents" />}
      {answer.state === 'failed' && <Unanswered failure={answer.failure} retry={answer.retry} />}
      {answer.state === 'ready' &&
        (answer.data.documents.length === 0 ? (
          <Notice title="No documents">
            <p>Without any, the agent has only what its prompt says.</p>
          </Notice>
        ) : (
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Size</th>
                {may && (
                  <th scope="col">
                    <span className="visually-hidden">Change</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {answer.data.documents.map((document) => (
                <tr key={document.id}>
                  <td>{document.name}</td>
                  <td data-label="Size">{size(document.bytes)}</td>
                  {may && (
                    <td>
                      <div className="doings">
                        <Button className="button button-small" aria-label={`Delete ${document.name}`} onPress={() => setLeaving(document)}>
                          Delete
                        </Button>
                      </div>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      {leaving !== null && (
        <Question
          title={`Delete ${leaving.name}?`}
          text="The agent answers from it no more. It can be added again only from your own copy."
          act="Delete"
          grave
          close={() => setLeaving(null)}
          answer={async () => {
            await change('DELETE', `${path}/${leaving.id}`);
            setLeaving(null);
            answer.retry();
          }}
        />
      )}
    </div>
  );
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
