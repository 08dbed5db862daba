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
      return 'answers without it, which say what could not be looked up';
    default:
      return 'nothing';
  }
}

function insteadOfModel({ connected }: Assistant, tier: string): string {
  const others = [...connected.keys()].filter((other) => other !== tier);
  return others.length > 0
    ? `the other models: ${others.join(', ')}`
    : 'operators: conversations are handed over';
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
