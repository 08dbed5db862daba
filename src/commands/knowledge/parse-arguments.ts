import { parseArgs } from 'node:util';

/** What the command is asked to do. */
export type KnowledgeOrder =
  | { readonly command: 'search'; readonly text: string; readonly limit: number; readonly assistant?: string }
  | { readonly command: 'status'; readonly assistant?: string }
  | { readonly command: 'eval'; readonly assistant?: string };

/** The command line makes no sense; the message is one line for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(what: string) {
    super(`${what}. Usage: ${usage}`);
  }
}

/** Reads the words after `npm run knowledge --`. Throws a UsageError. */
export function parseArguments(args: readonly string[]): KnowledgeOrder {
  const { values, positionals } = parsed(args);
  const [command, ...words] = positionals;
  const { assistant, limit = '5' } = values;
  const whose = assistant === undefined ? {} : { assistant };
  switch (command) {
    case 'search': {
      const text = words.join(' ').trim();
      if (text === '') throw new UsageError('search needs a question');
      if (!/^\d{1,2}$/.test(limit) || Number(limit) < 1 || Number(limit) > limitMax)
        throw new UsageError(`--limit must be a number from 1 to ${limitMax}`);
      return { command, text, limit: Number(limit), ...whose };
    }
    case 'status':
    case 'eval':
      if (words.length > 0) throw new UsageError(`${command} takes no words`);
      if (values.limit !== undefined) throw new UsageError(`${command} takes no --limit`);
      return { command, ...whose };
    default:
      throw new UsageError(command === undefined ? 'say what to do' : `there is no command ${command}`);
  }
}

function parsed(args: readonly string[]) {
  try {
    const options = { assistant: { type: 'string' }, limit: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's own words, up to where they explain how to quote.
    throw new UsageError(error instanceof Error ? (error.message.split('.')[0] ?? '') : String(error));
  }
}

const limitMax = 20;
const usage =
  'npm run knowledge -- search "a question" [--limit 5] | status | eval, each also with --assistant <id>';
