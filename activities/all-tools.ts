import type { Assistant } from '../src/registry/assistant.ts';
import type { Tool } from '../src/registry/tool.ts';
import type { Dependencies } from './dependencies.ts';

/** Every tool of an assistant by name: those that its author wrote, and those of MCP servers. */
export async function allTools(
  { mcpTools }: Pick<Dependencies, 'mcpTools'>,
  assistant: Assistant,
): Promise<ReadonlyMap<string, Tool>> {
  if (assistant.mcpServers.size === 0) return assistant.tools;
  const outside = await mcpTools(assistant);
  return new Map([...assistant.tools, ...outside.map((tool): [string, Tool] => [tool.name, tool])]);
}

/** A tool of a conversation's assistant as it is configured now, whichever of its agents has it. */
export async function findTool(
  dependencies: Pick<Dependencies, 'mcpTools' | 'conversations' | 'findAssistant'>,
  conversationId: string,
  name: string,
): Promise<Tool | undefined> {
  const conversation = await dependencies.conversations.get(conversationId);
  const assistant = conversation && dependencies.findAssistant(conversation.assistant);
  return assistant && (await allTools(dependencies, assistant)).get(name);
}
