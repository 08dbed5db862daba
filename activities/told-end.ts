import { ToolFailure } from '../src/domain/tool-failure.ts';
import { ToolRefusal } from '../src/domain/tool-refusal.ts';
import type { ToolEnd } from './run-effect.ts';

/** How a call ends whose tool says in words that nothing happened, and why; undefined for any other error. */
export function toldEnd(error: unknown): ToolEnd | undefined {
  if (error instanceof ToolRefusal)
    return { outcome: 'failed', result: { refused: true, reason: error.message } };
  if (error instanceof ToolFailure) return { outcome: 'failed', result: { error: error.message } };
  return undefined;
}
