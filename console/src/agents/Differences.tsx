import type { Difference } from '../protocol';
import { useServer } from '../server';
import { Loading, Unanswered } from '../shell/Notice';
import { compareLines } from './lines';
import { inItsUnit, labelOf } from './settings';

interface Props {
  agent: string;
  /** Numbers of versions, or `draft`. */
  from: number | 'draft';
  to: number | 'draft';
}

/** What is not the same in two states of an agent. */
export function Differences({ agent, from, to }: Props) {
  const answer = useServer<{ differences: Difference[] }>(`/api/v1/agents/${encodeURIComponent(agent)}/diff?from=${from}&to=${to}`);
  switch (answer.state) {
    case 'loading':
      return <Loading what="the differences" />;
    case 'failed':
      return <Unanswered failure={answer.failure} retry={answer.retry} />;
    case 'ready':
      if (answer.data.differences.length === 0) return <p className="faint">Nothing is different.</p>;
      return (
        <dl className="differences">
          {answer.data.differences.map((difference) => (
            <div key={difference.field}>
              <dt>{labelOf(difference.field)}</dt>
              <dd>
                <Compared before={shown(difference.field, difference.before)} after={shown(difference.field, difference.after)} />
              </dd>
            </div>
          ))}
        </dl>
      );
  }
}

const MARKS = { same: ' ', before: '−', after: '+' } as const;
const WORDS = { same: '', before: 'before: ', after: 'after: ' } as const;

function Compared({ before, after }: { before: string; after: string }) {
  return (
    <div className="compared">
      {compareLines(before, after).map(({ kind, text }, i) => (
        <p key={i} data-kind={kind}>
          <span aria-hidden="true">{MARKS[kind]}</span>
          <span>
            <span className="visually-hidden">{WORDS[kind]}</span>
            {text === '' ? ' ' : text}
          </span>
        </p>
      ))}
    </div>
  );
}

function shown(field: string, value: unknown): string {
  if (value === null || value === undefined) return 'not set';
  if (value === '') return 'empty';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return inItsUnit(field, value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.length === 0 ? 'none' : value.join('\n');
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(one, null, 2)).join('\n');
  const entries = Object.entries(value);
  return entries.length === 0 ? 'none' : entries.map(([name, one]) => `${name}: ${typeof one === 'string' ? one : JSON.stringify(one)}`).join('\n');
}
