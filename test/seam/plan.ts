import { chanceOf } from './random.ts';

/** What people do in one conversation, in order. */
export type Step =
  | { readonly do: 'say'; readonly text: string; readonly way: Way }
  | { readonly do: 'takeOver' | 'handBack' | 'close' | 'write' | 'reconnect' | 'terminate' }
  | { readonly do: 'pause'; readonly ms: number };

/** How a page posts: once and again until it is taken; at both services at once; once and never again. */
export type Way = 'until-taken' | 'on-both' | 'once';

export interface ConversationPlan {
  /** What names its chance. */
  readonly words: readonly (string | number)[];
  /** Stands in every text, so that the model knows which conversation asks. */
  readonly tag: string;
  readonly assistant: 'desk' | 'hasty';
  readonly steps: readonly Step[];
}

/** The conversations of one seed. */
export const plansOf = (seed: number, conversations: number): ConversationPlan[] =>
  Array.from({ length: conversations }, (_, index) => planOf(seed, index + 1));

function planOf(seed: number, number: number): ConversationPlan {
  const words = ['seed', seed, 'conversation', number];
  const chance = chanceOf(...words);
  const tag = `s${seed}c${number}`;
  const steps: Step[] = [];
  const acts = chance.between(4, 8);
  let said = 0;
  for (let act = 0; act < acts; act += 1) {
    const drawn = chance.next();
    if (act === 0 || drawn < 0.5) {
      said += 1;
      const way = chance.pick<Way>(['until-taken', 'until-taken', 'on-both', 'on-both', 'once']);
      steps.push({ do: 'say', text: `${tag}m${said} please`, way });
    } else if (drawn < 0.7) steps.push({ do: 'takeOver' });
    else if (drawn < 0.78) steps.push({ do: 'handBack' });
    else if (drawn < 0.84) steps.push({ do: 'close' });
    else if (drawn < 0.88) steps.push({ do: 'write' });
    else if (drawn < 0.95) steps.push({ do: 'reconnect' });
    else steps.push({ do: 'terminate' });
    if (chance.happens(0.75)) steps.push({ do: 'pause', ms: chance.between(1, 700) });
  }
  return { words, tag, assistant: chance.pick(['desk', 'hasty']), steps };
}
