import { z } from 'zod';
import { type AssistantDefinition, defineTool, ToolRefusal } from '../../../src/registry/baton.ts';
import { asksForIntent, intentReply } from '../../support/classification.ts';
import type { Script, StandInRequest } from '../../support/stand-in-model.ts';
import type { Answer } from '../../support/stand-in-reply.ts';

/** One input of a task as a model writes it. */
export const given = (field: string, value: unknown) => ({ field, value, from: null, pointer: null });
export const read = (field: string, from: string, pointer: string) => ({ field, value: null, from, pointer });

/** One task as a model writes it. */
export const task = (
  name: string,
  component: string,
  inputs: readonly object[] = [],
  after: readonly string[] = [],
) => ({ name, purpose: `Sees to ${name}`, component, inputs, after });

export const planReply = (tasks: readonly object[], open = false): Answer => ({
  text: JSON.stringify({ tasks, open }),
});

/** Whether a request asks for a plan, and not for an answer. */
export function asksForPlan({ raw }: StandInRequest): boolean {
  const format = raw.response_format as { json_schema?: { name?: string } } | undefined;
  return format?.json_schema?.name === 'plan';
}

/** A vendor that finds several parts in every message, plans as told, and answers as told. */
export const planning =
  (plan: Script, answer: Script, parts = 5): Script =>
  (request, call) => {
    if (asksForIntent(request)) return intentReply({ intent: 'other', complexity: 'complex', parts });
    return (asksForPlan(request) ? plan : answer)(request, call);
  };

/** What whoever answers was told of the plan. */
export const toldOfPlan = ({ messages }: StandInRequest): string | undefined =>
  messages[0]?.content?.split('The request was taken apart')[1]?.split('\n\n')[0];

/** Whether a request asks for another plan. */
export const asksAgain = ({ messages }: StandInRequest): boolean =>
  messages.at(-1)?.content?.includes('There is to be another plan') ?? false;

/** What the customer wrote last. */
export const lastSaid = ({ messages }: StandInRequest): string =>
  messages.findLast(({ role }) => role === 'user')?.content ?? '';

/** The names of what ran, as it started and ended, in order. */
export type Journal = string[];

const found = z.object({ id: z.string(), total: z.string() });

/** Tools that write down when they run. `hold` is awaited by those that it names. */
export function journalTools(journal: Journal, hold: (tool: string) => Promise<unknown> = async () => {}) {
  const look = (name: string, run: 'local' | 'durable') =>
    defineTool({
      name,
      description: `Looks up ${name}.`,
      input: z.object({ what: z.string() }),
      output: found,
      effect: 'read',
      policy: { timeoutMs: run === 'local' ? 1_000 : 5_000, run },
      async run({ what }) {
        journal.push(`${name} ${what} starts`);
        await hold(name);
        if (what === 'nothing') throw new ToolRefusal('There is no such thing.');
        journal.push(`${name} ${what} ends`);
        return { id: what, total: '49,90 €' };
      },
    });
  const pay = (name: string, approval?: object) =>
    defineTool({
      name,
      description: 'Pays back.',
      input: z.object({ id: z.string(), amountCents: z.int() }),
      output: z.object({ paid: z.int(), receipt: z.string() }),
      effect: 'keyed',
      effectKey: ({ id }) => id,
      adapters: { amountCents: 'cents' },
      policy: { timeoutMs: 5_000 },
      ...(approval && { approval }),
      async run({ id, amountCents }) {
        journal.push(`${name} ${id} ${amountCents}`);
        if (id === 'broke') throw new ToolRefusal('Nothing is left.');
        await hold(name);
        return { paid: amountCents, receipt: `R-${id}` };
      },
    });
  return [look('look', 'local'), look('fetch', 'durable'), pay('pay'), pay('pay_much', {})];
}

/** Changes something of the same thing that paying does. */
export const sending = (journal: Journal) =>
  defineTool({
    name: 'send',
    description: 'Sends.',
    input: z.object({ id: z.string() }),
    output: z.object({ sent: z.string() }),
    effect: 'keyed',
    effectKey: ({ id }) => id,
    run: ({ id }) => {
      journal.push(`send ${id}`);
      return { sent: id };
    },
  });

/** Only starts something; `urls` gets where its end is to be told. */
export const estimating = (urls: string[], changes: object = {}) =>
  defineTool({
    name: 'estimate',
    description: 'Has the workshop look at it.',
    input: z.object({ what: z.string() }),
    output: z.object({ offer: z.string() }),
    effect: 'keyed',
    effectKey: ({ what }) => what,
    completes: 'callback',
    policy: { timeoutMs: 1_000 },
    run: (_args, { callback }) => {
      urls.push(callback.url);
    },
    ...changes,
  });

/** An assistant with one agent that has these. */
export const withTools = (tools: AssistantDefinition['tools']): Partial<AssistantDefinition> => ({
  agents: { desk: { tools: tools ?? [] } },
  intents: { other: { description: 'Anything', agent: 'desk', tier: 'large' } },
});
