import { z } from 'zod';
import { agentBounds, askToolName, depthOf, handOffToolName } from '../../src/domain/agents.ts';
import type { AgentSettings } from '../../src/domain/manifest.ts';
import type { TurnsTo } from '../../src/domain/tool.ts';
import type { Assistant } from '../../src/registry/assistant.ts';
import type { Tool } from '../../src/registry/tool.ts';
import { engineTool } from '../engine-tool.ts';

/** The tools by which an agent gives its turn to others. */
export function handOffTools(assistant: Assistant, { handoffs }: AgentSettings): Tool[] {
  return handoffs.map((agent) =>
    turningTool(
      { agent, how: 'handoff' },
      {
        name: handOffToolName(agent),
        description: `Hand off to the agent ${agent}, who then goes on in your place. The customer notices nothing, so don't announce it. ${descriptionOf(assistant, agent)}`,
        input: z.object({
          reason: text(agentBounds.reasonTextMax).describe('Why it is for them'),
          note: text(agentBounds.noteTextMax).describe(
            'What they have to know: what the customer wants, and what you found out',
          ),
        }),
      },
    ),
  );
}

/** The tools by which an agent asks others, unless it was asked itself by one that was. */
export function askTools(assistant: Assistant, { consults }: AgentSettings, thread?: string): Tool[] {
  if (thread !== undefined && depthOf(thread) >= agentBounds.questionDepthMax) return [];
  return consults.map((agent) =>
    turningTool(
      { agent, how: 'question' },
      {
        name: askToolName(agent),
        description: `Ask the agent ${agent}; you stay with the customer and get its answer. It knows nothing of the conversation, so the question must hold all it needs. Where its answer has marks as in [1], keep them with what you take from it. ${descriptionOf(assistant, agent)}`,
        input: z.object({ question: text(agentBounds.questionTextMax) }),
      },
    ),
  );
}

const text = (most: number) => z.string().trim().min(1).max(most);

/** A tool that the workflow conducts: it is asked for like any other, and never run as one. */
function turningTool(
  turnsTo: TurnsTo,
  asked: { readonly name: string; readonly description: string; readonly input: z.ZodObject },
): Tool {
  const tool = engineTool({
    ...asked,
    effect: 'read',
    policy: { timeoutMs: 10_000, attempts: 1, run: 'durable' },
    run: () => Promise.reject(new TypeError('a call between agents is conducted by the workflow')),
  });
  return { ...tool, turnsTo };
}

/** What an agent is there for, in its author's words, else by what customers come to it for. */
function descriptionOf({ agents, intents }: Assistant, agent: string): string {
  const own = agents[agent]?.description;
  if (own !== undefined) return `It is for: ${own}`;
  const taken = Object.values(intents).filter((intent) => intent.agent === agent);
  const words = taken.map(({ description }) => description).join(' ');
  return words === '' ? '' : `It is for: ${words.slice(0, descriptionTextMax)}`;
}

const descriptionTextMax = 700;
