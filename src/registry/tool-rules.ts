import type { z } from 'zod';
import { authoringBounds } from '../domain/authoring-bounds.ts';
import { isLimited } from '../domain/queue-of-component.ts';
import type { CallPolicy, Effect } from '../domain/tool.ts';
import { jsonSchemaOf, notJsonReason } from './json-schema.ts';

interface Written {
  readonly effect: Effect;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly effectKey?: unknown;
  readonly reconcile?: unknown;
  readonly adapters?: Readonly<Record<string, unknown>> | undefined;
  readonly completes?: 'callback' | undefined;
  readonly callbackWithinMs?: number | undefined;
  readonly policy: WrittenPolicy;
}

type WrittenPolicy = { [part in keyof CallPolicy]?: CallPolicy[part] | undefined } & { timeoutMs: number };

/** What a tool's fields demand of each other. */
export function checkToolRules(tool: Written, context: z.core.$RefinementCtx): void {
  const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  checkEffectRules(tool, refuse);
  for (const side of ['input', 'output'] as const) {
    const reason = notJsonReason(tool[side]);
    if (reason) refuse([side], reason);
  }
  if (!notJsonReason(tool.input) && jsonSchemaOf(tool.input).type !== 'object') {
    refuse(['input'], 'expected an object schema, such as z.object({ … })');
  }
  for (const field of Object.keys(tool.adapters ?? {}))
    if (!notJsonReason(tool.input) && !inputsOf(tool).includes(field))
      refuse(['adapters', field], `expected a field of input, one of ${inputsOf(tool).join(', ')}`);
}

/** What its effect demands of the rest. */
export function checkEffectRules(
  tool: Omit<Written, 'input' | 'output'>,
  refuse: (path: string[], message: string) => void,
): void {
  const { effect, policy } = tool;
  if (effect === 'read' && tool.effectKey)
    refuse(['effectKey'], 'expected only where effect is keyed or irreversible');
  if (effect !== 'irreversible' && tool.reconcile)
    refuse(['reconcile'], 'expected only where effect is irreversible');
  if (tool.completes && effect === 'read')
    refuse(['completes'], 'expected only where effect is keyed or irreversible: starting work is an effect');
  if (!tool.completes && tool.callbackWithinMs !== undefined)
    refuse(['callbackWithinMs'], "expected only with completes: 'callback'");
  if (effect === 'irreversible' && (policy.attempts ?? 1) !== 1) {
    refuse(['policy', 'attempts'], 'expected 1: an irreversible call is not made again');
  }
  if (policy.run === 'local' && !mayRunLocally(effect, policy.timeoutMs)) {
    refuse(['policy', 'run'], `expected durable: local is for reads with a timeoutMs of at most ${localMax}`);
  }
  if (policy.run === 'local' && isLimited(policy))
    refuse(['policy', 'run'], 'expected durable where there is a ratePerSecond or a concurrency');
}

const inputsOf = ({ input }: Written): string[] => Object.keys(jsonSchemaOf(input).properties ?? {});

const localMax = authoringBounds.localTimeoutMsMax;
const mayRunLocally = (effect: Effect, timeoutMs: number) => effect === 'read' && timeoutMs <= localMax;

const defaultAttempts = { read: 3, keyed: 4, irreversible: 1 } as const satisfies Record<Effect, number>;

/** A tool's policy with its defaults, which depend on its effect. */
export function policyOf(effect: Effect, written: WrittenPolicy): CallPolicy {
  return {
    timeoutMs: written.timeoutMs,
    attempts: written.attempts ?? defaultAttempts[effect],
    run:
      written.run ?? (mayRunLocally(effect, written.timeoutMs) && !isLimited(written) ? 'local' : 'durable'),
    ...(written.ratePerSecond !== undefined && { ratePerSecond: written.ratePerSecond }),
    ...(written.concurrency !== undefined && { concurrency: written.concurrency }),
  };
}
