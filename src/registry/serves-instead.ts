import { fallbackChain } from '../domain/fallback-chain.ts';
import { outageWaitMsDefault, whenFailing } from '../domain/manifest.ts';
import type { Assistant, Registry } from './assistant.ts';

/** What serves in place of a component that is not well, in words for operators. */
export function servesInstead({ assistants }: Pick<Registry, 'assistants'>, id: string): string {
  const [assistantId = '', kind, name = ''] = id.split('/');
  const assistant = assistants.get(assistantId);
  if (!assistant) return 'nothing';
  switch (kind) {
    case 'model':
      return insteadOfModel(assistant, name);
    case 'tool':
      return insteadOfTool(assistant, name);
    case 'knowledge':
      return 'what earlier questions found, else answers without it, which say what could not be looked up';
    case 'guardrail':
      return insteadOfGuardrail(assistant, name);
    default:
      return 'nothing';
  }
}

function insteadOfModel({ models, escalation }: Assistant, tier: string): string {
  if (tier === 'embedding') return 'the search by words alone';
  const [, ...others] = fallbackChain(models, tier);
  if (others.length > 0) return `the other models: ${others.join(', ')}`;
  const { outageWaitMs = outageWaitMsDefault } = escalation;
  return outageWaitMs === 0
    ? 'operators: conversations are handed over'
    : `nothing: messages wait, and go to operators after ${Math.ceil(outageWaitMs / 60_000)} minutes`;
}

function insteadOfGuardrail({ guardrails }: Assistant, name: string): string {
  const guardrail = [...guardrails.input, ...guardrails.output].find((one) => one === name);
  if (!guardrail) return 'nothing';
  return whenFailing(guardrails, guardrail) === 'open'
    ? 'nothing: what it should look at passes unchecked'
    : 'operators: nothing passes unchecked';
}

function insteadOfTool({ tools }: Assistant, name: string): string {
  const own = tools.get(name)?.capabilities ?? [];
  const others = [...tools.values()].filter(
    (tool) => tool.name !== name && tool.capabilities.some((capability) => own.includes(capability)),
  );
  return others.length > 0
    ? `the tool ${others.map((tool) => tool.name).join(' or ')}`
    : 'nothing: the model is told that it is not available';
}
