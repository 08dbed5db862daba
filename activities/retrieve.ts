import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { ComponentUnavailable } from '../src/domain/component.ts';
import type { TurnRef } from '../src/domain/engine.ts';
import type { Dependencies } from './dependencies.ts';
import { createLookUp } from './look-up.ts';
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
  const lookUp = createLookUp(dependencies);

  return async function retrieve(input: { turn: TurnRef; bases: readonly string[] }): Promise<Retrieved> {
    const { turn, bases } = input;
    const { assistant, asked, transcript } = await readTurn(dependencies, turn);
    const before = transcript.filter((message) => message.from === 'customer').slice(0, -asked.length);
    const text = queryOf(asked, before.at(-1)?.text);
    const titles: string[] = [];
    for (const base of bases) {
      const stepId = `${turn.turnId}:retrieval:${base}`;
      const signal = AbortSignal.timeout(searchMs);
      const isTriedAgain = Context.current().info.attempt < searchAttempts;
      const looked = await lookUp({ stepId, turn, assistant, base, text, signal, isTriedAgain });
      if ('passages' in looked) titles.push(...looked.passages.map(({ title }) => title));
      const mayHelp = 'failed' in looked && !(looked.failed instanceof ComponentUnavailable);
      if (mayHelp && isTriedAgain)
        throw ApplicationFailure.create({
          type: 'unavailable',
          message: 'the knowledge could not be searched',
        });
    }
    return { titles };
  };
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
