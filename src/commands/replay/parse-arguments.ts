import { parseArgs } from 'node:util';

/** Which runs are replayed: the newest of those that began or ended in the last hours, and what still runs. */
export interface ReplayOrder {
  readonly hours: number;
  readonly limit: number;
}

/** The command line makes no sense; the message is one line for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(what: string) {
    super(`${what}. Usage: npm run replay-check -- [--hours 24] [--limit 200]`);
  }
}

/** Reads the words after `npm run replay-check --`. Throws a UsageError. */
export function parseArguments(args: readonly string[]): ReplayOrder {
  const { hours = '24', limit = '200' } = valuesOf(args);
  return { hours: numberFrom('--hours', hours, 8_760), limit: numberFrom('--limit', limit, 10_000) };
}

function valuesOf(args: readonly string[]) {
  try {
    const options = { hours: { type: 'string' }, limit: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    // Node's own words, up to where they explain how to quote.
    throw new UsageError(error instanceof Error ? (error.message.split('.')[0] ?? '') : String(error));
  }
}

function numberFrom(name: string, text: string, max: number): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > max)
    throw new UsageError(`${name} must be a number from 1 to ${max}`);
  return Number(text);
}
