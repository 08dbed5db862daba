import type { z } from 'zod';
import type { ModelSettings } from '../domain/manifest.ts';
import type { Budget } from '../domain/purse/budget.ts';
import { capsWithoutHold } from '../domain/purse/held-by.ts';
import { checkTurning, type WrittenAgent } from './agent-rules.ts';

/** What an assistant's parts say of each other. */
interface Written {
  readonly tools?: unknown;
  readonly agents?: Readonly<Record<string, WrittenAgent>> | undefined;
  readonly mcp: Readonly<Record<string, { readonly tools: readonly { readonly name: string }[] }>>;
  readonly intents: Readonly<Record<string, { readonly agent: string; readonly tier: string }>>;
  readonly knowledge: Readonly<Record<string, unknown>>;
  readonly models: { readonly models: Readonly<Record<string, WrittenModel>> };
  readonly budget?: Budget | undefined;
}

interface WrittenModel {
  readonly fallback?: readonly string[] | undefined;
  readonly priceMicroUsdPerMillionTokens?: ModelSettings['priceMicroUsdPerMillionTokens'] | undefined;
}

/** What one field alone can't tell: whatever names something else must name one that is there. */
export function checkAssistantRules(assistant: Written, context: z.RefinementCtx): void {
  const refuse = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const demand = (path: (string | number)[], name: string, among: Readonly<Record<string, unknown>>) => {
    if (Object.hasOwn(among, name)) return;
    const known = Object.keys(among);
    refuse(
      path,
      known.length === 0 ? `there is no ${name}` : `expected one of ${known.join(', ')}, got ${name}`,
    );
  };
  if (assistant.tools !== undefined && assistant.agents)
    refuse(['tools'], 'expected either here or in agents, not in both');
  const { models } = assistant.models;
  const agents = assistant.agents ?? { [soleAgent]: undefined };
  const outside = mcpNames(assistant);
  for (const [name, agent] of Object.entries(assistant.agents ?? {})) {
    for (const [index, base] of agent.knowledge.entries())
      demand(['agents', name, 'knowledge', index], base, assistant.knowledge);
    if (agent.tier !== undefined) demand(['agents', name, 'tier'], agent.tier, assistant.models.models);
    for (const field of ['handoffs', 'consults'] as const)
      for (const [index, other] of agent[field].entries())
        demand(['agents', name, field, index], other, agents);
    checkTurning(name, agent, refuse);
    for (const [index, wanted] of (agent.mcp ?? []).entries())
      demand(['agents', name, 'mcp', index], wanted, outside);
  }
  for (const [name, { agent, tier }] of Object.entries(assistant.intents)) {
    demand(['intents', name, 'agent'], agent, agents);
    demand(['intents', name, 'tier'], tier, models);
  }
  for (const [name, { fallback = [] }] of Object.entries(models))
    for (const [index, other] of fallback.entries())
      demand(['models', name, 'fallback', index], other, models);
  for (const kind of capsWithoutHold(assistant.budget, models))
    refuse(['budget', kind], 'expected tokens, because no model has a price to count its money by');
}

/** Servers, and their tools as `crm.find_contact`. */
function mcpNames({ mcp }: Written): Readonly<Record<string, true>> {
  const names = Object.entries(mcp).flatMap(([server, { tools }]) => [
    server,
    ...tools.map(({ name }) => `${server}.${name}`),
  ]);
  return Object.fromEntries(names.map((name) => [name, true]));
}

/** The agent that an assistant is when it names none. */
export const soleAgent = 'assistant';
