import type { Script } from '../support/stand-in-model.ts';
import type { Reply } from '../support/stand-in-reply.ts';
import { chanceOf } from './random.ts';

/** Every whole answer begins and ends like this, so that a piece of one is recognised. */
export const wholeAnswer = /^Reply to (s\d+c\d+m\d+) please\. .*That is all\.$/s;

const tagged = /s\d+c\d+m\d+ please/g;

/** A model that is slow, breaks off, is busy, or first looks something up: by what it is asked, and how often. */
export function seamScript(): Script {
  const calls = new Map<string, number>();
  return ({ messages }): Reply => {
    const asked = messages.findLast((message) => message.role === 'user')?.content ?? '';
    const tag = asked.match(tagged)?.at(-1) ?? asked;
    const call = (calls.get(tag) ?? 0) + 1;
    calls.set(tag, call);
    const chance = chanceOf('model', tag, call);
    const hasLooked = messages.at(-1)?.role === 'tool';
    if (call <= 2 && chance.happens(0.08)) return { status: 500 };
    if (call <= 2 && chance.happens(0.05)) return { status: 429, headers: { 'retry-after': '0' } };
    if (!hasLooked && chance.happens(0.2)) return { toolCalls: [{ name: 'look_up', args: { what: tag } }] };
    const filler = 'This is one of the sentences in between. '.repeat(chance.between(0, 4));
    const text = `Reply to ${tag}. ${filler}That is all.`;
    const delayMs = chance.between(0, 25);
    return call <= 2 && chance.happens(0.1)
      ? { text, delayMs, cutAfter: chance.between(1, 9) }
      : { text, delayMs };
  };
}
