import type { Database } from '../../src/database/open-database.ts';
import type { ChatModel, ModelMessage, ModelRequest } from '../../src/domain/model.ts';
import { createChatModel } from '../../src/providers/chat-model.ts';
import type { Assistant, Registry } from '../../src/registry/assistant.ts';
import type { ToolContext } from '../../src/registry/tool.ts';
import { engineDependencies } from '../../src/start/create-engine.ts';
import { silentLog } from '../../test/support/silent-log.ts';
import { untroubledComponents } from '../../test/support/untroubled-components.ts';
import { assistantIds } from './assistants.ts';

/** The calls that a turn of Baton makes, in the same order and by the same clients, and nothing else. */
export function createBareTurn(parts: { db: Database; registry: Registry; modelUrl: string }) {
  const { db, registry, modelUrl } = parts;
  const model = createChatModel({ baseUrl: modelUrl, apiKey: 'bench' });
  const modelFor = () => model;
  const log = silentLog();
  const components = untroubledComponents;
  const { knowledge } = engineDependencies({
    ...{ db, registry, components, modelFor, log },
    hasSearchAttributes: false,
  });
  const assistant = registry.assistants.get(assistantIds.asConfigured) ?? registry.default;
  const tools = [...assistant.tools.values()];

  return async function turn(text: string, onText: (piece: string) => void): Promise<string> {
    const query = { assistant: assistant.id, bases: ['help'], text, limit: 3 };
    const asked = { role: 'user', content: text } as const;
    const [, { passages }] = await Promise.all([sort(model, asked), knowledge.search(query)]);
    const told = { role: 'system', content: passages.map((passage) => passage.text).join('\n') } as const;
    const { toolCalls } = await ask(model, { messages: [told, asked], tools });
    const results = await Promise.all(toolCalls.map((call) => run(assistant, call.name, call.argumentsText)));
    const looked = toolCalls.map(({ id }, index) => ({
      ...{ role: 'tool' as const, toolCallId: id, content: JSON.stringify(results[index]) },
    }));
    const called = { role: 'assistant' as const, content: '', toolCalls };
    const reply = await ask(model, { messages: [told, asked, called, ...looked], tools }, onText);
    return reply.text;
  };
}

async function sort(model: ChatModel, asked: ModelMessage): Promise<void> {
  const { text } = await ask(model, {
    messages: [asked],
    tools: [],
    responseSchema: { name: 'intent', schema: {} },
  });
  if (JSON.parse(text).intent !== 'look_up') throw new Error('the customer was not understood');
}

const ask = (
  model: ChatModel,
  request: Omit<ModelRequest, 'model' | 'outputTokensMax'>,
  onText: (piece: string) => void = () => {},
) =>
  model.complete(
    { model: 'stand-in', outputTokensMax: 1_000, ...request },
    { signal: new AbortController().signal, gapTimeoutMs: 5_000, onText: async (piece) => onText(piece) },
  );

function run(assistant: Assistant, name: string, argumentsText: string): Promise<unknown> {
  const tool = assistant.tools.get(name);
  if (!tool) throw new Error(`there is no ${name}`);
  return tool.run(JSON.parse(argumentsText), { signal: new AbortController().signal } as ToolContext);
}
