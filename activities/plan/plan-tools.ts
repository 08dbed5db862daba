import { reachableAgents } from '../../src/domain/handoff.ts';
import type { Assistant } from '../../src/registry/assistant.ts';
import type { Tool } from '../../src/registry/tool.ts';
import { allTools } from '../all-tools.ts';
import type { Dependencies } from '../dependencies.ts';

/**
 * What a plan may be made of: what the turn's agent has, and what those have that it could pass the turn on to. A
 * request of several parts is rarely one agent's alone.
 */
export async function planTools(
  dependencies: Pick<Dependencies, 'mcpTools'>,
  assistant: Assistant,
  agent: string,
  own: ReadonlyMap<string, Tool>,
): Promise<ReadonlyMap<string, Tool>> {
  const all = await allTools(dependencies, assistant);
  const others = reachableAgents(assistant.agents, agent).flatMap(
    (name) => assistant.agents[name]?.tools ?? [],
  );
  return new Map([
    ...others.flatMap((name): [string, Tool][] => {
      const tool = all.get(name);
      return tool ? [[name, tool]] : [];
    }),
    ...own,
  ]);
}
