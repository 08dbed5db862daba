import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type AssistantDefinition, defineAssistant, defineTool } from '../../src/registry/baton.ts';
import { lookUpMs } from './scenario.ts';

/** It never waits on purpose, so that only work is measured. */
export const assistantOf = (id: string, run: 'local' | 'durable'): AssistantDefinition =>
  defineAssistant({
    id,
    name: 'Ada',
    version: '1',
    instructions: 'Look up what the customer asks for.',
    models: { small: model, large: model },
    intents: {
      look_up: { description: 'Where something is', examples: ['where is it'], agent: 'desk', tier: 'small' },
      other: { description: 'Anything else', agent: 'desk', tier: 'large' },
    },
    agents: { desk: { tools: lookUpTools(run), knowledge: ['help'] } },
    knowledge: { help: { folder: 'knowledge', passages: 3 } },
    settleMs: 0,
    door: { answersPer10s: 1_000_000, messagesPerMinute: 1_000_000 },
  });

const model = { model: 'stand-in', contextTokens: 32_000, outputTokensMax: 1_000 };

/** Two look-ups that take a fixed time. */
const lookUpTools = (run: 'local' | 'durable') => [toolFor('order', run), toolFor('stock', run)];

const toolFor = (what: string, run: 'local' | 'durable') =>
  defineTool({
    name: `look_up_${what}`,
    description: `Looks the ${what} up.`,
    input: z.object({ what: z.string() }),
    output: z.object({ found: z.string() }),
    effect: 'read',
    policy: { timeoutMs: 1_000, run },
    run: async () => {
      await sleep(lookUpMs);
      return { found: `${what}: as expected` };
    },
  });
