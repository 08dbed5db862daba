import { ComponentUnavailable, componentIdOf } from '../src/domain/component.ts';
import { type Guardrail, whenFailing } from '../src/domain/manifest.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Dependencies } from './dependencies.ts';

/** What a check found; or that it could not be made, and whether what it should have looked at passes without. */
export type Checked<Found> = { readonly found: Found } | { readonly mayPass: boolean };

/** Has a guardrail look at something. One that fails lets it pass or not, as its assistant declares. */
export async function lookThrough<Found>(
  { components, log }: Pick<Dependencies, 'components' | 'log'>,
  { assistant, guardrail }: { readonly assistant: Assistant; readonly guardrail: Guardrail },
  check: () => Found,
): Promise<Checked<Found>> {
  const id = componentIdOf(assistant.id, 'guardrail', guardrail);
  try {
    return { found: await components.guarded(id, async () => check()) };
  } catch (error) {
    // It works; that its assistant is paused is asked elsewhere.
    if (error instanceof ComponentUnavailable && error.state === 'paused') return { found: check() };
    // Its words may repeat what it looked at.
    log.error({ guardrail: id, error: error instanceof Error ? error.name : 'error' }, 'a guardrail failed');
    return { mayPass: whenFailing(assistant.guardrails, guardrail) === 'open' };
  }
}

/** How the trace calls a guardrail that could not look. */
export const failedOutcome = (mayPass: boolean): string =>
  mayPass ? 'failed, let through' : 'failed, let nothing through';
