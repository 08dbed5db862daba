import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { AssistantDefinition } from '../../src/registry/baton.ts';
import { defineTool } from '../../src/registry/baton.ts';
import type { Script } from '../../test/support/stand-in-model.ts';

/** How long the stand-ins of a measured turn take. A real model is ten times slower: what we add stays the same. */
const latencies = { thinkMs: 80, toolMs: 60, sentenceMs: 30 };

const sentences = ['Your order is on its way. ', 'It comes tomorrow. ', 'The shirt is in stock. ', 'Bye.'];

/** The turn with nothing around it: think, two tools at once, think, answer sentence by sentence. */
export const idealMs = 2 * latencies.thinkMs + latencies.toolMs + sentences.length * latencies.sentenceMs;

export const question = 'Where is A-1001, and is the shirt in stock?';
export const longQuestion = 'Tell me everything.';

/** Looks two things up, then answers; or talks on and on, for a takeover to cut short. */
export const script: Script = async ({ messages }) => {
  const last = messages.at(-1);
  if (last?.content === longQuestion) return { text: Array(1_000).fill('And so on. '), delayMs: 10 };
  await sleep(latencies.thinkMs);
  if (last?.role === 'tool') return { text: sentences, delayMs: latencies.sentenceMs };
  return { toolCalls: [lookUp('order'), lookUp('stock')] };
};

const lookUp = (what: string) => ({ name: `look_up_${what}`, args: { what: 'A-1001' } });

/** An assistant whose tools run in the given way. It never waits on purpose, so that only work is measured. */
export const benchAssistant = (id: string, run: 'local' | 'durable'): Partial<AssistantDefinition> => ({
  id,
  tools: [toolFor('order', run), toolFor('stock', run)],
  settleMs: 0,
  door: { answersPer10s: 1_000 },
});

const toolFor = (what: string, run: 'local' | 'durable') =>
  defineTool({
    name: `look_up_${what}`,
    description: `Looks the ${what} up.`,
    input: z.object({ what: z.string() }),
    output: z.object({ found: z.string() }),
    effect: 'read',
    proof: 'claimed',
    policy: { timeoutMs: 1_000, run },
    run: async () => {
      await sleep(latencies.toolMs);
      return { found: `${what}: as expected` };
    },
  });
