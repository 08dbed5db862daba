import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { ComponentUnavailable, componentIdOf } from '../src/domain/component.ts';
import type { TurnRef } from '../src/domain/engine.ts';
import type { FoundPassage } from '../src/domain/knowledge.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Dependencies } from './dependencies.ts';
import { readTurn } from './read-turn.ts';

/** What a first look into the knowledge found, for the reader of the history. */
export interface Retrieved {
  readonly titles: readonly string[];
}

/**
 * Looks up what the customer wrote before anybody knows what they want, so that nothing waits for it. Without the
 * knowledge the turn goes on: the model then has tools and its own look-ups.
 */
export function createRetrieve(dependencies: Dependencies) {
  const { knowledge, components, turnPassages, steps, log } = dependencies;

  return async function retrieve(input: { turn: TurnRef; bases: readonly string[] }): Promise<Retrieved> {
    const { turn, bases } = input;
    const { assistant, asked, transcript } = await readTurn(dependencies, turn);
    const before = transcript.filter((message) => message.from === 'customer').slice(0, -asked.length);
    const text = queryOf(asked, before.at(-1)?.text);
    const titles: string[] = [];
    for (const base of bases) {
      const startedAt = new Date();
      const found = await find(assistant, base, text);
      if (found) await turnPassages.add(turn.turnId, base, found);
      titles.push(...(found ?? []).map(({ title }) => title));
      await steps.record({
        id: `${turn.turnId}:retrieval:${base}`,
        ...turn,
        kind: 'retrieval',
        component: base,
        startedAt,
        attempts: Context.current().info.attempt,
        outcome: found ? `${found.length} passages` : 'failed',
        detail: { titles: found?.map(({ title }) => title) ?? [] },
      });
    }
    return { titles };
  };

  /** Undefined: it can't be asked, and has been tried often enough. */
  async function find(
    assistant: Assistant,
    base: string,
    text: string,
  ): Promise<readonly FoundPassage[] | undefined> {
    const limit = assistant.knowledge[base]?.passages ?? 0;
    const signal = AbortSignal.timeout(searchMs);
    try {
      return await components.guarded(componentIdOf(assistant.id, 'knowledge', base), (halt) =>
        knowledge.search({
          ...{ assistant: assistant.id, bases: [base], text, limit },
          signal: AbortSignal.any([signal, halt]),
        }),
      );
    } catch (error) {
      if (error instanceof ComponentUnavailable) return undefined;
      log.warn({ base, error }, 'the knowledge could not be searched');
      if (Context.current().info.attempt >= searchAttempts) return undefined;
      throw ApplicationFailure.create({
        type: 'unavailable',
        message: 'the knowledge could not be searched',
      });
    }
  }
}

const searchMs = 2_000;
const searchAttempts = 2;

/** A short follow-up ("and in blue?") says too little by itself. */
function queryOf(asked: readonly string[], before: string | undefined): string {
  const text = asked.join('\n').slice(0, queryTextMax);
  return text.length < followUpTextMax && before !== undefined ? `${text}\n${before.slice(0, 500)}` : text;
}

const queryTextMax = 1_000;
const followUpTextMax = 25;
