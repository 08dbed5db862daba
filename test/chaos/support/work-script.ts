import type { Gate } from '../../support/gate.ts';
import type { Script } from '../../support/stand-in-model.ts';
import type { Aims, Moment } from './aims.ts';

/** What a customer writes so that the model asks for these tools, all at once. */
export const wish = (token: string, tools: readonly string[]) =>
  `please do ${token} with ${['care', ...tools].join('+')}`;

/** The whole answer to a wish; every sentence has a number of its own. */
export const answerTo = (token: string, receipts: number) => answerPieces(token, receipts).join('');

/** A model that does what a wish says, and tells when it streams and when it has finished. */
export function createWorkScript(options: {
  readonly fieldOf: (tool: string) => string;
  /** Between two words. */
  readonly delayMs: number;
  readonly aims?: Aims;
}): Script {
  const { fieldOf, delayMs, aims } = options;
  const tell = (moment: Moment): Gate => ({
    reached: Promise.resolve(),
    release() {},
    pass: async () => aims?.reach(moment),
  });
  return ({ messages }) => {
    const asked = messages.findLast((message) => message.role === 'user')?.content ?? '';
    const [, token = '', names = ''] = /please do (\S+) with (\S*)/.exec(asked) ?? [];
    const tools = names.split('+').slice(1);
    const results = messages.filter((message) => message.role === 'tool');
    if (results.length < tools.length)
      return { toolCalls: tools.map((name) => ({ name, args: { [fieldOf(name)]: token } })) };
    const receipts = results.filter(({ content }) => content?.includes('receipt')).length;
    const pieces = answerPieces(token, receipts);
    const half = Math.floor(pieces.length / 2);
    const text = [...pieces.slice(0, half), tell('stream'), ...pieces.slice(half), tell('commit')];
    return { text, delayMs };
  };
}

function answerPieces(token: string, receipts: number): string[] {
  const sentences = Array.from({ length: 12 }, (_, at) => `#${at + 1} of ${token}. `);
  return [...sentences, `#13 got ${receipts}.`].flatMap((sentence) => sentence.match(/\S+\s*/g) ?? []);
}
