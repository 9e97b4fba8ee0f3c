import { Icon } from '../shell/Icon';
import type { Source } from '../protocol';
import './turn.css';

/** Passages of a document that are listed at once. */
const AT_ONCE = 2;

/** What an answer was drawn from: each document once, under it the passages, to be read on demand. */
export function Sources({ sources, confidence }: { sources: Source[]; confidence: number | null }) {
  if (sources.length === 0) return null;
  return (
    <section className="sources" aria-label="Sources of this answer">
      <p className="sources-head">
        {sources.length === 1 ? 'Source' : `${sources.length} sources`}
        {confidence !== null && <span>confidence {Math.round(confidence * 100)} %</span>}
      </p>
      <ol>
        {byDocument(sources).map(([document, passages]) => (
          <li key={document}>
            <p className="source-name">
              <Icon name="source" size={15} /> <span>{passages[0]?.title || document}</span>
            </p>
            <p className="source-document">{document}</p>
            <Passages passages={passages.slice(0, AT_ONCE)} />
            {passages.length > AT_ONCE && (
              <details className="source-more">
                <summary>{passages.length - AT_ONCE} more</summary>
                <Passages passages={passages.slice(AT_ONCE)} />
              </details>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Passages({ passages }: { passages: Source[] }) {
  return passages.map((passage) => (
    <details key={passage.hash} className="source-passage">
      <summary>{[`p. ${passage.page}`, passage.heading].filter((part) => part !== 'p. 1' && part !== '').join(', ') || 'Passage'}</summary>
      <blockquote>{passage.text}</blockquote>
    </details>
  ));
}

/** Documents in the order of their best passage. */
function byDocument(sources: Source[]): [string, Source[]][] {
  const documents = new Map<string, Source[]>();
  for (const source of sources) documents.set(source.document, [...(documents.get(source.document) ?? []), source]);
  return [...documents];
}
