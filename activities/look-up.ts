import { Context } from '@temporalio/activity';
import { ComponentUnavailable, componentIdOf } from '../src/domain/component.ts';
import type { TurnRef } from '../src/domain/engine.ts';
import type { Findings, NumberedPassage } from '../src/domain/knowledge.ts';
import { pricedEmbedding } from '../src/domain/purse/amount.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import { spentOn, stepCost } from './cost.ts';
import type { Dependencies } from './dependencies.ts';

/** A question to one base, asked for a turn. */
export interface LookUp {
  /** Of its step in the trace; a repetition takes the same. */
  readonly stepId: string;
  /** The step that it is part of. */
  readonly parentId?: string;
  readonly turn: TurnRef;
  readonly assistant: Assistant;
  readonly base: string;
  readonly text: string;
  readonly signal: AbortSignal;
  /** It will be asked again if this fails, so nothing needs to serve instead. */
  readonly isTriedAgain?: boolean;
}

/** What came of it: the passages with their numbers in the turn, or why the base could not be asked. */
export type LookedUp = { readonly passages: readonly NumberedPassage[] } | { readonly failed: unknown };

/**
 * Asks a base, numbers what it gives for the model and writes it all into the trace, a failure, too. Where the base can't
 * be asked, what a question like this one found before serves instead.
 */
export function createLookUp(
  dependencies: Pick<
    Dependencies,
    'knowledge' | 'keptPassages' | 'components' | 'turnPassages' | 'steps' | 'log'
  >,
) {
  const { knowledge, keptPassages, components, turnPassages, steps, log } = dependencies;

  async function ask(
    { turn, assistant, base, text, signal }: LookUp,
    onUsage: (inputTokens: number) => void,
  ): Promise<Findings> {
    const limit = assistant.knowledge[base]?.passages ?? 0;
    return await components.guarded(componentIdOf(assistant.id, 'knowledge', base), (halt) =>
      knowledge.search({
        ...{ assistant: assistant.id, bases: [base], text, limit },
        signal: AbortSignal.any([signal, halt]),
        call: { turnId: turn.turnId, onUsage },
      }),
    );
  }

  return async function lookUp(given: LookUp): Promise<LookedUp> {
    const { turn, assistant, base, stepId, parentId } = given;
    const baseId = `${assistant.id}/${base}`;
    const startedAt = new Date();
    let inputTokens: number | undefined;
    const record = (outcome: string, titles: readonly string[]) =>
      steps.record({
        ...{ id: stepId, conversationId: turn.conversationId, turnId: turn.turnId },
        ...(parentId !== undefined && { parentId }),
        ...{ kind: 'retrieval', component: base, startedAt, outcome, detail: { titles } },
        attempts: Context.current().info.attempt,
        ...costOf(assistant, inputTokens),
      });
    try {
      const { passages, meaning } = await ask(given, (told) => {
        inputTokens = told;
      });
      keptPassages.keep(baseId, given.text, passages);
      const numbered = await turnPassages.add(turn.turnId, base, passages);
      const titles = passages.map(({ title }) => title);
      await record(`${passages.length} passages${meaning === 'failed' ? ', by words alone' : ''}`, titles);
      return { passages: numbered };
    } catch (error) {
      const isKnown = error instanceof ComponentUnavailable;
      if (!isKnown) log.warn({ base, error }, 'the knowledge could not be searched');
      const kept = given.isTriedAgain && !isKnown ? [] : keptPassages.find(baseId, given.text);
      if (kept.length > 0) {
        const numbered = await turnPassages.add(turn.turnId, base, kept);
        const titles = kept.map(({ title }) => title);
        await record(
          `${kept.length} passages kept from an earlier question, because it could not be searched`,
          titles,
        );
        return { passages: numbered };
      }
      await record(isKnown ? `not searched: ${error.state}` : 'not searched', []);
      return { failed: error };
    }
  };
}

/** What the question's vector took. */
function costOf({ embedding }: Assistant, inputTokens: number | undefined) {
  if (!embedding || inputTokens === undefined) return {};
  const usage = { inputTokens, outputTokens: 0 };
  return stepCost(spentOn({ model: embedding.model, ...pricedEmbedding(embedding) }, usage));
}
