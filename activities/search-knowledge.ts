import { z } from 'zod';
import { componentIdOf } from '../src/domain/component.ts';
import type { TurnRef } from '../src/domain/engine.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Tool } from '../src/registry/tool.ts';
import type { Dependencies } from './dependencies.ts';
import { engineTool } from './engine-tool.ts';

/** Lets a model look things up in its own words. What it finds is numbered on, so that it can be cited. */
export function searchKnowledgeTool(
  { knowledge, components, turnPassages }: Pick<Dependencies, 'knowledge' | 'components' | 'turnPassages'>,
  assistant: Assistant,
  bases: readonly string[],
  turn: TurnRef,
): Tool {
  return engineTool({
    name: 'search_knowledge',
    description:
      'Search what the business has written down (policies, help, guides). Use it when the passages given do not hold the answer; one question at a time, in the words such a text would use. Cite what you use by its number n.',
    input: z.object({ query: z.string().trim().min(1).max(300) }),
    effect: 'read',
    policy: { timeoutMs: 1_000, attempts: 2, run: 'local' },
    async run({ query }, { signal }) {
      const passages = [];
      for (const base of bases) {
        const limit = assistant.knowledge[base]?.passages ?? 0;
        const found = await components.guarded(componentIdOf(assistant.id, 'knowledge', base), (halt) =>
          knowledge.search({
            ...{ assistant: assistant.id, bases: [base], text: query, limit },
            signal: AbortSignal.any([signal, halt]),
          }),
        );
        passages.push(...(await turnPassages.add(turn.turnId, base, found)));
      }
      return { passages: passages.map(({ number, title, text }) => ({ n: number, title, text })) };
    },
  });
}
