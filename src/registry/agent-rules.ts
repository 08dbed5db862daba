import { askToolName, handOffToolName } from '../domain/agents.ts';
import { authoringBounds } from '../domain/authoring-bounds.ts';
import type { AgentSettings } from '../domain/manifest.ts';

/** An agent as its author wrote it. */
export interface WrittenAgent extends Pick<AgentSettings, 'knowledge' | 'handoffs' | 'consults'> {
  readonly tier?: string | undefined;
  readonly mcp?: readonly string[] | undefined;
  readonly tools?: readonly { readonly name: string }[] | undefined;
}

type Refuse = (path: (string | number)[], message: string) => void;

/** What an agent may say of the agents that it turns to; that they are there is another rule. */
export function checkTurning(name: string, agent: WrittenAgent, refuse: Refuse): void {
  for (const field of ['handoffs', 'consults'] as const)
    for (const [index, other] of agent[field].entries()) {
      const path = ['agents', name, field, index];
      if (other === name) refuse(path, 'expected another agent, got this one');
      if (other.length > nameMax)
        refuse(path, `expected an agent whose name has at most ${nameMax} characters`);
      if (agent[field].indexOf(other) !== index) refuse(path, `expected each agent once, got ${other} again`);
      const taken = toolNameFor[field](other);
      if (agent.tools?.some((tool) => tool.name === taken))
        refuse(
          ['agents', name, 'tools'],
          `expected no tool named ${taken}: that is how it turns to ${other}`,
        );
    }
}

const nameMax = authoringBounds.agentTurnedToTextMax;
const toolNameFor = { handoffs: handOffToolName, consults: askToolName } as const;
