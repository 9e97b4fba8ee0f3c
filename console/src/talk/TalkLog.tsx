import { useLayoutEffect, useRef } from 'react';
import type { Agent } from '../protocol';
import { Icon } from '../shell/Icon';
import { Notice } from '../shell/Notice';
import { sharedScale } from '../turn/latency';
import { Utterance } from '../turn/Utterance';
import type { Conversation, ToolRun } from './conversation';
import type { LiveCallView } from './LiveCall';

/** How near to its end a reader must be for the log to follow what is said, in pixels. */
const FOLLOW = 160;

/**
 * What was said so far. It is deliberately no live region: the agent is heard, and a screen reader talking over it
 * would be heard by the microphone too.
 */
export function TalkLog({ view, agent, agentName }: { view: LiveCallView | null; agent: Agent; agentName: string }) {
  const log = useRef<HTMLDivElement>(null);
  const conversation = view?.conversation;

  useLayoutEffect(() => {
    const element = log.current;
    if (element === null) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    if (scrollHeight - scrollTop - clientHeight < FOLLOW + clientHeight / 2) element.scrollTop = scrollHeight;
  }, [conversation]);

  return (
    <div className="talk-log" ref={log} role="region" aria-label="What was said" tabIndex={0}>
      {conversation === undefined || (conversation.entries.length === 0 && view?.phase !== 'failed') ? (
        <Prelude agent={agent} agentName={agentName} waiting={view !== null && view.phase !== 'ended'} />
      ) : (
        <Entries conversation={conversation} agentName={agentName} />
      )}
      {view?.failure && (
        <Notice title={view.phase === 'failed' ? 'The call did not work' : 'Trouble'} role="alert">
          <p>{view.failure}</p>
        </Notice>
      )}
      {conversation?.trouble && view?.failure !== conversation.trouble && (
        <Notice title="The server reports trouble" role="alert">
          <p>{conversation.trouble}</p>
        </Notice>
      )}
    </div>
  );
}

function Prelude({ agent, agentName, waiting }: { agent: Agent; agentName: string; waiting: boolean }) {
  return (
    <div className="talk-prelude">
      {agent.greeting ? (
        <>
          <p className="talk-prelude-hint">{waiting ? `${agentName} is about to say` : `${agentName} will greet you with`}</p>
          <p className="talk-prelude-greeting" lang={agent.language ?? undefined}>
            {agent.greeting}
          </p>
        </>
      ) : (
        <p className="talk-prelude-hint">{waiting ? `Waiting for ${agentName}` : `${agentName} waits for you to speak first.`}</p>
      )}
      {!waiting && (
        <p className="talk-prelude-hint">
          Start the call and talk as on a telephone. You can cut in at any time. Each answer shows its sources and how
          long you waited for what.
        </p>
      )}
    </div>
  );
}

function Entries({ conversation, agentName }: { conversation: Conversation; agentName: string }) {
  const turns = conversation.entries.flatMap((entry) =>
    entry.kind === 'line' && entry.line.turn !== null ? [entry.line.turn.latency] : [],
  );
  const scale = sharedScale(turns);
  return conversation.entries.map((entry) =>
    entry.kind === 'tool' ? (
      <Tool key={entry.tool.key} tool={entry.tool} />
    ) : (
      <Utterance
        key={entry.line.key}
        role={entry.line.role}
        who={entry.line.role === 'user' ? 'You' : agentName}
        text={entry.line.text}
        partial={!entry.line.final}
        interrupted={entry.line.interrupted}
        turn={entry.line.turn}
        scale={scale}
      />
    ),
  );
}

function Tool({ tool }: { tool: ToolRun }) {
  return (
    <details className="tool-run">
      <summary>
        <Icon name="tool" size={15} /> Used <code>{tool.name}</code>
      </summary>
      <pre>{readable(tool.arguments)}</pre>
      {tool.result !== null && tool.result !== undefined && <pre>{readable(tool.result)}</pre>}
    </details>
  );
}

/** JSON comes as a value or, from some providers, as text. */
function readable(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
