import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from 'react-aria-components/Select';
import type { Agent } from '../protocol';
import { Icon } from '../shell/Icon';
import { languageName } from './language';

export function displayName(agent: Agent): string {
  return agent.display_name ?? agent.name;
}

interface Props {
  agents: Agent[];
  chosen: Agent;
  disabled: boolean;
  choose: (id: string) => void;
}

export function AgentChoice({ agents, chosen, disabled, choose }: Props) {
  return (
    <section className="agent-choice">
      <Select
        value={chosen.id}
        onChange={(id) => {
          if (id !== null) choose(String(id));
        }}
        isDisabled={disabled}
      >
        <Label>Agent</Label>
        <Button className="select-button">
          <SelectValue>{displayName(chosen)}</SelectValue>
          <Icon name="chevron" size={16} />
        </Button>
        <Popover className="select-popover">
          <ListBox items={agents}>
            {(agent) => (
              <ListBoxItem id={agent.id} textValue={displayName(agent)} className="select-item">
                <Text slot="label">{displayName(agent)}</Text>
                <Icon name="check" size={16} />
                <Text slot="description">{agent.description ?? languageName(agent.language ?? null)}</Text>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </Select>
      {chosen.description && <p className="agent-description">{chosen.description}</p>}
      {chosen.language && <p className="agent-language">Speaks {languageName(chosen.language)}</p>}
    </section>
  );
}
