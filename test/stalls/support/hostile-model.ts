import type { Script } from '../../support/stand-in-model.ts';
import type { Reply } from '../../support/stand-in-reply.ts';

const lengthMax = 100_000;
const cut = (text: string, size: number) => text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
const call = (args: string | object, name = 'find_order') => ({ name, args });

/** Answers that no model should give; each is asked for by its name. */
export const hostileReplies: Readonly<Record<string, Reply>> = {
  'one line of 100,000 characters at once': { text: ['x'.repeat(lengthMax)] },
  'one line of 100,000 characters in small pieces': { text: cut('x'.repeat(lengthMax), 5) },
  'nothing but ends of sentences': { text: cut('. '.repeat(lengthMax / 2), 500) },
  'an end of a sentence that never ends': { text: [`.${'"'.repeat(lengthMax)}`, ' x'] },
  'nothing but spaces, then a word': { text: [`${' '.repeat(lengthMax)}x`] },
  'half characters': { text: cut('\ud83d\ude00'.repeat(lengthMax / 4), 3) },
  'arguments of a megabyte': { toolCalls: [call({ orderId: 'x'.repeat(1_000_000) })] },
  'arguments nested deep': {
    toolCalls: [
      call(`{"orderId":${'['.repeat(3_900)}${']'.repeat(3_900)}}`),
      call(`${'{"a":'.repeat(1_500)}`),
    ],
  },
  'more tool calls than it may make': { toolCalls: Array(500).fill(call({ orderId: 'A-1001' })) },
  'an event without an end': { raw: `data: ${'x'.repeat(2_000_000)}` },
  'tens of thousands of events at once': { raw: 'data: {}\n\n'.repeat(30_000) },
  'tens of thousands of comments at once': { raw: ': x\n'.repeat(50_000) },
};

/** Does what a message asks for by name, once in a turn; answers anything else kindly. */
export const hostileModel: Script = ({ messages }) => {
  const last = messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const isFirst = messages.at(-1)?.role === 'user';
  return (isFirst ? hostileReplies[last] : undefined) ?? { text: 'It is on its way. It comes tomorrow.' };
};
