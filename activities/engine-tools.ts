import type { TurnRef } from '../src/domain/engine.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Tool } from '../src/registry/tool.ts';
import type { Dependencies } from './dependencies.ts';
import { followUpTools } from './memory/follow-up-tools.ts';
import { searchKnowledgeTool } from './search-knowledge.ts';

/**
 * The tools that the engine itself offers to an agent in a turn; only one that speaks with the customer may promise
 * to write. A tool that an author named alike takes the place of ours.
 */
export function engineTools(
  dependencies: Dependencies,
  assistant: Assistant,
  knowledge: readonly string[],
  turn: TurnRef,
  speaks = true,
): Tool[] {
  return [
    ...(knowledge.length > 0 ? [searchKnowledgeTool(dependencies, assistant, knowledge, turn)] : []),
    ...(speaks ? followUpTools(dependencies, turn) : []),
  ];
}
