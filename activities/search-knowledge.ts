import { z } from 'zod';
import type { TurnRef } from '../src/domain/engine.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Tool } from '../src/registry/tool.ts';
import type { Dependencies } from './dependencies.ts';
import { engineTool } from './engine-tool.ts';
import { createLookUp } from './look-up.ts';

/** Lets a model look things up in its own words. What it finds is numbered on, so that it can be cited. */
export function searchKnowledgeTool(
  dependencies: Dependencies,
  assistant: Assistant,
  bases: readonly string[],
  turn: TurnRef,
): Tool {
  const lookUp = createLookUp(dependencies);
  return engineTool({
    name: 'search_knowledge',
    description:
      'Search what the business has written down (policies, help, guides). Use it when the passages given do not hold the answer; one question at a time, in the words such a text would use. Cite what you use by its number n.',
    input: z.object({ query: z.string().trim().min(1).max(300) }),
    effect: 'read',
    policy: { timeoutMs: 1_000, attempts: 2, run: 'local' },
    async run({ query }, { signal }) {
      const asked = dependencies.hashOf(query).slice(0, 12);
      const all = await Promise.all(
        bases.map((base) => {
          const stepId = `${turn.turnId}:retrieval:${base}:${asked}`;
          return lookUp({ stepId, turn, assistant, base, text: query, signal });
        }),
      );
      const failed = all.filter((each) => 'failed' in each);
      // Tried again, and told to the model as failed when that is of no use.
      if (failed.length === all.length) throw failed[0]?.failed;
      const passages = all.flatMap((each) => ('passages' in each ? each.passages : []));
      return {
        passages: passages.map(({ number, title, text }) => ({ n: number, title, text })),
        ...(failed.length > 0 && {
          note: 'Not everything could be searched. Say so if the answer is not here.',
        }),
      };
    },
  });
}
