import { Button } from 'react-aria-components/Button';
import type { AgentTool } from '../protocol';
import { Field } from '../shell/Field';
import { NumberInput } from '../shell/NumberInput';
import { ParsedText } from '../shell/ParsedText';
import { headerLines, headersOf, object } from './settings';

const METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE'] as const;
const NEW: AgentTool = { name: '', description: '', parameters: { type: 'object', properties: {} }, url: '', method: 'POST', headers: {}, timeout_ms: 10_000 };

interface Props {
  tools: AgentTool[];
  change: (tools: AgentTool[]) => void;
  error: string | null;
}

/** What the agent can do by asking an address over HTTP. */
export function AgentTools({ tools, change, error }: Props) {
  const put = (at: number, part: Partial<AgentTool>) => change(tools.map((tool, i) => (i === at ? { ...tool, ...part } : tool)));
  return (
    <div className="agent-tools">
      <p className="agent-tools-name">Tools of its own</p>
      <p className="field-help">When the model asks for one, the server asks the address, once, and the model speaks about what came back.</p>
      {tools.map((tool, i) => (
        <OneTool key={i} tool={tool} put={(part) => put(i, part)} remove={() => change(tools.filter((_, at) => at !== i))} />
      ))}
      <div>
        <Button className="button button-small" isDisabled={tools.length >= 20} onPress={() => change([...tools, NEW])}>
          Add a tool
        </Button>
      </div>
      <p className="field-error" role={error === null ? undefined : 'alert'}>
        {error}
      </p>
    </div>
  );
}

function schema(text: string) {
  const read = object(text);
  return read?.['type'] === 'object' ? read : null;
}

function OneTool({ tool, put, remove }: { tool: AgentTool; put: (part: Partial<AgentTool>) => void; remove: () => void }) {
  return (
    <fieldset className="variables">
      <legend>{tool.name === '' ? 'New tool' : tool.name}</legend>
      <Field label="Tool’s name" help="Letters, digits, _ and -, such as lookup_order.">
        {(control) => (
          <input {...control} required maxLength={64} pattern="[A-Za-z0-9_\-]+" autoComplete="off" value={tool.name} onChange={(event) => put({ name: event.target.value })} />
        )}
      </Field>
      <Field label="What it does" help="Tells the model when to ask for it.">
        {(control) => <textarea {...control} required rows={2} maxLength={2000} value={tool.description} onChange={(event) => put({ description: event.target.value })} />}
      </Field>
      <div className="tool-address">
        <Field label="Method">
          {(control) => (
            <select {...control} value={tool.method} onChange={(event) => put({ method: event.target.value as AgentTool['method'] })}>
              {METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Tool’s address">
          {(control) => (
            <input {...control} type="url" required maxLength={2000} placeholder="https://api.example.org/orders" autoComplete="off" value={tool.url} onChange={(event) => put({ url: event.target.value })} />
          )}
        </Field>
      </div>
      <Field label="Arguments" help="What the model has to say to use it: a JSON Schema of type object.">
        {(control) => (
          <ParsedText
            control={control}
            rows={4}
            text={JSON.stringify(tool.parameters, null, 2)}
            read={schema}
            wrong={'This is not a JSON Schema of type object: {"type": "object", "properties": {}}'}
            change={(parameters) => put({ parameters })}
          />
        )}
      </Field>
      <Field label="Headers" help={<>One a line, such as <code>Authorization: Bearer SECRET</code>. Values are never shown again; ******** leaves one as it is.</>}>
        {(control) => (
          <ParsedText
            control={control}
            rows={2}
            text={headerLines(tool.headers)}
            read={headersOf}
            wrong="Each line must be a name, a colon and a value."
            change={(headers) => put({ headers })}
          />
        )}
      </Field>
      <Field label="Answer within">
        {(control) => (
          <NumberInput control={control} shown="seconds" value={tool.timeout_ms / 1000} min={1} max={60} step={1} change={(seconds) => put({ timeout_ms: Math.round((seconds ?? Number.NaN) * 1000) })} />
        )}
      </Field>
      <div>
        <Button className="button button-small" aria-label={`Remove the tool ${tool.name}`} onPress={remove}>
          Remove
        </Button>
      </div>
    </fieldset>
  );
}
